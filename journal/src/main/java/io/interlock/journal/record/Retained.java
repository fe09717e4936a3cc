package io.interlock.journal.record;

/**
 * Where a journal begins whose oldest files retention has deleted: behind a record that a RETAINED record names. That record is part of the
 * chain, and so as hard to forge as any other.
 *
 * <p>Threading: stateless.
 */
public final class Retained
{
    private Retained()
    {
    }

    /**
     * What a RETAINED record says.
     *
     * @param file that is about to be deleted.
     * @param last record in it.
     * @return the words of the record.
     */
    public static RecordContent.Texts texts(final String file, final ChainHead last)
    {
        return new RecordContent.Texts("", "", file, last.toString(), "deleted by retention, with the records up to " + last.sequence());
    }

    /**
     * The last record that was deleted.
     *
     * @param content of any record.
     * @return null where it is no RETAINED record, or a broken one.
     */
    public static ChainHead of(final RecordContent content)
    {
        if (content.type() != RecordType.RETAINED)
        {
            return null;
        }
        try
        {
            return ChainHead.parse(content.texts().reason());
        }
        catch (final IllegalArgumentException broken)
        {
            return null;
        }
    }
}
