package io.interlock.journal;

import io.interlock.journal.record.RecordContent;
import io.interlock.journal.record.RecordType;
import java.io.IOException;
import java.util.List;

/**
 * The records with which a life begins, each once, though the journal may fail in between and be opened again.
 *
 * <p>Threading: as the journal's appends.
 */
final class FirstRecords
{
    private final FileJournal journal;
    private final FormerLives former;
    private final FileJournal.Settings settings;
    private boolean begun;
    private boolean marked;
    /** How many of {@link FormerLives#tornTails()} are told. */
    private int told;

    FirstRecords(final FileJournal journal, final FormerLives former, final FileJournal.Settings settings)
    {
        this.journal = journal;
        this.former = former;
        this.settings = settings;
    }

    /**
     * That it began; and at once behind that the torn tails: of a file that ends without its mark, and of which no start has told, it is
     * said that it was cut.
     */
    void begin() throws IOException
    {
        if (!begun)
        {
            final RecordContent.Texts texts = new RecordContent.Texts("", "", settings.build(), "", settings.description());
            if (former.isFirst() && journal.head().sequence() == 0)
            {
                append(RecordType.GENESIS, texts);
            }
            append(RecordType.STARTED, texts);
            begun = true;
        }
        while (told < former.tornTails().size())
        {
            finding(former.tornTails().get(told));
            told++;
        }
    }

    /** What recovery found: marked it is not found again. First what stands because of it, durably: a crash must find one of both. */
    void marks() throws IOException
    {
        if (!marked)
        {
            journal.makeDurable();
            for (final RecordContent mark : former.marks(journal.contents(), journal.now()))
            {
                journal.append(mark);
            }
            marked = true;
        }
    }

    /** The rest of what a launch found, in words. */
    void findings(final List<String> all) throws IOException
    {
        for (final String finding : all)
        {
            if (!former.tornTails().contains(finding))
            {
                finding(finding);
            }
        }
    }

    private void finding(final String words) throws IOException
    {
        append(RecordType.RECOVERED, new RecordContent.Texts("", "", "", "", words));
    }

    private void append(final RecordType type, final RecordContent.Texts texts) throws IOException
    {
        journal.append(journal.contents().words(type, journal.now(), texts));
    }
}
