package io.interlock.cli.live;

import io.interlock.cli.ByteSink;
import io.interlock.cli.Terminal;
import io.interlock.cli.http.ConnectOptions;
import io.interlock.cli.http.Way;
import java.io.UncheckedIOException;
import java.util.function.BiConsumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that {@code status} and {@code stat} share, and what they do with them: look once, or again and again. */
final class Watching
{
    private static final String HOME_AND_CLEAR = "\u001B[H\u001B[2J";

    @Mixin
    private final ConnectOptions connect = new ConnectOptions();

    @Option(names = "--json", description = "One JSON object a look.")
    private boolean json;

    @Option(names = "--watch", description = "Look again every second until interrupted.")
    private boolean watch;

    @Option(names = "--count", paramLabel = "N", defaultValue = "0", description = "With --watch: stop after N looks.")
    private long count;

    @Option(names = "--interval", paramLabel = "MS", defaultValue = "1000", description = "With --watch: milliseconds between looks.")
    private long intervalMs;

    /**
     * Looks.
     *
     * @param terminal where it writes.
     * @param text     writes a look for people.
     * @return the last look.
     */
    Look run(final Terminal terminal, final BiConsumer<ByteSink, Look> text)
    {
        final ByteSink sink = new ByteSink(terminal.out());
        final Way way = connect.way(terminal);
        long left = watch ? count : 1;
        boolean said = false;
        while (true)
        {
            final Look look = look(way, said ? null : terminal);
            said = true;
            if (json)
            {
                LookJson.write(sink, look);
            }
            else
            {
                sink.put(watch && terminal.outIsTty() ? HOME_AND_CLEAR : "");
                text.accept(sink, look);
                sink.put(watch ? "\n" : "");
            }
            if (!delivered(sink) || --left == 0 || !waited())
            {
                return look;
            }
        }
    }

    /** Says which way it looks at the first time, also where there is nothing to be seen. */
    private static Look look(final Way way, final Terminal terminal)
    {
        try
        {
            return way.isHttp() ? ApiLook.at(way.api()) : Look.at(way.directory());
        }
        finally
        {
            if (terminal != null)
            {
                way.say(terminal.err());
            }
        }
    }

    private static boolean delivered(final ByteSink sink)
    {
        try
        {
            sink.flush();
            return true;
        }
        catch (final UncheckedIOException e)
        {
            // Nobody reads any more: the end of a watch, not a failure of it.
            return false;
        }
    }

    private boolean waited()
    {
        try
        {
            Thread.sleep(Math.max(1, intervalMs));
            return true;
        }
        catch (final InterruptedException e)
        {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
