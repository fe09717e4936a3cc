package io.interlock.journal.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Takes a file that is written no more out of Chronicle's reach: marks its end, gives back the zeros behind it, and moves it to the
 * finished ones. A file whose writer died in the middle of a write is left as it is, without the mark; one without any frame goes.
 *
 * <p>Threading: the writer's, with the directory's lock held.
 */
final class FinishedFile
{
    private FinishedFile()
    {
    }

    /**
     * Finishes a file.
     *
     * @param file      in the live directory.
     * @param directory of the journal.
     * @return what was found behind its last frame, null where it was clean.
     * @throws IOException where that is impossible; nothing is lost then.
     */
    static FileTail finish(final Path file, final Path directory) throws IOException
    {
        long frames = 0;
        long end = 0;
        long rest = 0;
        boolean whole = true;
        boolean ended = false;
        try (CycleReader reader = new CycleReader(file))
        {
            try
            {
                while (reader.next() != null)
                {
                    frames++;
                }
            }
            catch (final JournalFormatException damage)
            {
                whole = false;
            }
            end = reader.position();
            ended = reader.ended();
            rest = ended ? CycleWire.HEADER : reader.rest();
        }
        final boolean clean = whole && (rest == 0 || ended);
        if (clean && frames == 0)
        {
            Files.delete(file);
            PrivateFiles.forceDirectory(file.getParent());
            return null;
        }
        cut(file, end + rest, clean && !ended);
        PrivateFiles.move(file, directory.resolve(file.getFileName()));
        PrivateFiles.forceDirectory(directory);
        PrivateFiles.forceDirectory(file.getParent());
        return clean ? null : new FileTail(file.getFileName().toString(), end, rest);
    }

    private static void cut(final Path file, final long end, final boolean mark) throws IOException
    {
        try (FileChannel channel = PrivateFiles.open(file))
        {
            long length = end;
            if (mark)
            {
                final ByteBuffer header = ByteBuffer.allocate(CycleWire.HEADER).order(ByteOrder.LITTLE_ENDIAN);
                channel.write(header.putInt(0, CycleWire.END_OF_FILE), end);
                length += CycleWire.HEADER;
            }
            channel.truncate(length);
            channel.force(true);
        }
    }
}
