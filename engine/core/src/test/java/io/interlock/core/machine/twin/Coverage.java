package io.interlock.core.machine.twin;

import io.interlock.core.machine.InputKind;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Side;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts what a run of streams has come across, so that a green run cannot be an empty one.
 *
 * <p>Threading: one test thread.
 */
final class Coverage
{
    private final Map<String, Integer> counts = new TreeMap<>();

    void born(final int scopes)
    {
        if (scopes > 0)
        {
            add("born");
        }
    }

    void count(final LawModel model, final LawEvent event, final Iterable<LawOutput> said)
    {
        add("event " + (event.isCheck() ? "CHECK" : event.kind()));
        if (event.isCheck())
        {
            add("check " + LawGate.check(model.scope(event.scope()), (Intent)event.word(), event.a()));
        }
        better(model.scope(event.scope()), event);
        gathered(model.scope(event.scope()), event);
        for (final LawOutput output : said)
        {
            if (output instanceof LawOutput.Moved moved)
            {
                add("cause " + moved.cause());
                add("move " + moved.from() + ">" + moved.to());
            }
            else if (output instanceof LawOutput.Rejected rejected)
            {
                add("rejected " + rejected.kind());
            }
            else if (output instanceof LawOutput.Commanded command)
            {
                add((command.accepted() ? "accepted " : "refused ") + command.kind());
            }
        }
    }

    /** A lane's summary where one of its successes, as an event, would have changed what is decided. */
    private void gathered(final LawScope scope, final LawEvent event)
    {
        if (event.kind() == InputKind.LANE_SUMMARY && event.a() > 0.0)
        {
            add(scope.parent == null ? "gathered in the root" : "gathered below the root");
            for (LawScope at = scope; at != null; at = at.parent)
            {
                if (at.streak > 0)
                {
                    add("gathered under a streak");
                }
                if (at.recoversOneDay())
                {
                    add(at.evidence == 0 ? "gathered where evidence is wanted" : "gathered above CLOSED");
                }
                if (at.rateStands)
                {
                    add("gathered while the rate stands");
                }
            }
        }
    }

    /** A fill so much better than expected that it would be a breach if it were as much worse. */
    private void better(final LawScope scope, final LawEvent event)
    {
        if (event.word() instanceof Side side && event.a() > 0.0 && event.b() > 0.0)
        {
            final double gain = side == Side.BUY ? event.a() - event.b() : event.b() - event.a();
            if (side != Side.UNKNOWN && gain / event.a() * 1e9 > scope.config.slippage().alertPpb())
            {
                add("better " + side);
            }
        }
    }

    private void add(final String what)
    {
        counts.merge(what, 1, Integer::sum);
    }

    int of(final String what)
    {
        return counts.getOrDefault(what, 0);
    }

    @Override
    public String toString()
    {
        final StringBuilder table = new StringBuilder();
        counts.forEach((what, count) -> table.append(String.format("%10d  %s%n", count, what)));
        return table.toString();
    }
}
