package io.interlock.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.port.NoticeRecord;
import io.interlock.core.port.NoticeRecord.Outcome;
import io.interlock.core.port.Priority;
import io.interlock.core.testing.Runs;
import io.interlock.notify.DeliveryException;
import io.interlock.notify.route.Outbox;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** 1,000 alerts with every channel failing in turn: nothing urgent is lost, and no queue grows. */
class NotifyStormTest
{
    private static final int ALERTS = 1_000;
    private static final int SCOPES = 20;
    private static final int CAPACITY = 32;
    private static final int CHANNELS = 5;
    private static final long SEED = 20_261_126;

    @Test
    void shouldLoseNothingUrgentWithEveryChannelFailingInTurn()
    {
        final int rounds = Runs.of(1, 20);
        long urgent = 0;
        int most = 0;
        for (int round = 0; round < rounds; round++)
        {
            final Random random = new Random(SEED + round);
            try (CenterRig rig = rig())
            {
                final Set<String> ids = new HashSet<>();
                most = Math.max(most, storm(rig, random, ids));
                heal(rig, ids);
                urgent += ids.size();
            }
        }
        Runs.done("CRITICAL and EMERGENCY alerts with every channel failing in turn", urgent,
            "0 lost on " + CHANNELS + " channels, at most " + most + " queued on one (bound " + (CAPACITY + 2 * SCOPES + 1) + ")");
    }

    private static CenterRig rig()
    {
        final ScriptedChannel[] channels = new ScriptedChannel[CHANNELS];
        for (int i = 0; i < CHANNELS; i++)
        {
            channels[i] = new ScriptedChannel("c" + i, message -> "taken");
        }
        return new CenterRig(new CenterParts.Limits(200, CAPACITY, 2_000, 3_000), FallbackWords::of, channels).start();
    }

    /** Gives the most that was queued on one channel. */
    private static int storm(final CenterRig rig, final Random random, final Set<String> ids)
    {
        int most = 0;
        for (int i = 1; i <= ALERTS; i++)
        {
            fail(rig, (i - 1) * CHANNELS / ALERTS);
            final Priority priority = Priority.values()[random.nextInt(4)];
            rig.center.transition(Events.of(i, priority, "S" + random.nextInt(SCOPES)));
            if (priority.compareTo(Priority.CRITICAL) >= 0)
            {
                ids.add("boot-" + i);
            }
            rig.clock.advanceMs(random.nextInt(200));
            for (final ChannelStatus status : rig.center.status())
            {
                most = Math.max(most, status.counts().queued());
            }
        }
        assertThat(most).as("seed " + SEED).isLessThanOrEqualTo(CAPACITY + 2 * SCOPES + 1);
        return most;
    }

    private static void fail(final CenterRig rig, final int failing)
    {
        for (int i = 0; i < CHANNELS; i++)
        {
            final boolean throwsOthers = i % 2 == 0;
            rig.channels.get(i).does(i != failing ? message -> "taken" : message ->
            {
                if (throwsOthers)
                {
                    throw new IllegalStateException("reset");
                }
                throw DeliveryException.passing("busy");
            });
        }
    }

    private static void heal(final CenterRig rig, final Set<String> ids)
    {
        rig.channels.forEach(channel -> channel.does(message -> "taken"));
        Eventually.holds("every urgent one is taken on every channel", () ->
        {
            rig.clock.advanceMs(1_000);
            return rig.channels.stream().allMatch(channel -> told(rig, channel.name()).containsAll(ids));
        });
        assertThat(rig.records.stream().filter(record -> record.outcome() == Outcome.FAILED && ids.contains(record.id()))).isEmpty();
    }

    /** Ids that were delivered, or stand in a message that was. */
    private static Set<String> told(final CenterRig rig, final String channel)
    {
        final Set<String> told = new HashSet<>();
        final Map<String, String> joined = new HashMap<>();
        for (final NoticeRecord record : rig.each().toList())
        {
            if (record.channel().equals(channel) && record.outcome() == Outcome.DELIVERED)
            {
                told.add(record.id());
            }
            else if (record.channel().equals(channel) && record.words().details().startsWith(Outbox.JOINED))
            {
                joined.put(record.id(), record.words().details().substring(Outbox.JOINED.length()));
            }
        }
        for (final String id : joined.keySet())
        {
            String by = id;
            while (by != null && !told.contains(by))
            {
                by = joined.get(by);
            }
            if (by != null)
            {
                told.add(id);
            }
        }
        return told;
    }
}
