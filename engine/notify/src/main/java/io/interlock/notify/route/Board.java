package io.interlock.notify.route;

import io.interlock.config.ChannelRoute;
import io.interlock.config.EscalationStep;
import io.interlock.config.NotificationsConfig;
import io.interlock.core.port.Priority;
import io.interlock.notify.Draft;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What the router's parts share. Threading: the router's thread. */
final class Board
{
    private static final long NS_PER_MS = 1_000_000;

    private final NotificationsConfig config;
    private final Outbox outbox;
    private final Supplier<String> ids;
    private final Drafts drafts;
    private final Silences silences = new Silences();
    private final Scopes scopes = new Scopes();
    private final Timers timers = new Timers();
    private final List<ChannelGate> gates;
    private final Calls calls;

    Board(
        final NotificationsConfig config, final Map<String, ChannelRoute> own, final Outbox outbox, final Supplier<String> ids,
        final Supplier<String> journalHead, final LongSupplier aheadMs)
    {
        this.config = config;
        this.outbox = outbox;
        this.ids = ids;
        drafts = new Drafts(journalHead);
        gates = Route.all(config, own).stream().map(route -> new ChannelGate(route, outbox, silences, aheadMs)).toList();
        calls = new Calls(this);
    }

    Outbox outbox()
    {
        return outbox;
    }

    String newId()
    {
        return ids.get();
    }

    Drafts drafts()
    {
        return drafts;
    }

    Silences silences()
    {
        return silences;
    }

    Scopes scopes()
    {
        return scopes;
    }

    Timers timers()
    {
        return timers;
    }

    List<ChannelGate> gates()
    {
        return gates;
    }

    Calls calls()
    {
        return calls;
    }

    List<EscalationStep> steps()
    {
        return config.escalation();
    }

    long groupWaitMs()
    {
        return config.policy().groupWaitNs() / NS_PER_MS;
    }

    long repeatMs()
    {
        return config.policy().repeatNs() / NS_PER_MS;
    }

    long redeliverMs()
    {
        return config.policy().redeliverNs() / NS_PER_MS;
    }

    long callAgainMs()
    {
        return config.policy().escalateRepeatNs() / NS_PER_MS;
    }

    static long afterMs(final EscalationStep step)
    {
        return step.afterNs() / NS_PER_MS;
    }

    /** To LOG and DASHBOARD, whatever the rules. */
    void always(final Draft draft, final long nowMs)
    {
        for (final ChannelGate gate : gates)
        {
            if (gate.route().always())
            {
                gate.offer(Single.passing(draft), nowMs);
            }
        }
    }

    /** Whether people hear of a message on this channel by its priority and scope. */
    static boolean reaches(final ChannelGate gate, final String scope, final Priority priority)
    {
        return !gate.route().always() && gate.route().matches(scope, priority);
    }
}
