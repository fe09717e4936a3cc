package io.interlock.journal.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Chronicle's file of locks and listings. Nothing in it is worth more than what the files' names say, and a damaged one stops or hangs
 * it: so each start gives it a new one, written over the old with zeros, in blocks that a full disk cannot take away. That also opens a
 * lock that a killed writer left, of the same pid too. An old one that is damaged is kept beside it, for whoever looks for the cause.
 *
 * <p>Threading: the writer's, with the directory's lock held.
 */
final class MetadataFile
{
    static final String NAME = "metadata.cq4t";

    private static final int BYTES = 64 << 10;
    private static final String[] WORDS = {"header", "STStore", "wireType", "metadata", "SCQMeta", "SCQSRoll", "length", "format"};

    private MetadataFile()
    {
    }

    /**
     * Makes it ready for Chronicle.
     *
     * @param live   where it is.
     * @param forced whether it has to survive a loss of power.
     * @return name under which a damaged one was kept, null where the old one was whole or there was none.
     */
    static String renew(final Path live, final boolean forced) throws IOException
    {
        final Path file = live.resolve(NAME);
        String kept = null;
        if (Files.exists(file) && !Files.isRegularFile(file))
        {
            throw new JournalFormatException(file, "is no regular file");
        }
        if (Files.exists(file) && damaged(Files.readAllBytes(file)))
        {
            int number = 1;
            while (Files.exists(live.resolve(NAME + ".damaged-" + number)))
            {
                number++;
            }
            kept = NAME + ".damaged-" + number;
            PrivateFiles.move(file, live.resolve(kept));
        }
        try (FileChannel channel = PrivateFiles.open(file))
        {
            PrivateFiles.zeros(channel, 0, Math.max(BYTES, channel.size()));
            PrivateFiles.force(channel, forced);
        }
        return kept;
    }

    /** All zeros is not damage: its writer died before Chronicle wrote to it. */
    static boolean damaged(final byte[] bytes)
    {
        if (bytes.length < BYTES)
        {
            return true;
        }
        boolean used = false;
        for (final byte value : bytes)
        {
            used |= value != 0;
        }
        if (!used)
        {
            return false;
        }
        final int header = bytes[0] & 0xFF | (bytes[1] & 0xFF) << 8 | (bytes[2] & 0xFF) << 16 | bytes[3] << 24;
        final int length = CycleWire.length(header);
        if (!CycleWire.own(header) || !CycleWire.ready(header) || length > BYTES - CycleWire.HEADER)
        {
            return true;
        }
        final String text = new String(bytes, CycleWire.HEADER, length, StandardCharsets.ISO_8859_1);
        int from = 0;
        for (final String word : WORDS)
        {
            from = text.indexOf(word, from);
            if (from < 0)
            {
                return true;
            }
        }
        return false;
    }
}
