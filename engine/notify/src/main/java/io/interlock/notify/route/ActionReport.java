package io.interlock.notify.route;

import io.interlock.core.port.ActionEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far the safety actions of one order are. They have ended when the last step has, and no other but a dump still runs; or when ten
 * minutes have brought nothing new. Threading: the router's thread.
 */
final class ActionReport
{
    private static final int MOST = 16;
    private static final long GIVEN_UP_MS = 600_000;

    private final String order;
    private final String lastStep;
    private final Map<String, ActionEvent> events = new LinkedHashMap<>();
    private boolean failed;
    private boolean failureTold;
    private boolean told;
    private long lastMs;

    ActionReport(final String order, final boolean stops)
    {
        this.order = order;
        lastStep = stops ? "stop" : "saveAgain";
    }

    String order()
    {
        return order;
    }

    void add(final ActionEvent event, final long nowMs)
    {
        lastMs = nowMs;
        failed |= event.failed();
        if (events.size() < MOST || events.containsKey(event.action()))
        {
            events.put(event.action(), event);
        }
    }

    List<ActionEvent> events()
    {
        return List.copyOf(events.values());
    }

    boolean failed()
    {
        return failed;
    }

    /** True once, at the first failure. */
    boolean takeFailure()
    {
        final boolean first = failed && !failureTold && !told;
        failureTold |= first;
        return first;
    }

    /** True once, when all have ended or are given up. */
    boolean takeEnd(final long nowMs)
    {
        final boolean first = !told && (ended() || nowMs >= dueMs());
        told |= first;
        return first;
    }

    boolean ended()
    {
        final ActionEvent last = events.get(lastStep);
        return last != null && !runs(last) && events.values().stream().noneMatch(event -> runs(event) && !isDump(event));
    }

    long dueMs()
    {
        return told || events.values().stream().allMatch(ActionReport::isDump) ? Long.MAX_VALUE : lastMs + GIVEN_UP_MS;
    }

    private static boolean isDump(final ActionEvent event)
    {
        return event.action().startsWith("dump");
    }

    private static boolean runs(final ActionEvent event)
    {
        return event.stage() == ActionEvent.Stage.STARTED || event.stage() == ActionEvent.Stage.RETRIED;
    }
}
