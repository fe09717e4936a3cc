package io.interlock.host.sim;

import io.interlock.config.ChannelConfig;
import io.interlock.config.ChannelRoute;
import io.interlock.config.ChannelType;
import io.interlock.config.EscalationStep;
import io.interlock.config.NotificationsConfig;
import io.interlock.config.QuietHours;
import io.interlock.core.engine.BreakerEngine;
import io.interlock.core.engine.TurnsEngine;
import io.interlock.core.model.Level;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.Issue;
import io.interlock.core.port.NoticeCommand;
import io.interlock.core.port.NoticeHistory;
import io.interlock.core.port.NoticeRecord;
import io.interlock.core.port.NotificationSink;
import io.interlock.core.port.TransitionEvent;
import io.interlock.journal.FileJournal;
import io.interlock.notify.DeliveryException;
import io.interlock.notify.Notification;
import io.interlock.notify.NotificationChannel;
import io.interlock.notify.delivery.ChannelEntry;
import io.interlock.notify.delivery.TurnsCenter;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The notifications of one life: the product's router, queues and channel breakers by turns, over a network that the simulation breaks.
 * What became of each message goes into the journal, and comes back with the next life.
 *
 * <p>Threading: one thread.
 */
final class Telling implements NotificationSink
{
    /** It keeps incidents, as a pager does. */
    static final String PAGE = "page";
    private static final String MAIL = "mail";
    static final List<String> CHANNELS = List.of(PAGE, MAIL);

    private static final long SECOND = 1_000 * SimClock.MS;
    private static final long YEARS_NS = 100L * 365 * 86_400 * SECOND;
    private static final List<EscalationStep> STEPS =
        List.of(new EscalationStep(60 * SECOND, List.of(MAIL)), new EscalationStep(120 * SECOND, CHANNELS));
    private static final QuietHours NIGHT = new QuietHours(LocalTime.of(22, 10), LocalTime.of(22, 50), ZoneOffset.UTC);
    private static final int INBOX = 16;
    private static final int ROOMY = 256;
    private static final int NARROW = 4;
    private static final int FORGOTTEN = 5;
    private static final int SELDOM = 3;

    private final World world;
    private final TurnsEngine turns;
    private final BreakerEngine engine;
    private final TurnsCenter center;
    private final int room;
    private final List<NoticeRecord> rest = new ArrayList<>();
    private boolean interrupted;
    private boolean closing;

    /** Of a life that has been launched, with what the journal says of those before. */
    Telling(final World world, final TurnsEngine turns, final FileJournal journal, final int life)
    {
        this.world = world;
        this.turns = turns;
        engine = turns.engine();
        room = (life & 3) == 0 ? NARROW : ROOMY;
        final ChannelRoute page = route("CRITICAL", life % 3 == 1 ? SELDOM : 30, null);
        final ChannelRoute mail = route("WARNING", 10, life % 5 == 2 ? NIGHT : null);
        final List<ChannelEntry> entries = List.of(
            new ChannelEntry(PAGE, "pagerduty", page, new Line(PAGE), ""),
            new ChannelEntry(MAIL, ChannelEntry.CODE, mail, new Line(MAIL), ""));
        center = new TurnsCenter(config(page, (life & 1) == 1), entries, "life" + life,
            new TurnsCenter.Place(world.clock(), INBOX, room, SECOND), this::record, this::raise);
        final NoticeHistory history = journal.notices(Duration.ofNanos(YEARS_NS));
        world.receivers().begun(history, levels());
        center.begin(world.disk().mutation() == Mutation.HISTORY_IGNORED ? NoticeHistory.NOTHING : history);
        journal.last(() -> rest);
    }

    /** Some lives repeat what lasts, and call others and the first again while nobody has seen it. */
    private static NotificationsConfig config(final ChannelRoute page, final boolean calls)
    {
        return new NotificationsConfig(
            new NotificationsConfig.Policy(5 * SECOND, calls ? 900 * SECOND : 0, YEARS_NS, 300 * SECOND, "", ""),
            List.of(new ChannelConfig(PAGE, ChannelType.PAGERDUTY, page, Map.of(), Map.of(), "code")), calls ? STEPS : List.of());
    }

    private static ChannelRoute route(final String lowest, final int rate, final QuietHours quiet)
    {
        return new ChannelRoute(lowest, Set.of(), quiet, rate, 200 * SimClock.MS, 60 * SECOND);
    }

    private Map<String, Level> levels()
    {
        final Map<String, Level> levels = new HashMap<>();
        for (int id = 0; id < turns.scopes(); id++)
        {
            levels.put(turns.view(id).definition().path(), turns.shown(id));
        }
        return levels;
    }

    // ---- the engine's side ----

    @Override
    public void transition(final TransitionEvent event)
    {
        if (world.isFrozen())
        {
            return;
        }
        world.receivers().told(event);
        if (world.disk().mutation() != Mutation.CENTER_MISSES_A_HALT || event.to() != Level.HALT || event.sequence() % FORGOTTEN != 0)
        {
            center.sink().transition(event);
        }
    }

