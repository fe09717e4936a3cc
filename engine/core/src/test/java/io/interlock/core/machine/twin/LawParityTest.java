package io.interlock.core.machine.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.interlock.config.BreakerConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The machine against {@link LawModel} on seeded streams, field by field, event by event. More than the default with
 * {@code -Dinterlock.parity.streams=20000}, {@code -Dinterlock.parity.events=1500} and another {@code -Dinterlock.parity.seed=1}.
 *
 * <p>Threading: one test thread.
 */
final class LawParityTest
{
    private static final int STREAMS = Integer.getInteger("interlock.parity.streams", 2000);
    private static final int EVENTS = Integer.getInteger("interlock.parity.events", 1500);
    private static final long SEED = Long.getLong("interlock.parity.seed", 20261123L);

    /** Events between two images. */
    private static final int IMAGE_EVERY = 61;

    /** Streams from one with many scopes to the next, and those scopes. */
    private static final int MANY_EVERY = 25;
    private static final int MANY = 40;

    /** Each has to come up at least so often in a whole run. */
    private static final int ENOUGH = 20;

    private static final String[] POOL =
        {"a", "a/b", "a/b/c", "a/b/d", "a-b", "b", "b/a", "venue", "venue/maker-1", "venue/maker-2"};

    private static final String[] EXPECTED = {
        "cause API_LATENCY", "cause SLIPPAGE", "cause CONSECUTIVE_FAILURES", "cause FAILURE_RATE", "cause LOSS", "cause EXCHANGE",
        "cause NETWORK", "cause MEMORY_ERROR", "cause SECURITY_BREACH", "cause DATABASE_CORRUPTION", "cause SYSTEM_ERROR",
        "cause OPERATOR_KILL", "cause INVALID_SAMPLE", "cause OVERLOAD", "cause JOURNAL", "cause JOURNAL_DAMAGE",
        "cause RESTARTS", "cause RECOVERY",
        "cause CONFIRM", "cause FORCE_RECOVERY", "cause RESET",
        "move CLOSED>ALERT", "move CLOSED>THROTTLE", "move CLOSED>HALT", "move CLOSED>SHUTDOWN",
        "move ALERT>THROTTLE", "move ALERT>HALT", "move ALERT>SHUTDOWN",
        "move THROTTLE>HALT", "move THROTTLE>SHUTDOWN", "move HALT>SHUTDOWN",
        "move ALERT>CLOSED", "move THROTTLE>CLOSED", "move THROTTLE>ALERT", "move HALT>CLOSED", "move HALT>THROTTLE",
        "move SHUTDOWN>CLOSED",
        "refused CONFIRM", "refused FORCE_RECOVERY", "refused RESET", "refused ACCEPT",
        "accepted CONFIRM", "accepted FORCE_RECOVERY", "accepted RESET", "accepted ACCEPT", "accepted KILL",
        "accepted OVERRIDE_ENABLE", "accepted OVERRIDE_DISABLE",
        "rejected API_LATENCY", "rejected SLIPPAGE", "rejected FILL", "rejected EQUITY", "rejected LOSS",
        "better BUY", "better SELL", "born",
        "event STALL", "event RESTART", "event TICK", "event FILL", "event ORDER_INTENT",
        "event LANE_SUMMARY", "event FOLDED_LATENCY", "event FOLDED_SLIPPAGE", "event FOLDED_RESULTS", "rejected FOLDED_INVALID",
        "gathered in the root", "gathered below the root", "gathered under a streak", "gathered where evidence is wanted",
        "gathered above CLOSED", "gathered while the rate stands",
        "check ALLOWED", "check ALLOWED_REDUCED", "check DENIED_SHUTDOWN", "check DENIED_OVERRIDE", "check DENIED_HALT",
        "check DENIED_AGGRESSIVE", "check DENIED_CONFIDENCE"};

    private final Coverage coverage = new Coverage();

