package io.interlock.notify;

import io.interlock.core.model.Level;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.Priority;
import java.util.List;

/**
 * What is to be told, before it has words. Immutable.
 *
 * @param id       of this message, unique; the same when it is sent again. Of a transition's first message it is the transition's.
 * @param kind     what it is about.
 * @param priority how loudly.
 * @param scope    path; {@code ""} is the root.
 * @param facts    what happened.
 * @param trail    what it belongs to.
 * @param extras   what came with it.
 */
public record Draft(String id, Kind kind, Priority priority, String scope, Facts facts, Trail trail, Extras extras)
{
    /**
     * Whether it tells that all is over.
     *
     * @return true for a step down to CLOSED, and where nobody knows how far it went.
     */
    public boolean ends()
    {
        return kind == Kind.RESOLVED && (facts.to().isEmpty() || Level.CLOSED.name().equals(facts.to()));
    }

    /**
     * What happened.
     *
     * @param from      a level's name; empty where there is none.
     * @param to        a level's name; empty where there is none.
     * @param cause     a cause's or an issue's name.
     * @param value     as people read it; NaN where there is none.
     * @param threshold as people read it; NaN where there is none.
     * @param wallMs    when, milliseconds since 1970.
     */
    public record Facts(String from, String to, String cause, double value, double threshold, long wallMs)
    {
    }

    /**
     * What it belongs to.
     *
     * @param episode     the same from the transition that left CLOSED until the scope is CLOSED again; receivers join by it.
     * @param startedMs   when the episode began, milliseconds since 1970.
     * @param sequence    of the decision; 0 where there is none.
     * @param journalHead {@code SEQ:HASH}, or empty without a journal.
     */
    public record Trail(String episode, long startedMs, long sequence, String journalHead)
    {
    }

    /**
     * What came with it.
     *
     * @param actions    what became of safety actions so far, in order.
     * @param joined     one line for each further change that this message stands for (grouping); what was more is counted.
     * @param suppressed how many messages were held back before this one.
     * @param note       further words: an issue's details, who acknowledged, which step of the escalation; empty where there are none.
     * @param changes    how many further changes the lines stand for: one line may be of many.
     */
    public record Extras(List<ActionEvent> actions, List<String> joined, long suppressed, String note, long changes)
    {
        /** Nothing. */
        public static final Extras NONE = new Extras(List.of(), List.of(), 0, "");

        /** Copies the lists. */
        public Extras
        {
            actions = List.copyOf(actions);
            joined = List.copyOf(joined);
        }

        /**
         * Where each line is of one change.
         *
         * @param actions    what became of safety actions so far, in order.
         * @param joined     one line for each further change.
         * @param suppressed how many messages were held back before this one.
         * @param note       further words.
         */
        public Extras(final List<ActionEvent> actions, final List<String> joined, final long suppressed, final String note)
        {
            this(actions, joined, suppressed, note, joined.size());
        }
    }
}
