package io.interlock.journal.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Takes a file that is written no more out of Chronicle's reach: marks its end, gives back the zeros behind it, and moves it to the
 * finished ones. A file whose writer died in the middle of a write is left as it is, without the mark, and so is one in which something
 * lies behind a mark; one without anything in it goes.
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
     * @param known     up to which byte whole frames are known to be in it, which are not read again; 0 for nothing.
     * @param forced    whether it has to survive a loss of power from now on.
     * @return what was found behind its last frame, null where it was clean.
     * @throws IOException where that is impossible; nothing is lost then.
     */
    static FileTail finish(final Path file, final Path directory, final long known, final boolean forced) throws IOException
    {
        long frames = known > 0 ? 1 : 0;
        long end = 0;
        long rest = 0;
        boolean whole = true;
        boolean marked = false;
        try (CycleReader reader = new CycleReader(file))
        {
            try
            {
                reader.from(known);
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
            marked = reader.ended();
            rest = reader.rest();
        }
        // What lies behind a mark was hidden by it: it stays, for whoever looks.
        final boolean ended = marked && rest <= CycleWire.HEADER;
        final boolean clean = whole && (rest == 0 || ended);
        if (clean && frames == 0)
        {
            Files.delete(file);
            PrivateFiles.forceDirectory(file.getParent());
            return null;
        }
        cut(file, end + rest, clean && !ended, forced);
        PrivateFiles.move(file, directory.resolve(file.getFileName()));
        if (forced)
        {
            PrivateFiles.forceDirectory(directory);
            PrivateFiles.forceDirectory(file.getParent());
        }
        return clean ? null : new FileTail(file.getFileName().toString(), end, rest, marked);
    }

    private static void cut(final Path file, final long end, final boolean mark, final boolean forced) throws IOException
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
            PrivateFiles.force(channel, forced);
        }
    }
}
