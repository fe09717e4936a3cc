package io.interlock.notify.route;

import io.interlock.core.model.Level;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.Priority;
import io.interlock.core.port.TransitionEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One scope from leaving CLOSED until it is CLOSED again, with what people are still to be told of it. Threading: the router's thread.
 */
final class Episode
{
    private static final int IDS = 8;
    private static final int REPORTS = 4;
    private static final long SKEW_MS = 60_000;

    private final String id;
    private final long startedMs;
    private final String scope;
    private final List<String> ids = new ArrayList<>(2);
    private final Map<String, ActionReport> reports = new LinkedHashMap<>(2);
    private Level level = Level.CLOSED;
    private TransitionEvent strict;
    private long strictMs;
    private long repeats;
    private String anchorId;
    private long anchorMs;
    private long calls;
    private long lastSequence;
    private String acknowledgedBy = "";
    private long acknowledgedMs;
    private long endedMs;

    Episode(final TransitionEvent first)
    {
        id = first.id();
        startedMs = first.wallMs();
        scope = first.scope();
        strict = first;
    }

    String id()
    {
        return id;
    }

    long startedMs()
    {
        return startedMs;
    }

    String scope()
    {
        return scope;
    }

    Level level()
    {
        return level;
    }

    /** The last change that made the scope stricter. */
    TransitionEvent strict()
    {
        return strict;
    }

    /** When that was, milliseconds since 1970. */
    long strictMs()
    {
        return strictMs;
    }

    /** Priority of the level that lasts. */
    Priority priority()
    {
        return Priority.of(Level.CLOSED, level);
    }

    boolean serious()
    {
        return level.isAbove(Level.ALERT);
    }

    long lastSequence()
    {
        return lastSequence;
    }

    /**
     * It became stricter: an acknowledgement holds no more.
     *
     * @return an id that it is not known by any more; null for none.
     */
    String tighten(final TransitionEvent event, final long nowMs)
    {
        level = event.to();
        strict = event;
        // A wall clock that was set between the decision and now must not make everything due at once.
        strictMs = Math.abs(nowMs - event.wallMs()) <= SKEW_MS ? event.wallMs() : nowMs;
        repeats = 0;
        lastSequence = event.sequence();
        if (acknowledged())
        {
            acknowledgedBy = "";
            anchorId = null;
        }
        if (anchorId == null && serious())
        {
            anchorId = event.id();
            anchorMs = strictMs;
            calls = 0;
        }
        ids.add(event.id());
        return ids.size() > IDS ? ids.remove(1) : null;
    }

    /** A former life's change, with the times as they were then; returns as {@link #tighten} does. */
    String restored(final TransitionEvent event, final long nowMs)
    {
        final String noMore = tighten(event, event.wallMs());
        strictMs = Math.min(strictMs, nowMs);
        anchorMs = Math.min(anchorMs, nowMs);
        return noMore;
    }

    /** Sequences begin anew with each life. */
    void ofFormerLife()
    {
        lastSequence = 0;
    }

    void loosen(final TransitionEvent event)
    {
        level = event.to();
        lastSequence = event.sequence();
        if (!serious())
        {
            anchorId = null;
        }
    }

    List<String> ids()
    {
        return ids;
    }

    void acknowledge(final String actor, final long nowMs)
    {
        acknowledgedBy = actor;
        acknowledgedMs = nowMs;
    }

    boolean acknowledged()
    {
        return !acknowledgedBy.isEmpty();
    }

    String acknowledgedBy()
    {
        return acknowledgedBy;
    }

    long acknowledgedMs()
    {
        return acknowledgedMs;
    }

    void end(final long nowMs)
    {
        level = Level.CLOSED;
        endedMs = nowMs;
    }

    boolean ended()
    {
        return endedMs != 0;
    }

    long endedMs()
    {
        return endedMs;
    }

    /** Whether somebody has still to come. */
    boolean calling()
    {
        return !ended() && serious() && !acknowledged() && anchorId != null;
    }

    /** Why nobody has to come any more; null where somebody has. */
    String calm()
    {
        if (acknowledged())
        {
            return "acknowledged by " + acknowledgedBy;
        }
        return calling() ? null : "it was over by then";
    }

    String anchorId()
    {
        return anchorId;
    }

    long anchorMs()
    {
        return anchorMs;
    }

    /** How many times somebody was called by the escalation. */
    long calls()
    {
        return calls;
    }

    void calls(final long value)
    {
        calls = value;
    }

    long repeatDueMs(final long everyMs)
    {
        return everyMs > 0 && calling() ? strictMs + (repeats + 1) * everyMs : Long.MAX_VALUE;
    }

    /** The number of the repeat that is due; what fell in a time without ticks is not made up for. */
    long nextRepeat(final long everyMs, final long nowMs)
    {
        repeats = Math.max(repeats + 1, (nowMs - strictMs) / everyMs);
        return repeats;
    }

    /** Repeats that fell in the time of a former life or of no life are not made up for. */
    void nextRepeatAfter(final long everyMs, final long nowMs)
    {
        repeats = everyMs > 0 ? Math.max(0, nowMs - strictMs) / everyMs : 0;
    }

    ActionReport report(final String order)
    {
        if (reports.size() >= REPORTS && !reports.containsKey(order))
        {
            reports.remove(reports.keySet().iterator().next());
        }
        final boolean stops = level == Level.SHUTDOWN && strict.id().equals(order);
        return reports.computeIfAbsent(order, name -> new ActionReport(name, stops));
    }

    List<ActionEvent> actions(final String order)
    {
        final ActionReport report = reports.get(order);
        return report == null ? List.of() : report.events();
    }

    Iterable<ActionReport> reports()
    {
        return reports.values();
    }
}
