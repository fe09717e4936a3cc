package io.interlock.console.access;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * Makes the tokens of an engine that has none: one a role, two for admins where two persons are needed, each of 256 random bits. The clear
 * ones go into a file of their own, for its owner alone, to be handed out and deleted; they are nowhere else.
 *
 * <p>Threading: the thread that starts.
 */
final class FirstTokens
{
    static final String NAME = "console-tokens.txt";
    private static final String PREFIX = "ilk_";
    private static final int TOKEN_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final String SECOND = "second-admin";

    /** A token to be made. */
    private record Wanted(String name, Role role)
    {
        Wanted(final Role role)
        {
            this(TokenFile.word(role), role);
        }
    }

    private FirstTokens()
    {
    }

    /** Writes both files; gives the one with the clear tokens. */
    static Path make(final Path directory, final boolean twoPerson)
    {
        final List<Wanted> all = new ArrayList<>(
            List.of(new Wanted(Role.ADMIN), new Wanted(Role.OPERATOR), new Wanted(Role.VIEWER), new Wanted(Role.REPORTER)));
        if (twoPerson)
        {
            all.add(1, new Wanted(SECOND, Role.ADMIN));
        }
        final SecureRandom random = new SecureRandom();
        final String salt = HexFormat.of().formatHex(bytes(random, SALT_BYTES));
        final List<TokenSet.Entry> entries = new ArrayList<>();
        final StringBuilder clear = new StringBuilder(512)
            .append("# Tokens of this engine's HTTP service: name, role, token. They are kept nowhere else in the clear.\n")
            .append("# Hand them out, then delete this file. ").append(TokenFile.NAME).append(" has their hashes.\n");
        for (final Wanted wanted : all)
        {
            final String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(random, TOKEN_BYTES));
            entries.add(new TokenSet.Entry(wanted.name(), wanted.role(), TokenSet.hash(salt, token)));
            clear.append(wanted.name()).append(' ').append(TokenFile.word(wanted.role())).append(' ').append(token).append('\n');
        }
        // In this order: a crash in between leaves no hashes, and so the next start makes both anew.
        final Path file = directory.resolve(NAME);
        PrivateFile.write(file, clear.toString().getBytes(StandardCharsets.UTF_8));
        PrivateFile.write(directory.resolve(TokenFile.NAME), TokenFile.bytes(salt, entries));
        return file;
    }

    private static byte[] bytes(final SecureRandom random, final int count)
    {
        final byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
