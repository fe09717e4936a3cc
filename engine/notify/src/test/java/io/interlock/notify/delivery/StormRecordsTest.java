package io.interlock.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.NotificationsConfig;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.port.NoticeCommand;
import io.interlock.core.port.NoticeDigest;
import io.interlock.core.port.NoticeHistory;
import io.interlock.core.port.NoticeRecord;
import io.interlock.core.port.NoticeRecord.Outcome;
import io.interlock.core.port.TransitionEvent;
import io.interlock.core.testing.Runs;
import io.interlock.notify.DeliveryException;
import io.interlock.notify.Notification;
import io.interlock.notify.route.Outbox;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/**
 * What a storm of 6,000 changes in a minute on twelve channels writes into the journal, and that a restart from it loses nothing, wherever
 * the crash was. The engine's rules, words aside, are the real ones.
 */
class StormRecordsTest
{
    private static final int CHANGES = 6_000;
    private static final int SCOPES = 20;
    private static final int CHANNELS = 12;
    private static final int A_MINUTE = ChannelRecords.MOST_SINGLE + ChannelRecords.MOST_DIGESTS;
    private static final long STEP_MS = 10;

    private final ManualClock clock = new ManualClock();

    /** One life of an engine's notifications. */
    private final class Life
    {
        private final List<NoticeRecord> records = new CopyOnWriteArrayList<>();
        private final Map<String, Set<String>> taken = new TreeMap<>();
        private final NotifyCenter center;
        private volatile boolean healed;

        private Life(final NoticeHistory history)
        {
            final List<ChannelEntry> entries = new ArrayList<>();
            for (int i = 0; i < CHANNELS; i++)
            {
                final boolean always = i < 2;
                final String name = i == 0 ? "log" : i == 1 ? "dashboard" : "c" + i;
                final Set<String> here = ConcurrentHashMap.newKeySet();
                taken.put(name, here);
                final boolean refuses = i > 9;
                final ScriptedChannel channel = new ScriptedChannel(name, message -> take(message, refuses && !healed, here));
                entries.add(new ChannelEntry(name, always ? name : ChannelEntry.CODE, Notes.PATIENT, channel, ""));
            }
            center = CenterRig.whole(
                new NotifyCenter.Setup(NotificationsConfig.NONE, entries, FallbackWords::of, null, clock, () -> ""), records::add,
                Notes::ignore, CenterRig.ROOMY);
            center.restore(history);
            center.start();
        }

        private static String take(final Notification message, final boolean refused, final Set<String> here) throws DeliveryException
        {
            if (refused)
            {
                throw DeliveryException.permanent("401 request " + System.nanoTime() + ": see the token");
            }
            here.add(message.id());
            return "taken";
        }

        /** A command is answered by the dispatch thread after what came before it. */
        private void rest()
        {
            center.command(new NoticeCommand(NoticeCommand.Kind.UNSILENCE, "none", "", "ann", ""));
            center.look();
        }

        private void pass(final long ms)
        {
            clock.advanceMs(ms);
            center.look();
            center.wake();
            rest();
        }

        private void change(final TransitionEvent event)
        {
            center.transition(event);
            pass(STEP_MS);
        }
    }

    private TransitionEvent event(final long number)
    {
        final boolean up = number / SCOPES % 2 == 0;
        return new TransitionEvent(number, "boot-" + number, number, clock.wallMs(), "venue/s" + number % SCOPES,
            up ? new TransitionEvent.Change(Level.CLOSED, Level.HALT) : new TransitionEvent.Change(Level.HALT, Level.CLOSED),
            new TransitionEvent.Why(up ? Cause.API_LATENCY : Cause.RECOVERY, Cause.NO_NUMBER, Cause.NO_NUMBER));
    }

    @Test
    void shouldBoundTheRecordsOfAStormForEachChannelAndMinute()
    {
        final Life life = new Life(NoticeHistory.NOTHING);
        final long startMs = clock.wallMs();
        for (int i = SCOPES; i < CHANGES + SCOPES; i++)
        {
            life.change(event(i));
        }
        final int inTheStorm = life.records.size();
        for (int i = 0; i < 600; i++)
        {
            life.pass(1_000);
        }
        // Channels are as fast as the machine lets them, and what is not urgent is left where they are closed.
        Eventually.holds("the log has told all", () -> life.center.status().get(0).counts().queued() == 0);
        life.center.close();
        Runs.done("changes of 20 scopes in a minute on 12 channels", CHANGES,
            inTheStorm + " records in the storm, " + life.records.size() + " with ten minutes after it, two channels down all the time");
        final Map<String, Integer> most = new HashMap<>();
        for (final NoticeRecord record : life.records)
        {
            most.merge(record.channel() + ' ' + (record.wallMs() - startMs) / 60_000, 1, Integer::sum);
        }
        // A minute of the test's may lie in two of the channel's.
        assertThat(most.values()).allMatch(count -> count <= 2 * A_MINUTE);
        assertThat(inTheStorm).isLessThanOrEqualTo(CHANNELS * A_MINUTE);
        assertThat(life.records.size()).isLessThanOrEqualTo(3 * CHANNELS * A_MINUTE);
        final long counted = life.records.stream().filter(record -> record.channel().equals("log"))
            .mapToLong(record -> NoticeDigest.count(record.id(), record.words().details())).sum();
        assertThat(counted).as("each is counted").isGreaterThanOrEqualTo(CHANGES);
    }

