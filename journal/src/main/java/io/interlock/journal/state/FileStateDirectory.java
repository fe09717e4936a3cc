package io.interlock.journal.state;

import io.interlock.core.mapped.OwnRights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The state file in a directory of the file system.
 *
 * <p>Threading: one thread.
 */
public final class FileStateDirectory implements StateDirectory
{
    private final Path file;
    private final Path temporary;
    /** Made last. */
    private Channel made;

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
        // Reading a pipe would wait for ever, and the system's word for a directory names none.
        if (!Files.isRegularFile(file))
        {
            throw new IOException("state file " + file + " is no regular file: move it away, the journal alone knows the levels too");
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
        made = new Channel(OwnRights.make(temporary, StandardOpenOption.WRITE), temporary);
        return made;
    }

    @Override
    public void publish() throws IOException
    {
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        made.place = file;
        try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ))
        {
            directory.force(true);
        }
    }

    /** A file. */
    private static final class Channel implements StateChannel
    {
        private final FileChannel channel;
        private final Object key;
        private Path place;

        Channel(final FileChannel channel, final Path place) throws IOException
        {
            this.channel = channel;
            this.place = place;
            key = key(place);
        }

        private static Object key(final Path file) throws IOException
        {
            final Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            return key == null ? Boolean.TRUE : key;
        }

        private boolean inPlace() throws IOException
        {
            try
            {
                return key.equals(key(place));
            }
            catch (final NoSuchFileException deleted)
            {
                return false;
            }
        }

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
            // What is written to it would be read by nobody.
            if (!inPlace())
            {
                throw new IOException("the state file " + place + " was deleted or replaced by somebody");
            }
        }

        @Override
        public long size() throws IOException
        {
            return inPlace() ? channel.size() : -1;
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
