package io.interlock.journal.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that seals records: who has it not cannot make a chain that verifies. Its bytes are never printed.
 *
 * <p>Threading: immutable.
 */
public final class JournalKey
{
    /** Fewest bytes of a key. */
    public static final int MIN_BYTES = 16;
    /** Most bytes of a key file: more is some other file. */
    public static final int MAX_BYTES = 4096;

    static final String ALGORITHM = "HmacSHA256";

    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final SecretKey secret;

    private JournalKey(final byte[] bytes)
    {
        secret = new SecretKeySpec(bytes, ALGORITHM);
    }

    /**
     * A key of given bytes, for those who keep it elsewhere than in a file.
     *
     * @param bytes at least {@link #MIN_BYTES}; copied.
     * @return the key.
     * @throws IllegalArgumentException where they are fewer.
     */
    public static JournalKey of(final byte[] bytes)
    {
        if (bytes.length < MIN_BYTES)
        {
            throw new IllegalArgumentException("a journal key has at least " + MIN_BYTES + " bytes, not " + bytes.length);
        }
        return new JournalKey(bytes.clone());
    }

    /**
     * Reads a key file: its bytes without line ends at the end, since editors and shells add those.
     *
     * @param file readable by its owner alone, where the file system knows owners.
     * @return the key.
     * @throws IOException naming the file and what is wrong with it, never what is in it.
     */
    public static JournalKey read(final Path file) throws IOException
    {
        if (!Files.exists(file))
        {
            throw new IOException("journal key " + file + " does not exist");
        }
        if (!Files.isRegularFile(file))
        {
            throw new IOException("journal key " + file + " is not a file");
        }
        checkOwner(file);
        final long size = Files.size(file);
        if (size > MAX_BYTES)
        {
            throw new IOException("journal key " + file + " has " + size + " bytes; at most " + MAX_BYTES + " are a key");
        }
        final byte[] bytes = readBytes(file);
        int length = bytes.length;
        while (length > 0 && (bytes[length - 1] == '\n' || bytes[length - 1] == '\r'))
        {
            length--;
        }
        try
        {
            if (length < MIN_BYTES)
            {
                throw new IOException("journal key " + file + " has " + length + " bytes; at least " + MIN_BYTES + " are needed");
            }
            return new JournalKey(Arrays.copyOf(bytes, length));
        }
        finally
        {
            Arrays.fill(bytes, (byte)0);
        }
    }

    private static void checkOwner(final Path file) throws IOException
    {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix"))
        {
            return;
        }
        final Set<PosixFilePermission> granted = Files.getPosixFilePermissions(file);
        if (!OWNERS.containsAll(granted))
        {
            throw new IOException("journal key " + file + " may be read by its owner alone: chmod 0600 it");
        }
    }

    private static byte[] readBytes(final Path file) throws IOException
    {
        try
        {
            return Files.readAllBytes(file);
        }
        catch (final IOException failed)
        {
            throw new IOException("journal key " + file + " cannot be read: " + failed, failed);
        }
    }

    SecretKey secret()
    {
        return secret;
    }

    /** Nothing of the secret. */
    @Override
    public String toString()
    {
        return "JournalKey";
    }
}