    @Test
    void shouldLoseNothingUrgentWhereverACrashCutsAStormOff()
    {
        long again = 0;
        long told = 0;
        for (final int crash : Runs.nightly() ? new int[] {150, 777, 1_234, 2_500} : new int[] {150, 1_234})
        {
            final Life first = new Life(NoticeHistory.NOTHING);
            final List<TransitionEvent> events = new ArrayList<>();
            for (int i = SCOPES; i < crash + SCOPES; i++)
            {
                events.add(event(i));
                first.change(events.get(events.size() - 1));
            }
            // What the journal has at the crash; it was not closed in order.
            final List<NoticeRecord> journal = List.copyOf(first.records);
            final Map<String, Set<String>> taken = new TreeMap<>();
            first.taken.forEach((name, ids) -> taken.put(name, Set.copyOf(ids)));

            final Life second = new Life(history(events, journal));
            second.healed = true;
            for (int i = 0; i < 300; i++)
            {
                second.pass(1_000);
            }
            // Channels are as fast as the machine lets them.
            Eventually.holds("all is tried", () ->
            {
                second.pass(1_000);
                return second.center.status().stream().allMatch(channel -> channel.counts().queued() == 0);
            });
            second.center.close();
            first.center.close();
            for (final String channel : taken.keySet())
            {
                final Fates before = new Fates(journal, channel);
                final Fates after = new Fates(second.records, channel);
                for (final TransitionEvent event : events)
                {
                    final String at = event.id() + " on " + channel + ", crash after " + crash;
                    if (event.tightens())
                    {
                        assertThat(before.isDone(event.id()) || after.isDone(event.id())).as(at).isTrue();
                        again += before.isDone(event.id()) && after.isDone(event.id()) ? 1 : 0;
                        told++;
                    }
                }
                assertThat(taken.get(channel)).as("delivered means taken, on " + channel).containsAll(before.delivered);
            }
        }
        Runs.done("urgent messages of a storm that a crash cut off", told, "0 lost; " + again + " told again although they were known");
        assertThat(again).isZero();
    }

    private static NoticeHistory history(final List<TransitionEvent> events, final List<NoticeRecord> journal)
    {
        final Map<String, List<NoticeRecord>> byId = new HashMap<>();
        journal.stream().flatMap(record -> NoticeDigest.each(record).stream())
            .forEach(record -> byId.computeIfAbsent(record.id(), id -> new ArrayList<>()).add(record));
        final List<NoticeHistory.Past> pasts = new ArrayList<>();
        for (int i = 0; i < events.size(); i++)
        {
            final TransitionEvent event = events.get(i);
            final boolean last = i + SCOPES >= events.size();
            pasts.add(new NoticeHistory.Past(
                event, byId.getOrDefault(event.id(), List.of()), !last || event.to() == Level.CLOSED));
        }
        return new NoticeHistory(pasts, List.of());
    }

    /** What records say of each change on one channel. */
    private static final class Fates
    {
        private final Set<String> delivered = new HashSet<>();
        private final Set<String> done = new HashSet<>();
        private final Map<String, String> joined = new HashMap<>();

        private Fates(final List<NoticeRecord> records, final String channel)
        {
            records.stream().filter(record -> record.channel().equals(channel))
                .flatMap(record -> NoticeDigest.each(record).stream()).forEach(record ->
                {
                    final String details = record.words().details();
                    if (record.outcome() == Outcome.DELIVERED)
                    {
                        done.add(record.id());
                        if (!details.startsWith("with "))
                        {
                            delivered.add(record.id());
                        }
                    }
                    else if (details.startsWith(Outbox.JOINED))
                    {
                        joined.put(record.id(), details.substring(Outbox.JOINED.length()));
                    }
                    else if (record.outcome() == Outcome.SUPPRESSED)
                    {
                        done.add(record.id());
                    }
                });
        }

        private boolean isDone(final String id)
        {
            String at = id;
            for (int i = 0; at != null && !done.contains(at) && i < 1_000; i++)
            {
                at = joined.get(at);
            }
            return at != null && done.contains(at);
        }
    }
}
