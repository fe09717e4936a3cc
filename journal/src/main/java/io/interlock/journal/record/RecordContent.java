package io.interlock.journal.record;

import io.interlock.core.machine.RestoredScope;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.NoticeRecord;
import java.util.UUID;

/**
 * What a record says, apart from its place in the chain. Immutable. Which parts a type uses: {@link RecordLayout}.
 *
 * @param type    what it tells.
 * @param stamp   when, and in which life.
 * @param change  from where to where and why, with the numbers.
 * @param outcome what became of a command, an action or a notification.
 * @param vital   what recovery needs of the scope; null where the record is not about that.
 * @param texts   the words.
 * @param config  hash of the configuration in force; zeros where there is none.
 */
public record RecordContent(RecordType type, Stamp stamp, Change change, Outcome outcome, RestoredScope vital, Texts texts, Hash config)
{
    /**
     * When, and in which life of the engine.
     *
     * @param bootId   of that life.
     * @param decision sequence of the decision within that life, from 1; 0 where there was none yet. Transitions and commands
     *                 share one row.
     * @param timeNs   engine time in nanoseconds: of the decision for a TRANSITION, else when the record was kept.
     * @param wallMs   wall time, milliseconds since 1970.
     */
    public record Stamp(UUID bootId, long decision, long timeNs, long wallMs)
    {
    }

    /**
     * From where to where and why.
     *
     * @param from    level before; null where there is none.
     * @param to      level after, for a vital its level; null where there is none.
     * @param cause   null where there is none.
     * @param numbers what was judged.
     */
    public record Change(Level from, Level to, Cause cause, Numbers numbers)
    {
        /** Nothing. */
        public static final Change NONE = new Change(null, null, null, Numbers.NONE);
    }

    /**
     * Value and threshold.
     *
     * @param decimal   whether both are the bits of doubles, as people read them; else raw (see {@link Cause#forPeople(long)}).
     * @param value     {@link Cause#NO_NUMBER} where there is none.
     * @param threshold {@link Cause#NO_NUMBER} where there is none.
     */
    public record Numbers(boolean decimal, long value, long threshold)
    {
        /** None. */
        public static final Numbers NONE = new Numbers(false, Cause.NO_NUMBER, Cause.NO_NUMBER);

        /**
         * Numbers as people read them.
         *
         * @param value     NaN for none.
         * @param threshold NaN for none.
         * @return their bits.
         */
        public static Numbers ofDecimals(final double value, final double threshold)
        {
            return new Numbers(true, bits(value), bits(threshold));
        }

        /** The bits of minus zero are those of no number: it is written as zero. */
        private static long bits(final double number)
        {
            return Double.isNaN(number) ? Cause.NO_NUMBER : Double.doubleToLongBits(number + 0.0);
        }

        /**
         * The value as people read it.
         *
         * @param cause whose unit it has where it is raw; may be null.
         * @return NaN where there is none.
         */
        public double valueForPeople(final Cause cause)
        {
            return forPeople(cause, value);
        }

        /**
         * The threshold as people read it.
         *
         * @param cause whose unit it has where it is raw; may be null.
         * @return NaN where there is none.
         */
        public double thresholdForPeople(final Cause cause)
        {
            return forPeople(cause, threshold);
        }

        private double forPeople(final Cause cause, final long raw)
        {
            if (raw == Cause.NO_NUMBER)
            {
                return Double.NaN;
            }
            return decimal ? Double.longBitsToDouble(raw) : cause == null ? raw : cause.forPeople(raw);
        }
    }

    /**
     * What became of it.
     *
     * @param done    whether a command was carried out, or a notification delivered.
     * @param stage   how far an action is; null for none.
     * @param attempt 1 for the first, 0 for none, at most 65,535: more are written as that.
     * @param notice  what became of a notification; null for none, and in records from before there were notifications.
     */
    public record Outcome(boolean done, ActionEvent.Stage stage, int attempt, NoticeRecord.Outcome notice)
    {
        /** Nothing. */
        public static final Outcome NONE = new Outcome(false, null, 0);

        /**
         * Of anything but a notification.
         *
         * @param done    see above.
         * @param stage   see above.
         * @param attempt see above.
         */
        public Outcome(final boolean done, final ActionEvent.Stage stage, final int attempt)
        {
            this(done, stage, attempt, null);
        }
    }

    /**
     * The words. What is too long is cut at a character when it is written (see {@link RecordLayout}).
     *
     * @param scope   path; {@code ""} is the root.
     * @param actor   who.
     * @param subject of what: a command, an action, a channel, the type of an issue.
     * @param reason  as given.
     * @param details what was answered or found.
     */
    public record Texts(String scope, String actor, String subject, String reason, String details)
    {
        /** None. */
        public static final Texts NONE = new Texts("", "", "", "", "");

        /**
         * A scope and nothing else.
         *
         * @param scope its path.
         * @return the texts.
         */
        public static Texts scope(final String scope)
        {
            return new Texts(scope, "", "", "", "");
        }
    }
}
