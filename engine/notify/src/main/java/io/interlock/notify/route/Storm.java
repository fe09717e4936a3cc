package io.interlock.notify.route;

import io.interlock.core.port.Priority;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * Counts what one channel was not told for there being too much of it, until it has been calm for a minute: then one summary says so.
 * Threading: the router's thread.
 */
final class Storm
{
    private static final long CALM_MS = 60_000;
    private static final long FEW = 20;

    private final Map<Priority, Long> heldBack = new EnumMap<>(Priority.class);
    private long joined;
    private long sinceLast;
    private long firstMs;
    private long lastMs;

    /** One message was held back for good. */
    void heldBack(final Priority priority, final long nowMs)
    {
        began(nowMs);
        heldBack.merge(priority, 1L, Long::sum);
        sinceLast++;
    }

    /** One change found no line of its own in the message that stands for it. */
    void joined(final long nowMs)
    {
        began(nowMs);
        joined++;
    }

    private void began(final long nowMs)
    {
        if (!raging())
        {
            firstMs = nowMs;
        }
        lastMs = nowMs;
    }

    boolean raging()
    {
        return joined > 0 || !heldBack.isEmpty();
    }

    /** Whether people are to be told: a few changes that were only counted are no storm. */
    boolean worthTelling()
    {
        return joined >= FEW || !heldBack.isEmpty();
    }

    /** How many were held back since this was last asked. */
    long takeSinceLast()
    {
        final long count = sinceLast;
        sinceLast = 0;
        return count;
    }

    /** When a summary is due. */
    long dueMs()
    {
        return raging() ? lastMs + CALM_MS : Long.MAX_VALUE;
    }

    /** How loud the summary is: as what it stands for, but for EMERGENCY, which is never held back. */
    Priority priority()
    {
        return heldBack.keySet().stream().max(Priority::compareTo).orElse(Priority.WARNING);
    }

    /** How many it stands for. */
    long count()
    {
        return joined + heldBack.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The summary's words. */
    String words()
    {
        final StringBuilder text = new StringBuilder("from ").append(Instant.ofEpochMilli(firstMs)).append(" to ")
            .append(Instant.ofEpochMilli(lastMs)).append(": ");
        heldBack.forEach((priority, count) -> text.append(count).append(' ').append(priority).append(" held back by the limit, "));
        return text.append(joined).append(" changes told only as a count").toString();
    }

    void end()
    {
        heldBack.clear();
        joined = 0;
        sinceLast = 0;
    }
}
