package io.interlock.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Looks whether a secret is where it is said to be, and fit for use. No message has a part of its value. Stateless. */
final class SecretCheck
{
    private static final int LONGEST = 65_536;

    private SecretCheck()
    {
    }

    /** What is wrong with a variable, or null where nothing is. */
    static String variable(final String name, final UnaryOperator<String> environment)
    {
        final String value = environment.apply(name);
        if (value == null)
        {
            return "the environment variable " + name + " is not set";
        }
        final String fault = value(value);
        return fault == null ? null : "the environment variable " + name + " " + fault;
    }

    /** What is wrong with an absolute file, or null where nothing is. */
    static String file(final Path file)
    {
        final String what = "the secret file " + file + " ";
        try
        {
            if (Files.isDirectory(file))
            {
                return what + "is a directory";
            }
            final String fault = value(firstLine(file));
            return fault != null ? what + fault : writable(file) ? what + "may be written by others (chmod 600 " + file + ")" : null;
        }
        catch (final NoSuchFileException missing)
        {
            return what + "does not exist";
        }
        catch (final AccessDeniedException denied)
        {
            return what + "may not be read by this user";
        }
        catch (final CharacterCodingException binary)
        {
            return what + "is not UTF-8 text";
        }
        catch (final IOException unreadable)
        {
            return what + "cannot be read (" + unreadable.getClass().getSimpleName() + ")";
        }
    }

    private static String firstLine(final Path file) throws IOException
    {
        if (Files.exists(file) && !Files.isRegularFile(file))
        {
            throw new IOException("no regular file: reading it could wait for ever");
        }
        try (InputStream stream = Files.newInputStream(file))
        {
            final String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(stream.readNBytes(LONGEST))).toString();
            final int end = text.indexOf('\n');
            return end < 0 ? text : text.substring(0, end);
        }
    }

    private static String value(final String value)
    {
        final String secret = value.strip();
        if (secret.isEmpty())
        {
            return "is empty";
        }
        return secret.chars().anyMatch(Character::isISOControl) ? "has a control character in it" : null;
    }

    private static boolean writable(final Path file) throws IOException
    {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix"))
        {
            return false;
        }
        final Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        return permissions.contains(PosixFilePermission.GROUP_WRITE) || permissions.contains(PosixFilePermission.OTHERS_WRITE);
    }
}
