package io.interlock.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.interlock.console.ConsoleException;
import io.interlock.console.access.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * {@code console.json} in an engine's directory: where its console is, so that commands which are given the directory find it. For its
 * owner alone, since whoever writes it is told tokens; no secret is in it. It is of one life of the engine: who reads it compares the boot
 * id with that of {@code gate.dat}, since a former life's port may be another program's now.
 *
 * <p>Threading: stateless; waits for the disk.
 */
public final class ConsoleFile
{
    /** Its name. */
    public static final String NAME = "console.json";

    /** Of the form. A reader refuses a later one. */
    static final int VERSION = 1;

    private static final int LONGEST = 4_096;
    private static final ObjectMapper JSON = new ObjectMapper();

    private ConsoleFile()
    {
    }

    /**
     * Where a console is. Immutable.
     *
     * @param url    with the port that it has.
     * @param bootId of the engine's life that it belongs to.
     */
    public record Found(String url, String bootId)
    {
    }

    /** Replaces what was there. Throws a {@link ConsoleException} where it cannot be written. */
    static void write(final Path directory, final Found found)
    {
        final String text = JSON.createObjectNode().put("version", VERSION).put("url", found.url()).put("boot_id", found.bootId())
            .toPrettyString() + "\n";
        PrivateFile.write(directory.resolve(NAME), text.getBytes(StandardCharsets.UTF_8));
    }

    /** Once there is no console any more; or before there is one. */
    static void remove(final Path directory) throws IOException
    {
        Files.deleteIfExists(directory.resolve(NAME));
    }

    /**
     * Reads it.
     *
     * @param directory the engine's.
     * @return null where there is none: no console is configured, or it is closed.
     * @throws ConsoleException where it is not what an engine writes, or is open to others.
     */
    public static Found read(final Path directory)
    {
        final Path file = directory.resolve(NAME);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS))
        {
            return null;
        }
        final byte[] bytes = PrivateFile.read(file, "file", LONGEST);
        final JsonNode root;
        try
        {
            root = JSON.readTree(bytes);
        }
        catch (final JsonProcessingException foreign)
        {
            throw strange(file);
        }
        catch (final IOException impossible)
        {
            throw new ConsoleException(file + " cannot be read: " + impossible, impossible);
        }
        if (root == null || !root.path("version").isInt() || !root.path("url").isTextual() || !root.path("boot_id").isTextual())
        {
            throw strange(file);
        }
        if (root.get("version").intValue() != VERSION)
        {
            throw new ConsoleException(file + " has the form " + root.get("version") + ", of another program than this one, which reads "
                + VERSION + ": use the interlock of that engine");
        }
        return new Found(root.get("url").textValue(), root.get("boot_id").textValue());
    }

    private static ConsoleException strange(final Path file)
    {
        return new ConsoleException(file + " is not what an engine writes: delete it; the engine writes it at its start");
    }
}
