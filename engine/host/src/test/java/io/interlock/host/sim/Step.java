package io.interlock.host.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * One step of a simulation: whose turn it is, or what goes wrong. All that it leaves open is drawn from its own number, so a step means the
 * same wherever others are left out before it.
 *
 * @param turn   what happens.
 * @param number seeds what it leaves open.
 */
record Step(Turn turn, int number)
{
    private static final int PHASE = 40;

    /** Whose turn it is. The weight says how often, in calm times. */
    enum Turn
    {
        /** A reporter's next reports. */
        REPORT(230),
        /** A round of the breaker. */
        BREAKER(160),
        /** A round of the watchdog. */
        WATCHDOG(90),
        /** The journal's thread. */
        JOURNAL(90),
        /** The dispatch thread. */
        DISPATCH(70),
        /** A listener's thread, or the sink's. */
        LISTENER(60),
        /** The next safety action. */
        ACTION(40),
        /** The dead man's switch. */
        PULSE(10),
        /** Time passes, everybody on time. */
        PASS(90),
        /** Time passes up to where a cooldown ends, everybody on time. */
        COOLDOWN(30),
        /** Everybody has a turn. */
        ROUND(60),
        /** An operator's command. */
        COMMAND(45),
        /** What a person does who sees what stands: accepts, resets, recovers. */
        MEND(30),
        /** A new scope. */
        SCOPE(6),
        /** Another configuration. */
        RELOAD(3),
        /** All is done that waits, and the books are compared. */
        SETTLE(8),
        /** A planned stop and the next start. */
        STOP(1),
        /** The process is killed, and starts again. */
        CRASH(1),
        /** The power fails. */
        POWER(1),
        /** A clock does what it should not. */
        CLOCK(12),
        /** Somebody is not scheduled for a while. */
        LATE(12),
        /** The next call of a kind to the disk fails. */
        DISK(16),
        /** The next call of a listener, sink or action goes wrong. */
        CALLEE(20),
        /** More reports than the ring has room for. */
        FLOOD(6),
        /** More decisions than the audit ring has room for. */
        AUDIT(2),
        /** The dispatch thread of notifications. */
        NOTIFY(60),
        /** A channel's thread. */
        DELIVER(60),
        /** The watch over the channels. */
        WATCH(15),
        /** Somebody has seen what people were told. */
        SEEN(4),
        /** The next message on its way to a receiver goes wrong. */
        NETWORK(16);

        private static final Turn[] ALL = values();
        private final int weight;

        Turn(final int weight)
        {
            this.weight = weight;
        }
    }

    SplittableRandom random()
    {
        return new SplittableRandom(number);
    }

    /** The steps of a seed. Its moods: now and then, for a while, some turns come much more often. */
    static List<Step> of(final long seed, final int count)
    {
        final SplittableRandom random = new SplittableRandom(seed);
        final int[] weights = new int[Turn.ALL.length];
        final List<Step> steps = new ArrayList<>(count);
        int total = 0;
        for (int i = 0; i < count; i++)
        {
            if (i % PHASE == 0)
            {
                total = mood(random, weights);
            }
            int dice = random.nextInt(total);
            int turn = 0;
            while (dice >= weights[turn])
            {
                dice -= weights[turn++];
            }
            steps.add(new Step(Turn.ALL[turn], random.nextInt()));
        }
        return steps;
    }

    private static int mood(final SplittableRandom random, final int[] weights)
    {
        for (int i = 0; i < weights.length; i++)
        {
            weights[i] = Turn.ALL[i].weight;
        }
        for (int i = 0; i < 3; i++)
        {
            final int turn = random.nextInt(weights.length);
            // What starts a process anew is slow, and hides what went on for longer.
            weights[turn] *= turn == Turn.STOP.ordinal() || turn == Turn.CRASH.ordinal() || turn == Turn.POWER.ordinal() ? 3 : 5;
        }
        return Arrays.stream(weights).sum();
    }

    /** As {@link #parse} reads it. */
    static String text(final List<Step> steps)
    {
        return steps.stream().map(step -> step.turn + ":" + step.number).collect(Collectors.joining(" "));
    }

    static List<Step> parse(final String text)
    {
        return Arrays.stream(text.trim().split("\\s+")).map(word ->
        {
            final int colon = word.indexOf(':');
            return new Step(Turn.valueOf(word.substring(0, colon)), Integer.parseInt(word.substring(colon + 1)));
        }).toList();
    }
}
