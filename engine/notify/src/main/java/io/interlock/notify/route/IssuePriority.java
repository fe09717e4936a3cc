package io.interlock.notify.route;

import io.interlock.core.model.Cause;
import io.interlock.core.port.Priority;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How loudly an issue is told: the one table. Types whose name begins with one of {@link #TO_ACT_ON} want a person, so they are WARNING;
 * all else is INFO. Breaches, named by their cause, are told to no people at all: the transition they cause is (SEMANTICS 3).
 */
public final class IssuePriority
{
    /** What the names begin with of issues that a person must act on. */
    private static final List<String> TO_ACT_ON = List.of(
        "JOURNAL", "NOTIFY", "RECOVERY", "RECORDING", "ENGINE_FAULT", "STALE", "WATCHDOG", "DEAD_MAN_SWITCH", "ACTION_", "DUMP_FAILED",
        "DUMP_INCOMPLETE", "COMMAND_SLOT", "LISTENER_HUNG", "LISTENER_OVERFLOW", "LISTENER_FAILED", "REPORT");

    private static final Set<String> BREACHES = Cause.tripping().stream().map(Cause::name).collect(Collectors.toUnmodifiableSet());

    private IssuePriority()
    {
    }

    /**
     * The priority of an issue.
     *
     * @param type as in {@link io.interlock.core.port.Issue#issueType()}.
     * @return INFO or WARNING.
     */
    public static Priority of(final String type)
    {
        return !isBreach(type) && TO_ACT_ON.stream().anyMatch(type::startsWith) ? Priority.WARNING : Priority.INFO;
    }

    /** Whether it is a breach of a threshold or what stands, which may come as often as samples do. */
    static boolean isBreach(final String type)
    {
        // The journal's own failing is raised under its cause's name.
        return BREACHES.contains(type) && !type.startsWith("JOURNAL") && !type.equals(Cause.INVALID_SAMPLE.name());
    }

    /** Whether it may come as often as samples do. */
    static boolean isFrequent(final String type)
    {
        return BREACHES.contains(type);
    }
}
