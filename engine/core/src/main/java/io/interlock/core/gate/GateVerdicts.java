package io.interlock.core.gate;

import io.interlock.core.model.Intent;
import io.interlock.core.model.Reason;
import io.interlock.core.model.Verdict;

/**
 * The verdicts that gates of one size factor hand out, made once and shared, so that thousands of gates stay in the cache together.
 *
 * <p>Threading: immutable.
 */
public final class GateVerdicts
{
    private final Verdict[] byReason = new Verdict[Reason.values().length];
    private final Verdict[] open = new Verdict[GateWord.STATES];

    /**
     * Makes them.
     *
     * @param sizeFactor of orders that THROTTLE lets through.
     */
    public GateVerdicts(final double sizeFactor)
    {
        for (final Reason reason : Reason.values())
        {
            byReason[reason.ordinal()] = new Verdict(reason, reason == Reason.ALLOWED_REDUCED ? sizeFactor : 1.0);
        }
        for (int state = 0; state < GateWord.STATES; state++)
        {
            final Reason reason = GateLaw.judge(GateWord.ofState(state), 0, Intent.OPEN);
            open[state] = reason == Reason.DENIED_CONFIDENCE ? null : of(reason);
        }
    }

    /**
     * The verdict of a reason.
     *
     * @param reason any.
     * @return never null.
     */
    Verdict of(final Reason reason)
    {
        return byReason[reason.ordinal()];
    }

    /**
     * What an OPEN of valid confidence gets in a scope that nothing guards, by the state of its word: one look for a grant and a refusal
     * alike.
     *
     * @return not to be written to; null where it depends on the confidence.
     */
    Verdict[] open()
    {
        return open;
    }
}
