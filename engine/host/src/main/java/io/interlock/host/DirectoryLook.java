package io.interlock.host;

import io.interlock.core.mapped.GateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/**
 * Looks whether the data directory is the one that the engine was started in, whether it can still be written to, and whether
 * {@code gate.dat} is the file that the engine has mapped, in its whole length. Who removes or cuts it leaves the engine
 * writing to what nobody can find: other processes see an engine that has died, and a restart lacks what only that file had.
 *
 * <p>Threading: one thread.
 */
final class DirectoryLook
{
    private static final String RESTART = ": stop the engine, see what happened, and start it again";

    private final Path directory;
    private final Path gate;
    private final Object directoryKey;
    private final Object gateKey;
    private final long gateSize;

    DirectoryLook(final Path directory)
    {
        this.directory = directory;
        gate = directory.resolve(GateFile.NAME);
        final BasicFileAttributes whole = attributes(gate);
        final BasicFileAttributes folder = attributes(directory);
        directoryKey = folder == null ? null : folder.fileKey();
        gateKey = whole == null ? null : whole.fileKey();
        gateSize = whole == null ? -1 : whole.size();
    }

    private static BasicFileAttributes attributes(final Path path)
    {
        try
        {
            return Files.readAttributes(path, BasicFileAttributes.class);
        }
        catch (final IOException unknown)
        {
            return null;
        }
    }

    /** For people; null where nothing is wrong. */
    String trouble()
    {
        try
        {
            final BasicFileAttributes folder = Files.readAttributes(directory, BasicFileAttributes.class);
            if (!Objects.equals(folder.fileKey(), directoryKey))
            {
                return "the data directory " + directory + " is another one than the engine was started in" + RESTART;
            }
            return !Files.isWritable(directory)
                ? "the data directory " + directory + " cannot be written to any more: the journal fails with its next file, and nothing "
                    + "loosens then. Give the right to write back"
                : gateSize < 0 ? null : gateTrouble();
        }
        catch (final NoSuchFileException gone)
        {
            return "the data directory " + directory + " is gone: somebody removed it under the running engine. What is decided now is "
                + "kept nowhere. Stop the engine at a moment of your choice; what the directory held has to come from a copy";
        }
        catch (final IOException unreadable)
        {
            return "the data directory " + directory + " cannot be looked at: " + unreadable;
        }
    }

    private String gateTrouble() throws IOException
    {
        try
        {
            final BasicFileAttributes now = Files.readAttributes(gate, BasicFileAttributes.class);
            if (!Objects.equals(now.fileKey(), gateKey))
            {
                return gate + " is another file than the one that the engine writes: other processes see an engine that does not live"
                    + RESTART;
            }
            return now.size() == gateSize ? null : gate + " has " + now.size() + " bytes in place of " + gateSize
                + ": somebody cut it under the running engine, which refuses OPEN once it meets that" + RESTART;
        }
        catch (final NoSuchFileException gone)
        {
            return gate + " is gone: somebody removed it under the running engine; other processes see no engine" + RESTART;
        }
    }
}
