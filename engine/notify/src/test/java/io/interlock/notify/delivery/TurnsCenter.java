package io.interlock.notify.delivery;

import io.interlock.config.ChannelRoute;
import io.interlock.config.NotificationsConfig;
import io.interlock.core.port.EngineClock;
import io.interlock.core.port.Issue;
import io.interlock.core.port.NoticeCommand;
import io.interlock.core.port.NoticeHistory;
import io.interlock.core.port.NoticeRecord;
import io.interlock.core.port.NotificationSink;
import io.interlock.notify.route.Router;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A notification center without any thread: whoever holds it does the work of each by turns and moves the clock. For simulations.
 *
 * <p>Threading: one thread.
 */
public final class TurnsCenter
{
    private final NotifyCenter center;

    /**
     * Starts with nothing open.
     *
     * @param config   of notifications; its channels are not made, but for how they are treated.
     * @param channels that deliver: those of the configuration, and the host's own.
     * @param life     makes ids unique over all lives.
     * @param place    clock and room.
     * @param records  gets what became of each message.
     * @param issues   gets what a person may want to know of channels.
     */
    public TurnsCenter(
        final NotificationsConfig config, final List<ChannelEntry> channels, final String life, final Place place,
        final Consumer<NoticeRecord> records, final Consumer<Issue> issues)
    {
        final Map<String, ChannelRoute> own = new HashMap<>();
        channels.stream().filter(entry -> ChannelEntry.CODE.equals(entry.type())).forEach(entry -> own.put(entry.name(), entry.route()));
        final SteadyWall wall = new SteadyWall(place.clock());
        final AtomicLong ids = new AtomicLong();
        final DeliveryParts delivery =
            new DeliveryParts(place.clock(), NeverStarted::new, records, issues, () -> failure -> place.backoffNs());
        center = new NotifyCenter(new CenterParts(channels, FallbackWords::of,
            post -> new RouterRules(
                new Router(config, own, post, () -> life + '-' + ids.incrementAndGet(), () -> "", wall::aheadMs), wall, Set.of()),
            null, delivery, new CenterParts.Limits(place.inbox(), place.queue(), 0, 0)));
    }

    /**
     * What it has.
     *
     * @param clock     that is moved from outside.
     * @param inbox     most events that wait for the dispatch.
     * @param queue     most messages that wait for a channel.
     * @param backoffNs after each failure.
     */
    public record Place(EngineClock clock, int inbox, int queue, long backoffNs)
    {
    }

    /** The work that it would do is done by turns. */
    private static final class NeverStarted extends Thread
    {
        NeverStarted(final Runnable body)
        {
            super(body);
        }

        @Override
        public void start()
        {
            // By turns.
        }
    }

    /**
     * What comes before all turns.
     *
     * @param history that former lives left.
     */
    public void begin(final NoticeHistory history)
    {
        center.restore(history);
        center.dispatcher().begin();
        center.post().start();
    }

    /**
     * Where the engine tells.
     *
     * @return the center's own.
     */
    public NotificationSink sink()
    {
        return center;
    }

    /** What the dispatch thread does. */
    public void dispatch()
    {
        center.dispatcher().turn(false);
    }

    /**
     * What a channel's own thread does.
     *
     * @param channel counted from 0.
     * @return whether a message was due, and none on its way.
     */
    public boolean deliver(final int channel)
    {
        return center.post().workers().get(channel).turn();
    }

    /**
     * What the watch over the channels does.
     *
     * @return whether it has interrupted what is on its way.
     */
    public boolean look()
    {
        center.look();
        return Thread.interrupted();
    }

    /**
     * What an operator says; done at the next dispatch.
     *
     * @param command what is asked for.
     */
    public void command(final NoticeCommand command)
    {
        center.command(command);
    }

    /**
     * How many messages wait.
     *
     * @return for all channels.
     */
    public long waiting()
    {
        return center.status().stream().mapToLong(status -> status.counts().queued()).sum();
    }

    /** A planned stop: what is urgent is tried once more. */
    public void stop()
    {
        dispatch();
        for (final ChannelWorker worker : center.post().workers())
        {
            worker.beginClose();
            while (worker.turn())
            {
                // The next.
                continue;
            }
        }
        center.close();
        Thread.interrupted();
    }
}
