package io.interlock.console.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Tokens as they are known here: of each its name, its role and the SHA-256 of the file's salt, a colon and the token. A token is 256
 * random bits, which nobody finds by trying, so a plain hash is enough: a slow one is for what people think up, and would give anyone who
 * shows wrong tokens a way to keep this machine busy. The salt is there so that equal hashes in two files say nothing.
 *
 * <p>Threading: immutable.
 */
final class TokenSet
{
    /** Nobody gets in. */
    static final TokenSet EMPTY = new TokenSet("", List.of());

    private final String salt;
    private final List<Entry> entries;

    /**
     * One token.
     *
     * @param name unique.
     * @param role what it may.
     * @param hash SHA-256; nobody changes it.
     */
    record Entry(String name, Role role, byte[] hash)
    {
        private static final int ID_BYTES = 16;

        /** Its id is part of the hash: from it nobody finds 256 random bits. */
        Principal principal()
        {
            return new Principal(name, role, "sha256:" + HexFormat.of().formatHex(hash, 0, ID_BYTES));
        }
    }

    TokenSet(final String salt, final List<Entry> entries)
    {
        this.salt = salt;
        this.entries = List.copyOf(entries);
    }

    int size()
    {
        return entries.size();
    }

    /** What holds for a token, or null. */
    Pass find(final String token)
    {
        final byte[] hash = hash(salt, token);
        final Entry found = entry(hash);
        return found == null ? null : new Pass(found.principal(), HexFormat.of().formatHex(hash));
    }

    /** Whose token it is now, or null. */
    Principal holder(final Pass pass)
    {
        final Entry found = entry(HexFormat.of().parseHex(pass.hash()));
        return found == null ? null : found.principal();
    }

    /** Every entry is compared, each in constant time, whichever fits. */
    private Entry entry(final byte[] hash)
    {
        Entry found = null;
        for (final Entry entry : entries)
        {
            final boolean same = MessageDigest.isEqual(entry.hash(), hash);
            found = same ? entry : found;
        }
        return found;
    }

    boolean holds(final Principal principal)
    {
        return entries.stream().anyMatch(entry -> entry.principal().equals(principal));
    }

    List<String> admins()
    {
        return entries.stream().filter(entry -> entry.role() == Role.ADMIN).map(Entry::name).toList();
    }

    static byte[] hash(final String salt, final String token)
    {
        try
        {
            final MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return digest.digest((salt + ":" + token).getBytes(StandardCharsets.UTF_8));
        }
        catch (final NoSuchAlgorithmException impossible)
        {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
