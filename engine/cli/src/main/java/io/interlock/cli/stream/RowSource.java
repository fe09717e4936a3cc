package io.interlock.cli.stream;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Opens a file of rows, also one that is a named pipe. Opening a pipe waits for somebody who writes into it, so it is opened at its first
 * read only: an engine must guard its gateways before that, and not only after.
 *
 * <p>Threading: one thread.
 */
public final class RowSource
{
    private RowSource()
    {
    }

    /**
     * Opens it.
     *
     * @param file a file, a pipe or a device.
     * @return to be closed; never waits here.
     * @throws IOException where it is not there or may not be read.
     */
    public static InputStream open(final Path file) throws IOException
    {
        if (!Files.readAttributes(file, BasicFileAttributes.class).isOther())
        {
            return Files.newInputStream(file);
        }
        if (!Files.isReadable(file))
        {
            throw new AccessDeniedException(file.toString());
        }
        return new Pipe(file);
    }

    /** The stream of {@link Files} asks for a position, which a pipe has none of: "Illegal seek". */
    private static final class Pipe extends InputStream
    {
        private final Path file;
        private InputStream in;

        Pipe(final Path file)
        {
            this.file = file;
        }

        private InputStream in() throws IOException
        {
            if (in == null)
            {
                in = new FileInputStream(file.toFile());
            }
            return in;
        }

        @Override
        public int read() throws IOException
        {
            return in().read();
        }

        @Override
        public int read(final byte[] bytes, final int from, final int count) throws IOException
        {
            return in().read(bytes, from, count);
        }

        /** Nothing, as long as it is not open: whoever asks wants to know whether a read would wait. */
        @Override
        public int available() throws IOException
        {
            return in == null ? 0 : in.available();
        }

        @Override
        public void close() throws IOException
        {
            if (in != null)
            {
                in.close();
            }
        }
    }
}