    @Override
    public void issue(final Issue issue)
    {
        // Those of channels come from here.
        if (!world.isFrozen())
        {
            center.sink().issue(issue);
        }
    }

    @Override
    public void action(final ActionEvent event)
    {
        if (!world.isFrozen())
        {
            center.sink().action(event);
        }
    }

    private void record(final NoticeRecord record)
    {
        if (world.isFrozen())
        {
            return;
        }
        world.receivers().record(record);
        if (world.disk().mutation() == Mutation.OUTCOMES_ARE_NOT_JOURNALED)
        {
            world.receivers().journaled(record);
        }
        else if (closing)
        {
            rest.add(record);
            world.receivers().journaled(record);
        }
        else
        {
            engine.notice(record);
        }
    }

    private void raise(final Issue issue)
    {
        if (!world.isFrozen() && !closing)
        {
            engine.raise(issue.issueType(), issue.scope(), issue.details());
        }
    }

    // ---- turns ----

    /** What the dispatch thread of notifications does. */
    void dispatch()
    {
        center.dispatch();
    }

    /** What a channel's thread does; false: nothing is due. */
    boolean deliver(final int channel)
    {
        return center.deliver(channel);
    }

    /** What the watch over the channels does. */
    void look()
    {
        interrupted |= center.look();
    }

    /** Somebody has seen it all, or wants no more of it for a while. */
    void says(final SplittableRandom random)
    {
        if (random.nextInt(3) > 0)
        {
            center.command(new NoticeCommand(NoticeCommand.Kind.ACKNOWLEDGE, "", "", "ann", "on it"));
            return;
        }
        final String scope = random.nextBoolean() ? "" : turns.view(random.nextInt(turns.scopes())).definition().path();
        center.command(new NoticeCommand(NoticeCommand.Kind.SILENCE, "", scope, "ann", 1 + random.nextInt(60) + "m we know"));
    }

    /** All that is due now. */
    void all()
    {
        dispatch();
        look();
        for (int channel = 0; channel < CHANNELS.size(); channel++)
        {
            while (!world.isFrozen() && center.deliver(channel))
            {
                // The next.
                continue;
            }
        }
    }

    /** The engine is about to be closed: what comes from now on is the journal's last. */
    void closing()
    {
        closing = true;
    }

    /** The engine is closed, the journal is not. */
    void stop()
    {
        center.stop();
    }

    /** At last, with hours of a network that is well behind it. */
    void settled()
    {
        world.receivers().settled(levels(), room == ROOMY);
    }

    // ---- the network ----

    /** The way to one receiver. */
    private final class Line implements NotificationChannel
    {
        private final String name;
        private int down;

        Line(final String name)
        {
            this.name = name;
        }

        @Override
        public String name()
        {
            return name;
        }

        @Override
        public String deliver(final Notification message, final Duration timeout) throws DeliveryException, InterruptedException
        {
            final SplittableRandom random = new SplittableRandom(world.clock().nanoTime() ^ message.draft().trail().sequence() << 40);
            if (strikes(FaultPoint.NETWORK_DOWN))
            {
                down = 1 + random.nextInt(12);
            }
            if (down > 0 && world.disk().isFaulty())
            {
                down--;
                throw DeliveryException.passing("connection refused");
            }
            down = 0;
            final boolean slow = strikes(FaultPoint.DELIVERY_HANGS);
            if (slow)
            {
                hang(random);
            }
            if (world.isFrozen() || strikes(FaultPoint.MESSAGE_LOST))
            {
                throw DeliveryException.passing("connection reset");
            }
            if (strikes(FaultPoint.RECEIVER_REFUSES))
            {
                throw DeliveryException.permanent("401: who are you?");
            }
            if (strikes(FaultPoint.RECEIVER_IS_BUSY))
            {
                throw DeliveryException.later("429", Duration.ofSeconds(1 + random.nextInt(300)));
            }
            if (strikes(FaultPoint.CHANNEL_THROWS))
            {
                throw new IllegalStateException("planted");
            }
            if (world.disk().mutation() != Mutation.DELIVERY_IS_A_LIE || message.draft().trail().sequence() % FORGOTTEN != 0)
            {
                world.receivers().take(name, message, slow);
            }
            if (strikes(FaultPoint.ANSWER_LOST))
            {
                throw DeliveryException.passing("connection reset");
            }
            return "taken";
        }

        /** Others go on. Half of the receivers' libraries do not mind an interrupt. */
        private void hang(final SplittableRandom random) throws InterruptedException
        {
            final boolean deaf = random.nextBoolean();
            interrupted = false;
            for (int i = random.nextInt(6); i >= 0 && !world.isFrozen(); i--)
            {
                world.meanwhile();
                if (!world.isFrozen())
                {
                    world.clock().pass(random.nextInt(700) * SimClock.MS);
                    look();
                }
                if (interrupted && !deaf)
                {
                    interrupted = false;
                    throw new InterruptedException("planted");
                }
            }
        }

        private boolean strikes(final FaultPoint fault)
        {
            return !world.isFrozen() && world.disk().strikes(fault);
        }
    }
}
