package io.interlock.console.access;

import io.interlock.console.ConsoleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens of an engine, from {@code console-tokens.json} in its directory, which is read again when it changes. A change that is wrong
 * changes nothing, so no new token gets in by it, and whoever could act before still can; a file that is deleted lets nobody in.
 *
 * <p>Threading: {@link #refresh} one thread after the other, which waits for the disk; the rest any thread, without waiting.
 */
public final class Tokens implements Persons
{
    private static final Logger LOG = LoggerFactory.getLogger(Tokens.class);
    private static final String GONE = "gone";

    private final Path file;
    private final Path made;
    private volatile TokenSet current;
    private String stamp;

    private Tokens(final Path file, final Path made)
    {
        this.file = file;
        this.made = made;
        this.stamp = stamp(file);
        this.current = TokenFile.read(file);
    }

    /**
     * Reads the file, and makes none: it belongs to somebody else.
     *
     * @param directory where it is.
     * @return ready.
     * @throws ConsoleException where it is not there, or not as it should be.
     */
    public static Tokens existing(final Path directory)
    {
        return new Tokens(directory.resolve(TokenFile.NAME), null);
    }

    /**
     * Whether there are tokens.
     *
     * @param directory where they would be.
     * @return whether the file is there, whatever is in it.
     */
    public static boolean isIn(final Path directory)
    {
        return Files.exists(directory.resolve(TokenFile.NAME), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Reads the file, or makes it where there is none.
     *
     * @param directory of the engine; it exists.
     * @return ready.
     * @throws ConsoleException where it is not as it should be: then nobody is let in rather than somebody.
     */
    public static Tokens open(final Path directory)
    {
        return open(directory, false);
    }

    /**
     * Reads the file, or makes it where there is none.
     *
     * @param directory of the engine; it exists.
     * @param twoPerson whether two persons are needed: then it is made with an admin's token for each.
     * @return ready.
     * @throws ConsoleException see {@link #open(Path)}.
     */
    public static Tokens open(final Path directory, final boolean twoPerson)
    {
        final Path file = directory.resolve(TokenFile.NAME);
        final Path made = isIn(directory) ? null : FirstTokens.make(directory, twoPerson);
        return new Tokens(file, made);
    }

    /**
     * The file with the clear tokens, where this start made them: to be told to whoever started the engine.
     *
     * @return for its owner alone to read.
     */
    public Optional<Path> made()
    {
        return Optional.ofNullable(made);
    }

    @Override
    public Principal find(final String token)
    {
        final Pass pass = current.find(token);
        return pass == null ? null : pass.principal();
    }

    /**
     * What holds for a token, to be asked again later.
     *
     * @param token as it was shown.
     * @return null where it is nobody's.
     */
    public Pass pass(final String token)
    {
        return current.find(token);
    }

    /**
     * Whose token it is at this moment, which may have another role by now.
     *
     * @param pass of a token that was shown.
     * @return null where the token no longer holds.
     */
    public Principal holder(final Pass pass)
    {
        return current.holder(pass);
    }

    @Override
    public boolean holds(final Principal principal)
    {
        return current.holds(principal);
    }

    @Override
    public List<String> admins()
    {
        return current.admins();
    }

    /** Looks whether the file has changed, and reads it again; to be called every second or so. Never throws. */
    public synchronized void refresh()
    {
        final String now = stamp(file);
        if (now.equals(stamp))
        {
            return;
        }
        stamp = now;
        if (GONE.equals(now))
        {
            current = TokenSet.EMPTY;
            LOG.warn("{} is gone: no token is valid until it is there again", file);
            return;
        }
        try
        {
            final TokenSet read = TokenFile.read(file);
            current = read;
            LOG.info("{} has changed: {} tokens are valid", file, read.size());
        }
        catch (final ConsoleException wrong)
        {
            LOG.error("{}. Until then the tokens that were valid before stay so.", wrong.getMessage());
        }
    }

    // Also the permissions: a file that is closed to others again is to be read.
    private static String stamp(final Path file)
    {
        try
        {
            final BasicFileAttributes kind = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            final Object rights = file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS) : "";
            return kind.lastModifiedTime() + " " + kind.size() + " " + kind.fileKey() + " " + rights;
        }
        catch (final NoSuchFileException missing)
        {
            return GONE;
        }
        catch (final IOException failed)
        {
            return failed.toString();
        }
    }
}
