package io.interlock.notify.route;

import io.interlock.config.ChannelConfig;
import io.interlock.config.ChannelRoute;
import io.interlock.config.ChannelType;
import io.interlock.config.EscalationStep;
import io.interlock.config.NotificationsConfig;
import io.interlock.config.QuietHours;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.Issue;
import io.interlock.core.port.NoticeCommand;
import io.interlock.core.port.NoticeRecord;
import io.interlock.core.port.TransitionEvent;
import io.interlock.notify.Draft;
import io.interlock.notify.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A router in virtual time, with an outbox that keeps what it gets. Times are milliseconds from the start, a noon in UTC. */
final class Scene implements Outbox
{
    static final long START_MS = Instant.parse("2026-03-10T12:00:00Z").toEpochMilli();
    static final long SECOND = 1_000;
    static final long MINUTE = 60_000;
    static final long HOUR = 3_600_000;

    /** What the outbox got: sent where {@code why} is null. */
    record Got(long atMs, String channel, Draft draft, String why)
    {
    }

    final List<Got> got = new ArrayList<>();
    final List<NoticeRecord> records = new ArrayList<>();
    final Router router;
    private long atMs;
    long aheadMs;
    private long sequence;
    private long ids;

    Scene(final NotificationsConfig config)
    {
        this(config, "n");
    }

    Scene(final NotificationsConfig config, final String life)
    {
        router = new Router(config, Map.of(), this, () -> life + '-' + ++ids, () -> "7:abc", () -> aheadMs);
    }

    static ChannelConfig channel(final String name, final ChannelType type, final ChannelRoute route)
    {
        return new ChannelConfig(name, type, route, Map.of(), Map.of(), "code");
    }

    static ChannelConfig channel(final String name, final String lowest)
    {
        return channel(name, ChannelType.EMAIL, new ChannelRoute(lowest, Set.of(), null, 30, 1, 1));
    }

    static ChannelConfig quiet(final String name, final String lowest, final QuietHours hours)
    {
        return channel(name, ChannelType.EMAIL, new ChannelRoute(lowest, Set.of(), hours, 30, 1, 1));
    }

    static ChannelConfig limited(final String name, final String lowest, final int rate)
    {
        return channel(name, ChannelType.EMAIL, new ChannelRoute(lowest, Set.of(), null, rate, 1, 1));
    }

    static NotificationsConfig config(final ChannelConfig... channels)
    {
        return new NotificationsConfig(NotificationsConfig.Policy.DEFAULTS, List.of(channels), List.of());
    }

    static NotificationsConfig config(final List<EscalationStep> steps, final ChannelConfig... channels)
    {
        return new NotificationsConfig(NotificationsConfig.Policy.DEFAULTS, List.of(channels), steps);
    }

    static EscalationStep step(final long afterMs, final String... channels)
    {
        return new EscalationStep(afterMs * 1_000_000, List.of(channels));
    }

    long nowMs()
    {
        return START_MS + atMs;
    }

    /** Lets time pass, with a tick whenever the router wants one. */
    Scene at(final long ms)
    {
        long ticks = 0;
        while (router.nextDueMs() <= START_MS + ms)
        {
            atMs = Math.max(atMs, router.nextDueMs() - START_MS);
            router.tick(nowMs());
            if (++ticks > 1_000_000)
            {
                throw new IllegalStateException("the router comes to no rest at " + atMs);
            }
        }
        atMs = ms;
        return this;
    }

    TransitionEvent event(final String scope, final Level from, final Level to, final Cause cause)
    {
        sequence++;
        return event(sequence, scope, from, to, cause);
    }

    TransitionEvent event(final long number, final String scope, final Level from, final Level to, final Cause cause)
    {
        return new TransitionEvent(number, "boot-" + number, atMs * 1_000_000, nowMs(), scope, new TransitionEvent.Change(from, to),
            new TransitionEvent.Why(cause, Cause.NO_NUMBER, Cause.NO_NUMBER));
    }

    String change(final String scope, final Level from, final Level to, final Cause cause)
    {
        final TransitionEvent event = event(scope, from, to, cause);
        router.transition(event, nowMs());
        return event.id();
    }

    String up(final String scope, final Level from, final Level to)
    {
        return change(scope, from, to, Cause.API_LATENCY);
    }

    String down(final String scope, final Level from, final Level to)
    {
        return change(scope, from, to, Cause.RECOVERY);
    }

    void action(final String order, final String action, final String scope, final ActionEvent.Stage stage)
    {
        router.action(new ActionEvent(order + '-' + action, action, scope, stage, 1, nowMs(), "details"), nowMs());
    }

    void issue(final String type, final String scope)
    {
        router.issue(new Issue(nowMs(), type, scope, Double.NaN, Double.NaN, "details"), nowMs());
    }

    NoticeCommand.Answer say(final NoticeCommand.Kind kind, final String id, final String scope, final String words)
    {
        return router.command(new NoticeCommand(kind, id, scope, "ann", words), nowMs());
    }

    NoticeCommand.Answer ack(final String id)
    {
        return say(NoticeCommand.Kind.ACKNOWLEDGE, id, "", "");
    }

    NoticeCommand.Answer silence(final String scope, final String words)
    {
        return say(NoticeCommand.Kind.SILENCE, "", scope, words);
    }

    List<Draft> sent(final String channel)
    {
        return got.stream().filter(one -> one.channel().equals(channel) && one.why() == null).map(Got::draft).toList();
    }

    List<String> ids(final String channel)
    {
        return sent(channel).stream().map(Draft::id).toList();
    }

    List<Draft> sent(final String channel, final Kind kind)
    {
        return sent(channel).stream().filter(draft -> draft.kind() == kind).toList();
    }

    List<Got> suppressed(final String channel)
    {
        return got.stream().filter(one -> one.channel().equals(channel) && one.why() != null).toList();
    }

    @Override
    public void send(final String channel, final Draft draft)
    {
        got.add(new Got(atMs, channel, draft, null));
    }

    @Override
    public void suppressed(final String channel, final Draft draft, final String why)
    {
        got.add(new Got(atMs, channel, draft, why));
    }

    @Override
    public void record(final NoticeRecord record)
    {
        records.add(record);
    }
}