    @Test
    void shouldDecideAsTheLawDoesOnEveryStream()
    {
        for (int i = 0; i < STREAMS; i++)
        {
            run(SEED + i);
        }
        System.out.println("Parity over " + STREAMS + " streams of " + EVENTS + " events:" + System.lineSeparator() + coverage);
        for (final String what : EXPECTED)
        {
            assertThat(coverage.of(what)).as(what + " in " + STREAMS + " streams from seed " + SEED)
                .isGreaterThanOrEqualTo(STREAMS < 100 ? 0 : ENOUGH);
        }
    }

    private void run(final long seed)
    {
        final SplittableRandom random = new SplittableRandom(seed);
        final List<String> paths = paths(random);
        if (seed % MANY_EVERY == 0)
        {
            // More than any table of a machine holds before it grows, and twice.
            IntStream.range(0, MANY).forEach((i) -> paths.add("m-" + i * 7 % MANY));
        }
        final BreakerConfig config = new ConfigGenerator(random).next(paths);
        final int first = random.nextBoolean() ? paths.size() : 1 + random.nextInt(paths.size());
        // In every other stream the machine is saved and loaded now and then: what a snapshot forgets, the law does not.
        final int imageEvery = seed % 2 == 0 ? 0 : IMAGE_EVERY;
        final Supplier<Parity> start = () -> new Parity(config, paths, first, imageEvery);
        final Parity parity = start.get();
        final StreamGenerator generator = new StreamGenerator(random, parity.model(), paths.size());
        final List<LawEvent> stream = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++)
        {
            final LawEvent event = generator.next();
            stream.add(event);
            final int scopes = parity.model().scopeCount();
            final String difference = parity.apply(event);
            if (difference != null)
            {
                report("seed " + seed + ", " + first + " scopes from the start", start, config, paths, stream, difference);
            }
            coverage.count(parity.model(), event, parity.expected());
            coverage.born(parity.model().scopeCount() - scopes);
        }
    }

    /** A parent comes before its children, but otherwise ids do not follow the order of paths. */
    private static List<String> paths(final SplittableRandom random)
    {
        final List<String> paths = new ArrayList<>(List.of(""));
        for (int wanted = random.nextInt(5); wanted > 0; wanted--)
        {
            final String path = POOL[random.nextInt(POOL.length)];
            for (int slash = path.indexOf('/'); ; slash = path.indexOf('/', slash + 1))
            {
                final String part = slash < 0 ? path : path.substring(0, slash);
                if (!paths.contains(part))
                {
                    paths.add(part);
                }
                if (slash < 0)
                {
                    break;
                }
            }
        }
        return paths;
    }

    private static void report(
        final String what, final Supplier<Parity> start, final BreakerConfig config, final List<String> paths,
        final List<LawEvent> stream, final String difference)
    {
        final StringBuilder text = new StringBuilder(what + ", event " + (stream.size() - 1) + ", scopes " + paths + "\n");
        text.append(difference).append("\nlast events:\n");
        stream.subList(Math.max(0, stream.size() - 10), stream.size()).forEach((event) -> text.append(event.shown(paths)).append('\n'));
        final List<LawEvent> least = Shrinker.shrink(stream, (candidate) -> start.get().firstDifference(candidate));
        text.append("shrunk to ").append(least.size()).append(":\n");
        final Parity parity = start.get();
        for (final LawEvent event : least)
        {
            final String here = parity.apply(event);
            text.append(event.shown(paths)).append('\n').append(here == null ? quietly(parity.expected()) : here + "\n");
        }
        least.stream().map((event) -> paths.get(event.scope())).distinct().forEach((path) ->
            text.append('"').append(path).append("\": ").append(config.scope(path)).append('\n'));
        fail(text.toString());
    }

    private static String quietly(final List<LawOutput> said)
    {
        return said.isEmpty() ? "" : "    " + said + "\n";
    }
}
