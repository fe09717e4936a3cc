package io.interlock.journal.input;

import io.interlock.core.machine.InputEvent;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Writes down, bit for bit, what a reader shows, for tests. Threading: one thread. */
public final class Seen implements InputVisitor
{
    /** In order, gaps not among them. */
    public final List<String> lines = new ArrayList<>();
    /** Why, and where. */
    public final List<String> gaps = new ArrayList<>();

    @Override
    public void life(final Life life)
    {
        lines.add("life " + life.bootId() + " " + life.build() + " " + life.hash() + " " + life.wallMs() + " " + life.config().strip());
    }

    @Override
    public void snapshot(final Snapshot snapshot)
    {
        lines.add("snapshot " + snapshot.bootId() + " " + snapshot.decisions() + " " + snapshot.timeNs() + " " + snapshot.wallMs());
    }

    @Override
    public void scope(final int id, final int parentId, final String path)
    {
        lines.add("scope " + id + " " + parentId + " " + path);
    }

    @Override
    public void guard(final long bits, final long timeNs, final long wallMs)
    {
        lines.add("guard " + bits + " " + timeNs + " " + wallMs);
    }

    @Override
    public void intentsLost(final long count, final long timeNs, final long wallMs)
    {
        lines.add("lost " + count + " " + timeNs + " " + wallMs);
    }

    @Override
    public void input(final InputEvent event, final String actor, final long timeNs, final long wallMs)
    {
        lines.add(line(event, actor, timeNs, wallMs));
    }

    /** All that an event says. */
    static String line(final InputEvent event, final String actor, final long timeNs, final long wallMs)
    {
        final byte[] text = new byte[event.textLength()];
        event.copyText(text, 0);
        return event.kind() + " " + event.scopeId() + " " + event.code() + " " + event.number() + " "
            + Long.toHexString(Double.doubleToRawLongBits(event.a())) + " " + Long.toHexString(Double.doubleToRawLongBits(event.b())) + " "
            + Long.toHexString(Double.doubleToRawLongBits(event.c())) + " '" + HexFormat.of().formatHex(text) + "' "
            + (actor == null ? "-" : "'" + actor + "'") + " " + timeNs + " " + wallMs;
    }

    @Override
    public void gap(final String where, final Gap gap)
    {
        gaps.add(gap.why() + " " + gap.events() + " " + where);
    }
}
