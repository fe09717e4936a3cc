package io.interlock.notify.kit;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ChannelConfig;
import io.interlock.config.ChannelRoute;
import io.interlock.config.ChannelType;
import io.interlock.config.NotificationsConfig;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.port.EngineClock;
import io.interlock.core.port.Issue;
import io.interlock.core.port.NoticeRecord;
import io.interlock.core.port.TransitionEvent;
import io.interlock.notify.NotificationChannel;
import io.interlock.notify.channel.AlertmanagerChannel;
import io.interlock.notify.channel.PagerDutyChannel;
import io.interlock.notify.channel.RehearsalMail;
import io.interlock.notify.channel.SlackChannel;
import io.interlock.notify.channel.SnsChannel;
import io.interlock.notify.channel.TelegramChannel;
import io.interlock.notify.channel.TwilioChannel;
import io.interlock.notify.channel.WebhookChannel;
import io.interlock.notify.delivery.ChannelEntry;
import io.interlock.notify.delivery.NotifyCenter;
import io.interlock.notify.http.RehearsalHttp;
import io.interlock.notify.words.PlainWords;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A message's whole way, once in the life of a JVM for each type of channel, to nobody. Without it the first real message, which may be the
 * one that matters, waits for some hundred milliseconds until its classes are loaded. A center of its own is used and thrown away, so
 * nothing of it is seen by the engine, its journal, its status or a receiver.
 *
 * <p>Threading: a daemon thread of its own, for which nobody waits.
 */
public final class Rehearsal
{
    private static final ChannelRoute EVERYTHING =
        new ChannelRoute("INFO", Set.of(), null, 30, 10_000_000_000L, 600_000_000_000L);
    private static final long LONGEST_S = 10;
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    /** Guarded by itself. */
    private static final Set<ChannelType> REHEARSED = EnumSet.noneOf(ChannelType.class);

    private static final Map<ChannelType, Function<ChannelConfig, NotificationChannel>> MAKERS = new EnumMap<>(Map.of(
        ChannelType.EMAIL, RehearsalMail::new,
        ChannelType.SNS, SnsChannel::rehearsal,
        ChannelType.TWILIO, config -> new TwilioChannel(config, new RehearsalHttp()),
        ChannelType.TELEGRAM, config -> new TelegramChannel(config, new RehearsalHttp()),
        ChannelType.WEBHOOK, config -> new WebhookChannel(config, new RehearsalHttp()),
        ChannelType.SLACK, config -> new SlackChannel(config, new RehearsalHttp()),
        ChannelType.PAGERDUTY, config -> new PagerDutyChannel(config, new RehearsalHttp()),
        ChannelType.ALERTMANAGER, config -> new AlertmanagerChannel(config, new RehearsalHttp())));

    private Rehearsal()
    {
    }

    /**
     * Starts it where a type of channel is there that was not rehearsed in this JVM.
     *
     * @param config as it was loaded.
     * @return the thread; null: there is nothing to rehearse.
     */
    public static Thread start(final BreakerConfig config)
    {
        final Map<ChannelType, ChannelConfig> fresh = fresh(config.notifications());
        if (fresh.isEmpty())
        {
            return null;
        }
        final Thread thread = new Thread(() -> run(config, fresh), "interlock-notify-rehearsal");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static Map<ChannelType, ChannelConfig> fresh(final NotificationsConfig config)
    {
        final Map<ChannelType, ChannelConfig> fresh = new EnumMap<>(ChannelType.class);
        synchronized (REHEARSED)
        {
            for (final ChannelConfig channel : config.channels())
            {
                if (MAKERS.containsKey(channel.type()) && REHEARSED.add(channel.type()))
                {
                    fresh.put(channel.type(), channel);
                }
            }
        }
        return fresh;
    }

    /** Whatever goes wrong here will be told by the real channels, when they come to it. */
    private static void run(final BreakerConfig config, final Map<ChannelType, ChannelConfig> channels)
    {
        try
        {
            final List<ChannelEntry> entries = entries(channels);
            final NotifyCenter.Setup setup = new NotifyCenter.Setup(
                new NotificationsConfig(config.notifications().policy(), List.of(), List.of()), entries, new PlainWords(config, ""), null,
                EngineClock.SYSTEM, () -> "");
            final CountDownLatch outcomes = new CountDownLatch(2 * entries.size());
            try (NotifyCenter center = new NotifyCenter(setup, outcome -> count(outcome, outcomes), Rehearsal::ignore))
            {
                center.start();
                center.transition(event(1, Level.HALT));
                center.transition(event(2, Level.SHUTDOWN));
                if (!outcomes.await(LONGEST_S, TimeUnit.SECONDS))
                {
                    LOG.debug("the rehearsal of notifications took more than {} s and was given up", LONGEST_S);
                }
            }
        }
        catch (final InterruptedException | RuntimeException | LinkageError ended)
        {
            LOG.debug("the rehearsal of notifications ended with {}", ended.getClass().getName());
        }
    }

    /** One that cannot be made, as SNS without its SDK, keeps no other from being rehearsed. */
    private static List<ChannelEntry> entries(final Map<ChannelType, ChannelConfig> channels)
    {
        final List<ChannelEntry> entries = new ArrayList<>();
        channels.forEach((type, config) ->
        {
            try
            {
                entries.add(ChannelEntry.of(MAKERS.get(type).apply(config), EVERYTHING));
            }
            catch (final RuntimeException | LinkageError unmade)
            {
                LOG.debug("channels of type {} are not rehearsed: {}", type, unmade.getClass().getName());
            }
        });
        return entries;
    }

    private static void ignore(final Issue issue)
    {
        LOG.debug("the rehearsal of notifications: {}", issue.issueType());
    }

    /** An attempt that failed has gone the whole way too. */
    private static void count(final NoticeRecord outcome, final CountDownLatch outcomes)
    {
        if (!outcome.channel().isEmpty())
        {
            outcomes.countDown();
        }
    }

    private static TransitionEvent event(final long sequence, final Level to)
    {
        return new TransitionEvent(sequence, "rehearsal-" + sequence, 0, EngineClock.SYSTEM.wallMs(), "rehearsal/" + sequence,
            new TransitionEvent.Change(Level.CLOSED, to), new TransitionEvent.Why(Cause.API_LATENCY, 4_000_000_000L, 3_000_000_000L));
    }

    private static void ignore(final Object nothing)
    {
        // Nobody is told.
    }
}
