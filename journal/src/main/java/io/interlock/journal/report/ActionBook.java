package io.interlock.journal.report;

import io.interlock.core.port.ActionEvent;
import io.interlock.journal.record.RecordContent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Safety actions: one row each, the last stage of each, and how many ended how. Those that failed or never ended are kept before others.
 *
 * <p>Threading: one thread.
 */
final class ActionBook
{
    private static final int FIRST = 120;
    private static final int LAST = 180;
    /** Actions whose end may still come. */
    private static final int MOST_OPEN = 4_096;
    private static final int MOST_NAMES = 64;
    private static final int MOST_FAILED = 60;

    private final Rows<ActionRow> rows = new Rows<>(FIRST, LAST);
    private final Map<String, ActionRow> open = new LinkedHashMap<>();
    private final List<ActionRow> failed = new ArrayList<>();
    /** By name: how many are at each stage. */
    private final Map<String, long[]> tallies = new LinkedHashMap<>();

    void record(final RecordContent content)
    {
        final RecordContent.Texts texts = content.texts();
        final ActionEvent.Stage stage = content.outcome().stage();
        if (stage == null)
        {
            return;
        }
        final long wallMs = content.stamp().wallMs();
        ActionRow row = open.get(texts.reason());
        if (row == null)
        {
            row = new ActionRow(Shown.name(texts.reason()), Shown.name(texts.subject()), Shown.name(texts.scope()), wallMs);
            rows.add(row);
            open.put(texts.reason(), row);
            limit();
        }
        else
        {
            tally(row)[row.stage().ordinal()]--;
            failed.remove(row);
        }
        row.stage(stage, content.outcome().attempt(), wallMs, Shown.words(texts.details()));
        tally(row)[stage.ordinal()]++;
        if (row.isFailed() && failed.size() < MOST_FAILED)
        {
            failed.add(row);
        }
    }

    /** Those that ended go first, then the oldest. */
    private void limit()
    {
        if (open.size() <= MOST_OPEN)
        {
            return;
        }
        open.values().removeIf(row -> row.stage() != null && !row.isUnfinished());
        while (open.size() > MOST_OPEN)
        {
            open.remove(open.keySet().iterator().next());
        }
    }

    private long[] tally(final ActionRow row)
    {
        final boolean room = tallies.containsKey(row.action()) || tallies.size() < MOST_NAMES;
        return tallies.computeIfAbsent(room ? row.action() : "others", name -> new long[ActionEvent.Stage.values().length]);
    }

    Rows<ActionRow> rows()
    {
        return rows;
    }

    Map<String, long[]> tallies()
    {
        return tallies;
    }

    long count(final ActionEvent.Stage stage)
    {
        return tallies.values().stream().mapToLong(tally -> tally[stage.ordinal()]).sum();
    }

    List<ActionRow> failed()
    {
        return failed;
    }

    /** Those whose end no record tells. */
    List<ActionRow> unfinished()
    {
        return open.values().stream().filter(ActionRow::isUnfinished).toList();
    }
}
