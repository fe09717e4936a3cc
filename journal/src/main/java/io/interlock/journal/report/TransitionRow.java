package io.interlock.journal.report;

import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;

/**
 * One transition of the journal. Immutable.
 *
 * @param sequence  of its record.
 * @param wallMs    when.
 * @param id        that its actions' ids begin with.
 * @param scope     path, cut.
 * @param change    from where to where, and why.
 * @param value     as people read it; NaN where there is none.
 * @param threshold as people read it; NaN where there is none.
 */
record TransitionRow(long sequence, long wallMs, String id, String scope, Change change, double value, double threshold)
{
    /** From where to where, and why. */
    record Change(Level from, Level to, Cause cause)
    {
    }

    Level to()
    {
        return change.to();
    }

    /** Cause, value and threshold in one sentence. */
    String why()
    {
        final String shown = Shown.quantity(value, change.cause().unit());
        final String limit = Shown.quantity(threshold, change.cause().unit());
        return change.cause() + (shown.isEmpty() ? "" : " " + shown) + (limit.isEmpty() ? "" : " (threshold " + limit + ")");
    }
}
