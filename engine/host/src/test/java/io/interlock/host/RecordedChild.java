package io.interlock.host;

import io.interlock.config.ConfigLoader;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Side;
import io.interlock.core.report.Reporter;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Random;

/** An engine that records its inputs, in a process of its own, to be killed. It says a line for each of its steps. */
final class RecordedChild
{
    private static final String[] VENUES = {"a", "b", "b/1", "c"};

    private RecordedChild()
    {
    }

    /** A directory and a seed. */
    public static void main(final String[] args)
    {
        final PrintStream out = System.out;
        final Random random = new Random(Long.parseLong(args[1]));
        final Interlock interlock = open(Path.of(args[0]));
        for (int step = 0; true; step++)
        {
            step(interlock, random);
            out.print("step " + step + "\n");
            out.flush();
        }
    }

    /** Patient with a busy host, so that what it decides is of the reports. */
    static Interlock open(final Path directory)
    {
        return Interlock.launch(ConfigLoader.load("test", "engine: { stale-limit: 30s }\njournal: { inputs: on }"), directory);
    }

    private static void step(final Interlock interlock, final Random random)
    {
        final String venue = VENUES[random.nextInt(VENUES.length)];
        final Reporter reporter = interlock.scope(venue).reporter();
        for (int i = 0; i < 50; i++)
        {
            reporter.fill(random.nextInt(100_000), Side.BUY, 50_000, 50_000 + random.nextInt(10));
        }
        switch (random.nextInt(8))
        {
            case 0 -> reporter.apiLatency(4_000_000_000L);
            case 1 -> reporter.exchange(ExchangeStatus.DOWN);
            case 2 -> reporter.exchange(ExchangeStatus.UP);
            case 3 -> reporter.failure("rejected");
            case 4 -> interlock.desk().override(venue, random.nextBoolean(), "child", "news");
            case 5 -> interlock.desk().forceRecovery(venue, "child", "checked");
            default -> interlock.drain();
        }
    }
}
