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
import java.util.List;

/** Reads the text of a file, bounded, as strict UTF-8. */
final class ConfigFile
{
    // A character is at most four bytes; one more byte tells a file that is too large from one that just fits.
    private static final int LONGEST = YamlText.LONGEST * 4 + 1;

    private ConfigFile()
    {
    }

    /** The whole text. Throws a {@link ConfigException} where the file cannot be read. */
    static String text(final Path path)
    {
        if (Files.isDirectory(path))
        {
            throw unreadable(path, "is a directory");
        }
        try (InputStream stream = Files.newInputStream(path))
        {
            final byte[] bytes = stream.readNBytes(LONGEST);
            if (bytes.length == LONGEST)
            {
                throw new ConfigException(List.of(YamlText.tooLarge(path.toString())), 0);
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        }
        catch (final NoSuchFileException e)
        {
            throw unreadable(path, "does not exist");
        }
        catch (final AccessDeniedException e)
        {
            throw unreadable(path, "may not be read by this user");
        }
        catch (final CharacterCodingException e)
        {
            throw unreadable(path, "is not UTF-8 text");
        }
        catch (final IOException e)
        {
            throw unreadable(path, "cannot be read: " + e.getMessage());
        }
    }

    private static ConfigException unreadable(final Path path, final String message)
    {
        return new ConfigException(List.of(new ConfigError(path.toString(), 0, 0, "", "", message, "give a readable YAML file")), 0);
    }
}
