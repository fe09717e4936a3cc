package io.interlock.journal.replay;

import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.journal.record.Hash;
import java.util.Objects;
import java.util.UUID;

/**
 * A transition or a command with its outcome, as the journal has it or as a replay makes it. Immutable.
 *
 * @param bootId   of the life.
 * @param sequence within the life.
 * @param wallMs   when, in milliseconds since 1970.
 * @param scope    path.
 * @param change   of a transition; null for a command.
 * @param command  of a command; null for a transition.
 * @param config   hash of the configuration.
 */
public record Decision(UUID bootId, long sequence, long wallMs, String scope, Change change, Command command, Hash config)
{
    /** From this many characters on a text of the journal may have been cut. */
    private static final int CUT = 48;

    /**
     * A transition.
     *
     * @param timeNs    engine time.
     * @param from      level before.
     * @param to        level after.
     * @param cause     why.
     * @param value     raw.
     * @param threshold raw.
     */
    public record Change(long timeNs, Level from, Level to, Cause cause, long value, long threshold)
    {
    }

    /**
     * A command.
     *
     * @param name     kind of the input.
     * @param actor    who.
     * @param reason   as given.
     * @param accepted whether it was carried out.
     * @param message  what was answered.
     */
    public record Command(String name, String actor, String reason, boolean accepted, String message)
    {
    }

    /**
     * Compares a decision of the journal, this one, with one of a replay.
     *
     * @param replayed of the same sequence.
     * @return the first field that differs; null where all are equal.
     */
    Difference.Field difference(final Decision replayed)
    {
        if ((change == null) != (replayed.change == null))
        {
            return new Difference.Field("kind", change == null ? command.name() : "TRANSITION",
                replayed.change == null ? replayed.command.name() : "TRANSITION");
        }
        Difference.Field field = differ("scope", scope, replayed.scope);
        field = field != null ? field : differ("wall_ms", wallMs, replayed.wallMs);
        field = field != null ? field : change == null ? command(replayed.command) : change(replayed.change);
        return field != null ? field : differ("config", config, replayed.config);
    }

    private Difference.Field change(final Change other)
    {
        Difference.Field field = differ("time_ns", change.timeNs(), other.timeNs());
        field = field != null ? field : differ("from", change.from(), other.from());
        field = field != null ? field : differ("to", change.to(), other.to());
        field = field != null ? field : differ("cause", change.cause(), other.cause());
        field = field != null ? field : differ("value", number(change.cause(), change.value()), number(other.cause(), other.value()));
        return field != null ? field
            : differ("threshold", number(change.cause(), change.threshold()), number(other.cause(), other.threshold()));
    }

    private Difference.Field command(final Command other)
    {
        Difference.Field field = differ("command", command.name(), other.name());
        field = field != null ? field : text("actor", command.actor(), other.actor());
        field = field != null ? field : text("reason", command.reason(), other.reason());
        field = field != null ? field : differ("accepted", command.accepted(), other.accepted());
        return field != null ? field : text("message", command.message(), other.message());
    }

    /** With its unit, and so that two that differ by less than is shown still differ. */
    private static String number(final Cause cause, final long raw)
    {
        return raw == Cause.NO_NUMBER ? "none" : cause == null ? Long.toString(raw) : cause.forPeople(raw) + " (raw " + raw + ")";
    }

    private static Difference.Field differ(final String name, final Object journal, final Object replay)
    {
        return Objects.equals(journal, replay) ? null : new Difference.Field(name, String.valueOf(journal), String.valueOf(replay));
    }

    /** Long texts are cut in records. */
    private static Difference.Field text(final String name, final String journal, final String replay)
    {
        return journal.length() >= CUT && replay.startsWith(journal) || replay.length() >= CUT && journal.startsWith(replay) ? null
            : differ(name, journal, replay);
    }
}
