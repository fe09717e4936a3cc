package io.interlock.journal.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The state file in a directory of the file system.
 *
 * <p>Threading: one thread.
 */
public final class FileStateDirectory implements StateDirectory
{
    private final Path file;
    private final Path temporary;

    /**
     * Touches nothing yet.
     *
     * @param directory of the engine.
     */
    public FileStateDirectory(final Path directory)
    {
        file = directory.resolve(StateFile.NAME);
        temporary = directory.resolve(StateFile.NAME + ".new");
    }

    @Override
    public byte[] read() throws IOException
    {
        if (!Files.exists(file))
        {
            return null;
        }
        final long size = Files.size(file);
        if (size > StateLayout.MAX_FILE)
        {
            throw new IOException("state file " + file + " has " + size + " bytes; no state file has more than " + StateLayout.MAX_FILE);
        }
        return Files.readAllBytes(file);
    }

    @Override
    public StateChannel create() throws IOException
    {
        return new Channel(FileChannel.open(
            temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE));
    }

    @Override
    public void publish() throws IOException
    {
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ))
        {
            directory.force(true);
        }
    }

    /** A file. */
    private record Channel(FileChannel channel) implements StateChannel
    {
        @Override
        public int write(final ByteBuffer bytes, final long at) throws IOException
        {
            return channel.write(bytes, at);
        }

        @Override
        public void force() throws IOException
        {
            // The length never changes after it was made; then the metadata is forced with it.
            channel.force(true);
        }

        @Override
        public long size() throws IOException
        {
            return channel.size();
        }

        @Override
        public void close()
        {
            try
            {
                channel.close();
            }
            catch (final IOException failed)
            {
                throw new UncheckedIOException("the state file cannot be closed", failed);
            }
        }
    }
}
