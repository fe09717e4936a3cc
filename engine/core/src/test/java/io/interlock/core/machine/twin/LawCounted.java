package io.interlock.core.machine.twin;

import io.interlock.core.machine.InputKind;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import java.util.ArrayList;
import java.util.List;

/**
 * What the law makes of reports that a reporter counted instead of telling them one by one (DESIGN, overflow and lanes). Nothing of it is
 * known to be healthy after anything, so none of it is evidence, and no success ends a streak:
 *
 * <ul>
 * <li>The successes of a lane's summary enter the windows of its scope and of every ancestor, and are judged for the rate at the start of
 * the next second, never before. Its latencies and slippages were healthy, and decide nothing.
 * <li>Of folded results the longest run of failures lengthens the streak; a failure among them has them judged at once.
 * <li>Folded latencies count as if in a row; the worst of them is the number that a transition names.
 * <li>The worst of folded slippages stands for all; folded bad samples are one rejection and one breach.
 * </ul>
 *
 * <p>Threading: one test thread.
 */
final class LawCounted
{
    private LawCounted()
    {
    }

    static void judge(final LawEvent event, final LawScope scope, final long nowNs, final List<LawOutput> said)
    {
        final int a = (int)event.a();
        final int b = (int)event.b();
        switch (event.kind())
        {
            case LANE_SUMMARY -> results(scope, nowNs, a, 0, 0);
            case FOLDED_RESULTS -> results(scope, nowNs, a, b, (int)event.number());
            case FOLDED_LATENCY -> latencies(scope, nowNs, event.number(), a, b, (int)event.c());
            case FOLDED_SLIPPAGE -> slippage(scope, nowNs, event.number());
            case FOLDED_INVALID ->
            {
                said.add(new LawOutput.Rejected(nowNs, scope.id, InputKind.FOLDED_INVALID));
                scope.breach(nowNs, List.of(LawDemand.plain(Cause.INVALID_SAMPLE, Level.ALERT)));
            }
            default -> throw new IllegalArgumentException("not counted: " + event.kind());
        }
    }

    private static void results(final LawScope scope, final long nowNs, final int successes, final int failures, final int inARow)
    {
        for (LawScope at = scope; at != null; at = at.parent)
        {
            if (failures == 0)
            {
                at.window.addResults(successes, 0);
            }
            else
            {
                at.failures(nowNs, successes, failures, inARow);
            }
        }
    }

    private static void latencies(
        final LawScope scope, final long nowNs, final long worstNs, final int alert, final int throttle, final int halt)
    {
        final List<LawDemand> demands = new ArrayList<>();
        scope.confirmed[0] += alert;
        scope.confirmed[1] += throttle;
        scope.confirmed[2] += halt;
        if (alert > 0)
        {
            LawDemand.latency(scope.config.latency(), scope.confirmed, worstNs, demands);
        }
        scope.breach(nowNs, demands);
    }

    private static void slippage(final LawScope scope, final long nowNs, final long ppb)
    {
        final List<LawDemand> demands = new ArrayList<>();
        LawDemand.slippage(scope.config.slippage(), ppb, demands);
        scope.breach(nowNs, demands);
    }
}
