package io.interlock.host.sim;

import java.util.List;

/** What must never be was found, at a step. */
final class InvariantBroken extends AssertionError
{
    private static final long serialVersionUID = 1L;

    private final int step;

    /** At a step, from 0; -1 before the first. */
    InvariantBroken(final int step, final String what, final Throwable why)
    {
        super(what, why);
        this.step = step;
    }

    /** Those of the steps that were done. */
    List<Step> upTo(final List<Step> steps)
    {
        return steps.subList(0, Math.min(steps.size(), step + 1));
    }
}
