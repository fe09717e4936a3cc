package io.interlock.cli.export;

import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.machine.IntentCode;
import io.interlock.journal.replay.Exactness;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a whole recording as rows and counts how exactly they say what it was.
 *
 * <p>Threading: one thread.
 */
public final class RecordingExport implements RecordedInputs.Sink
{
    private final CsvExport csv;
    private final long[] inputs = new long[Exactness.values().length];

    /**
     * An export of one recording.
     *
     * @param csv written to.
     */
    public RecordingExport(final CsvExport csv)
    {
        this.csv = csv;
    }

    /**
     * Writes all of it.
     *
     * @param recording read to its end.
     * @return how many inputs were written how exactly; only those that occurred.
     * @throws IOException where it cannot be read.
     */
    public Map<Exactness, Long> write(final RecordedInputs recording) throws IOException
    {
        recording.forEach(this);
        final Map<Exactness, Long> counts = new EnumMap<>(Exactness.class);
        for (final Exactness exactness : Exactness.values())
        {
            if (inputs[exactness.ordinal()] > 0)
            {
                counts.put(exactness, inputs[exactness.ordinal()]);
            }
        }
        return counts;
    }

    /**
     * What was written, for people: rows, notes, and what of it is not exact.
     *
     * @return a line each, the first with the counts.
     */
    public List<String> told()
    {
        final List<String> lines = new ArrayList<>();
        long all = 0;
        for (final Exactness exactness : Exactness.values())
        {
            final long count = inputs[exactness.ordinal()];
            all += count;
            if (count > 0 && exactness != Exactness.EXACT)
            {
                lines.add(count + (count == 1 ? " input: " : " inputs: ") + exactness.meaning());
            }
        }
        lines.add(0, csv.rows() + " rows from " + all + " inputs; " + csv.notes() + " of them notes, which only let time pass");
        return lines;
    }

    @Override
    public void input(final long timeMs, final String scope, final InputEvent event)
    {
        if (event.kind() == InputKind.ORDER_INTENT)
        {
            inputs[Exactness.EXACT.ordinal()]++;
            csv.check(timeMs, scope, new Question(
                IntentCode.intent(event.code()), IntentCode.stated(event.code()), event.a(), event.b()));
            return;
        }
        inputs[csv.event(timeMs, scope, event).ordinal()]++;
    }

    @Override
    public void note(final long timeMs, final String scope, final String text)
    {
        csv.note(timeMs, scope, text);
    }
}
