package io.interlock.notify.delivery;

import io.interlock.config.ChannelRoute;
import io.interlock.core.port.EngineClock;
import io.interlock.core.port.Issue;
import io.interlock.core.port.NoticeRecord;
import io.interlock.notify.route.Router;
import io.interlock.notify.words.Wording;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What a center is made of.
 *
 * @param channels   in the order of the configuration.
 * @param wording    gives words; dispatch thread.
 * @param rules      made once, for where they send to.
 * @param statusFile null: none is kept.
 * @param delivery   clock, threads, and who is told.
 * @param limits     how much and how long.
 */
record CenterParts(
    List<ChannelEntry> channels, Wording wording, Function<Post, Rules> rules, StatusFile statusFile, DeliveryParts delivery, Limits limits)
{
    /**
     * How much and how long.
     *
     * @param inbox    most events that wait for the dispatch thread.
     * @param channel  most messages that wait for a channel.
     * @param answerMs for a command.
     * @param closeMs  for closing.
     */
    record Limits(int inbox, int channel, long answerMs, long closeMs)
    {
        static final Limits DEFAULTS = new Limits(Inbox.CAPACITY, ChannelState.CAPACITY, NotifyCenter.ANSWER_MS, NotifyCenter.CLOSE_MS);
    }

    static CenterParts of(final NotifyCenter.Setup setup, final Consumer<NoticeRecord> records, final Consumer<Issue> issues)
    {
        final Map<String, ChannelRoute> own = new HashMap<>();
        for (final ChannelEntry entry : setup.channels())
        {
            if (ChannelEntry.CODE.equals(entry.type()))
            {
                own.put(entry.name(), entry.route());
            }
        }
        final Set<String> asked = setup.channels().stream().filter(entry -> entry.acknowledgements() != null).map(ChannelEntry::name)
            .collect(Collectors.toUnmodifiableSet());
        final EngineClock clock = setup.clock();
        final SteadyWall wall = new SteadyWall(clock);
        final Supplier<String> ids = ids();
        final DeliveryParts delivery = new DeliveryParts(clock, CenterParts::daemon, records, issues, FailsafeBackoff::new);
        final StatusFile statusFile = setup.directory() == null ? null : new StatusFile(setup.directory(), clock);
        return new CenterParts(setup.channels(), setup.wording(),
            post -> new RouterRules(
                new Router(setup.config(), own, post, ids, setup.journalHead(), wall::aheadMs), wall, asked), statusFile, delivery,
            Limits.DEFAULTS);
    }

    /** Unique over all lives: something random of this life, and a count. */
    private static Supplier<String> ids()
    {
        final String life = UUID.randomUUID().toString().substring(0, 13);
        final AtomicLong count = new AtomicLong();
        return () -> "n-" + life + '-' + count.incrementAndGet();
    }

    private static Thread daemon(final Runnable body)
    {
        final Thread thread = new Thread(body);
        thread.setDaemon(true);
        return thread;
    }

    int capacity()
    {
        return limits.inbox();
    }

    long answerMs()
    {
        return limits.answerMs();
    }

    long closeMs()
    {
        return limits.closeMs();
    }
}
