package io.interlock.cli.replay;

import io.interlock.cli.ByteSink;
import io.interlock.cli.Shown;
import io.interlock.core.text.CleanText;
import io.interlock.journal.replay.Difference;
import io.interlock.journal.replay.ReplayResult;
import java.util.List;

/**
 * What a replay found, for people and for programs.
 *
 * <p>Threading: one thread.
 */
final class ReplayText
{
    private static final int MOST_UNRECORDED = 10;
    private static final String NOT_RECORDED = " not comparable: the inputs were not recorded, are deleted, or cannot be read\n";

    private final ByteSink sink;

    ReplayText(final ByteSink sink)
    {
        this.sink = sink;
    }

    void text(final ReplayResult result)
    {
        for (final ReplayResult.Life life : result.lives())
        {
            sink.put("life " + life.bootId() + "  " + Shown.timeIfKnown(life.fromMs()) + " to " + Shown.timeIfKnown(life.toMs()) + "  "
                + Shown.count(life.counts().events(), "event") + ", " + Shown.count(life.counts().equal(), "decision") + " equal, "
                + Shown.count(life.counts().states(), "state") + " equal"
                + (life.counts().differing() > 0 ? ", " + life.counts().differing() + " DIFFERENT" : "") + "\n");
            for (final ReplayResult.Incomparable gap : life.incomparable())
            {
                sink.put("  not comparable from " + Shown.timeIfKnown(gap.fromMs()) + " to "
                    + (gap.toMs() == 0 ? "the end" : Shown.timeIfKnown(gap.toMs())) + " ("
                    + Shown.count(gap.decisions(), "decision") + "): " + CleanText.escaped(gap.why()) + "\n");
            }
        }
        unrecorded(result.unrecorded());
        final Difference first = result.first();
        if (first != null)
        {
            sink.put("first difference: decision " + first.sequence() + " of life " + first.bootId() + " at "
                + Shown.timeIfKnown(first.wallMs()) + ", scope " + Shown.scope(first.scope()) + ": " + first.field().name() + " is "
                + CleanText.escaped(first.field().journal()) + " on the disk and " + CleanText.escaped(first.field().replay())
                + " in the replay\n");
        }
        sink.put((result.isEqual() ? "equal: " : result.isBlind() ? "nothing could be compared: " : "different: ")
            + Shown.count(result.lives().size(), "life").replace("lifes", "lives") + ", " + Shown.count(result.events(), "event") + ", "
            + Shown.count(result.equal(), "decision") + " equal in every field"
            + (result.differing() > 0 ? ", " + result.differing() + " different" : "")
            + (result.incomparable() > 0 ? ", " + result.incomparable() + " not comparable" : "") + "\n");
    }

    /** Journals are kept longer than recordings: of many old lives the first and the last say enough. */
    private void unrecorded(final List<ReplayResult.Unrecorded> lives)
    {
        if (lives.size() > MOST_UNRECORDED)
        {
            sink.put(Shown.count(lives.size(), "life").replace("lifes", "lives") + "  " + Shown.timeIfKnown(lives.get(0).fromMs()) + " to "
                + Shown.timeIfKnown(lives.get(lives.size() - 1).toMs()) + "  "
                + Shown.count(lives.stream().mapToLong(ReplayResult.Unrecorded::decisions).sum(), "decision") + NOT_RECORDED);
            return;
        }
        for (final ReplayResult.Unrecorded life : lives)
        {
            sink.put("life " + life.bootId() + "  " + Shown.timeIfKnown(life.fromMs()) + " to " + Shown.timeIfKnown(life.toMs()) + "  "
                + Shown.count(life.decisions(), "decision") + NOT_RECORDED);
        }
    }

    void json(final ReplayResult result)
    {
        sink.put("{\"equal\":" + result.isEqual() + ",\"events\":" + result.events() + ",\"decisions_equal\":" + result.equal()
            + ",\"different\":" + result.differing() + ",\"not_comparable\":" + result.incomparable() + ",\"first_difference\":");
        final Difference first = result.first();
        if (first == null)
        {
            sink.put("null");
        }
        else
        {
            sink.put("{\"boot_id\":\"" + first.bootId() + "\",\"decision\":" + first.sequence() + ",\"wall_ms\":" + first.wallMs()
                + ",\"scope\":").json(first.scope()).put(",\"field\":").json(first.field().name()).put(",\"journal\":")
                .json(first.field().journal()).put(",\"replay\":").json(first.field().replay()).put("}");
        }
        sink.put(",\"lives\":[");
        String separator = "";
        for (final ReplayResult.Life life : result.lives())
        {
            sink.put(separator + "{\"boot_id\":\"" + life.bootId() + "\",\"build\":").json(life.build()).put(",\"from_ms\":"
                + life.fromMs() + ",\"to_ms\":" + life.toMs() + ",\"events\":" + life.counts().events() + ",\"decisions_equal\":"
                + life.counts().equal() + ",\"states_equal\":" + life.counts().states() + ",\"different\":" + life.counts().differing()
                + ",\"not_comparable\":[");
            gaps(life);
            sink.put("]}");
            separator = ",";
        }
        sink.put("],\"not_recorded\":[");
        separator = "";
        for (final ReplayResult.Unrecorded life : result.unrecorded())
        {
            sink.put(separator + "{\"boot_id\":\"" + life.bootId() + "\",\"from_ms\":" + life.fromMs() + ",\"to_ms\":" + life.toMs()
                + ",\"decisions\":" + life.decisions() + "}");
            separator = ",";
        }
        sink.put("]}\n");
    }

    private void gaps(final ReplayResult.Life life)
    {
        String separator = "";
        for (final ReplayResult.Incomparable gap : life.incomparable())
        {
            sink.put(separator + "{\"from_ms\":" + (gap.fromMs() == 0 ? "null" : gap.fromMs()) + ",\"to_ms\":"
                + (gap.toMs() == 0 ? "null" : gap.toMs()) + ",\"decisions\":" + gap.decisions() + ",\"why\":").json(gap.why()).put("}");
            separator = ",";
        }
    }
}
