package io.interlock.core.machine.twin;

import io.interlock.core.machine.InputKind;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;

/** One thing that a judge said, in the order in which it said it. Values; compared field by field. */
public sealed interface LawOutput
{
    /**
     * A scope's own level changed.
     *
     * @param timeNs    when.
     * @param scope     whose.
     * @param from      before.
     * @param to        after.
     * @param cause     why.
     * @param value     raw.
     * @param threshold raw.
     */
    record Moved(long timeNs, int scope, Level from, Level to, Cause cause, long value, long threshold) implements LawOutput
    {
        @Override
        public String toString()
        {
            final String numbers = value == Cause.NO_NUMBER ? "" : " " + value + " (threshold " + threshold + ")";
            return timeNs + " ns scope " + scope + " " + from + ">" + to + " " + cause + numbers;
        }
    }

    /**
     * A sample was rejected.
     *
     * @param timeNs when.
     * @param scope  where.
     * @param kind   what it was part of.
     */
    record Rejected(long timeNs, int scope, InputKind kind) implements LawOutput
    {
    }

    /**
     * A command was answered.
     *
     * @param timeNs   when.
     * @param scope    where.
     * @param kind     which.
     * @param accepted whether it was carried out.
     */
    record Commanded(long timeNs, int scope, InputKind kind, boolean accepted) implements LawOutput
    {
    }
}
