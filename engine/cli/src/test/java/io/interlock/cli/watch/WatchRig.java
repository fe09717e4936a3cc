package io.interlock.cli.watch;

import io.interlock.cli.Terminal;
import io.interlock.core.port.EngineClock;
import io.interlock.core.testing.Await;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A watch on a thread of this process, with what it said. Threading: the test's. */
final class WatchRig implements AutoCloseable
{
    static final long MS = 1_000_000L;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Voice voice;
    private final CommandRunner runner;
    private final Watch watch;
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();

    WatchRig(final Settings settings, final long deadlineMs)
    {
        this(settings, deadlineMs, null);
    }

    /** With another stdout. */
    WatchRig(final Settings settings, final long deadlineMs, final OutputStream stdout)
    {
        final PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        voice = new Voice(new Terminal(
            new ByteArrayInputStream(new byte[0]), stdout == null ? out : stdout, errors, false, false, false));
        runner = new CommandRunner(deadlineMs, voice);
        watch = new Watch(settings, EngineClock.SYSTEM, runner, new WatchOutput(voice, true));
        final Thread thread = new Thread(() -> ended.complete(watch.run()), "watch");
        thread.setDaemon(true);
        thread.start();
    }

    static Settings settings(final Path directory, final long limitMs, final Settings.Commands commands)
    {
        return settings(directory, limitMs, 0, commands);
    }

    static Settings settings(final Path directory, final long limitMs, final long againMs, final Settings.Commands commands)
    {
        return new Settings(directory, new Settings.Times(limitMs * MS, againMs * MS, 0, 0), commands);
    }

    static Settings.Commands onStale(final String command)
    {
        return new Settings.Commands(command, null, false, false);
    }

    List<String> lines()
    {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    List<String> lines(final String type)
    {
        return lines().stream().filter(line -> line.startsWith("{\"type\":\"" + type + "\"")).toList();
    }

    /** Waits for the so many-th line of a type; gives it. */
    String until(final String type, final int count)
    {
        Await.until("line " + count + " of type " + type, () -> lines(type).size() >= count);
        return lines(type).get(count - 1);
    }

    String err()
    {
        return err.toString(StandardCharsets.UTF_8);
    }

    int exitCode()
    {
        return ended.join();
    }

    @Override
    public void close()
    {
        watch.stop();
        ended.join();
        runner.close();
        voice.close();
    }
}
