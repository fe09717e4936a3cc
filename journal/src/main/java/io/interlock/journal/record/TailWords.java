package io.interlock.journal.record;

import java.util.HashSet;
import java.util.Set;

/**
 * Torn tails that lie in no frame: how a start words them in a RECOVERED record, and which of them some start has told. A finished file
 * without its mark, of which nobody has told, was cut (or its start was killed before it could tell).
 *
 * <p>Threading: one thread.
 */
public final class TailWords
{
    private static final String BEGIN = "torn tail in ";
    private static final String PLACE = ", byte ";
    /** More than any host dies; a hostile journal takes no more memory. */
    private static final int MOST = 10_000;

    private final Set<String> told = new HashSet<>();

    /**
     * The words.
     *
     * @param file     name of the file.
     * @param position first byte that is in no whole frame.
     * @param bytes    from there to the last that is not zero.
     * @return for a RECOVERED record.
     */
    public static String of(final String file, final long position, final long bytes)
    {
        return BEGIN + file + PLACE + position + " (" + bytes + " bytes are in no frame): passed over";
    }

    /**
     * Reads a record, as each of the chain.
     *
     * @param record any.
     */
    public void record(final JournalRecord record)
    {
        if (record.type() != RecordType.RECOVERED || told.size() >= MOST)
        {
            return;
        }
        final String words = record.content().texts().details();
        final int place = words.indexOf(PLACE);
        final int end = words.indexOf(" (", Math.max(0, place));
        if (words.startsWith(BEGIN) && place > 0 && end > 0)
        {
            told.add(words.substring(BEGIN.length(), end));
        }
    }

    /**
     * Whether some record tells of it.
     *
     * @param file     name of the file.
     * @param position where its frames end.
     * @return true where one does.
     */
    public boolean tells(final String file, final long position)
    {
        return told.contains(file + PLACE + position);
    }
}
