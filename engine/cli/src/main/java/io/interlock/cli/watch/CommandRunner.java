package io.interlock.cli.watch;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs commands with {@code sh -c}, one after the other, each with a deadline: what is still there then is ended with its children. What a
 * command says goes to stderr, line by line.
 *
 * <p>Threading: any thread orders; its own thread runs and waits.
 */
final class CommandRunner implements AutoCloseable
{
    private static final int ROOM = 16;
    private static final int STARTS = 5;
    private static final long BETWEEN_STARTS_MS = 200;
    private static final long GRACE_MS = 2_000;

    private final long deadlineMs;
    private final Voice voice;
    private final BlockingQueue<Order> orders = new ArrayBlockingQueue<>(ROOM);
    private final AtomicInteger open = new AtomicInteger();
    private final Thread thread = new Thread(this::work, "interlock-watch-command");
    private volatile boolean closed;
    private volatile long endedNs;

    /** Told of a command. On the runner's thread. */
    interface Listener
    {
        /** It runs. */
        void started(long pid, long sinceOrderNs);

        /** It has ended, or could not be started. */
        void ended(Outcome outcome);
    }

    private record Order(String command, Incident incident, Listener listener, long sinceNs)
    {
    }

    CommandRunner(final long deadlineMs, final Voice voice)
    {
        this.deadlineMs = deadlineMs;
        this.voice = voice;
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Has a command run as soon as the one before it has ended.
     *
     * @return false where so many wait that there is no room.
     */
    boolean order(final String command, final Incident incident, final Listener listener)
    {
        open.incrementAndGet();
        if (orders.offer(new Order(command, incident, listener, System.nanoTime())))
        {
            return true;
        }
        open.decrementAndGet();
        return false;
    }

    /** Whether nothing runs or waits. */
    boolean isIdle()
    {
        return open.get() == 0;
    }

    /** When the last command ended, monotonic time. */
    long endedNs()
    {
        return endedNs;
    }

    /**
     * Starts a shell that does nothing: what a start needs is loaded then, and known to be there.
     *
     * @throws IOException where none can be started.
     */
    static void rehearse() throws IOException, InterruptedException
    {
        final Process process = builder(":").start();
        process.getInputStream().readAllBytes();
        process.waitFor();
    }

    private static ProcessBuilder builder(final String command)
    {
        return new ProcessBuilder(List.of("sh", "-c", command)).redirectErrorStream(true).redirectInput(new File("/dev/null"));
    }

    private void work()
    {
        try
        {
            while (!closed || !orders.isEmpty())
            {
                final Order order = orders.poll(50, TimeUnit.MILLISECONDS);
                if (order != null)
                {
                    done(order);
                }
            }
        }
        catch (final InterruptedException interrupted)
        {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever one command brings about, the next one is run. */
    private void done(final Order order) throws InterruptedException
    {
        try
        {
            order.listener().ended(run(order));
        }
        catch (final RuntimeException | Error defect)
        {
            voice.say("internal error: " + defect);
            order.listener().ended(new Outcome(Outcome.NONE, "internal error: " + defect, 0));
        }
        finally
        {
            endedNs = System.nanoTime();
            open.decrementAndGet();
        }
    }

    private Outcome run(final Order order) throws InterruptedException
    {
        Process process = null;
        String problem = "";
        for (int start = 1; process == null && start <= STARTS; start++)
        {
            try
            {
                final ProcessBuilder builder = builder(order.command());
                builder.environment().putAll(order.incident().environment());
                process = builder.start();
            }
            catch (final IOException refused)
            {
                problem = "it cannot be started: " + refused.getMessage();
                voice.say(problem + " (attempt " + start + " of " + STARTS + ")");
                Thread.sleep(BETWEEN_STARTS_MS);
            }
        }
        if (process == null)
        {
            return new Outcome(Outcome.NONE, problem, 0);
        }
        final long startNs = System.nanoTime();
        order.listener().started(process.pid(), startNs - order.sinceNs());
        final Thread reader = read(process);
        final boolean ended = process.waitFor(deadlineMs, TimeUnit.MILLISECONDS);
        if (!ended)
        {
            end(process);
        }
        // A child that it left behind may hold its output open: that is not waited for.
        reader.join(GRACE_MS);
        final long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
        return ended ? new Outcome(process.exitValue(), "", tookMs)
            : new Outcome(Outcome.NONE, "ended at its deadline of " + deadlineMs + " ms", tookMs);
    }

    private static void end(final Process process) throws InterruptedException
    {
        final List<ProcessHandle> all = process.descendants().toList();
        all.forEach(ProcessHandle::destroy);
        process.toHandle().destroy();
        process.waitFor(GRACE_MS, TimeUnit.MILLISECONDS);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        all.forEach(ProcessHandle::destroyForcibly);
        process.toHandle().destroyForcibly();
        process.waitFor(GRACE_MS, TimeUnit.MILLISECONDS);
    }

    private Thread read(final Process process)
    {
        final Thread reader = new Thread(() -> passOn(process), "interlock-watch-output");
        reader.setDaemon(true);
        reader.start();
        return reader;
    }

    private void passOn(final Process process)
    {
        final OutputLines lines = new OutputLines(line -> voice.say("command: " + line));
        try (Reader output = process.inputReader())
        {
            final char[] some = new char[1 << 10];
            for (int count = output.read(some); count >= 0; count = output.read(some))
            {
                lines.put(some, count);
            }
        }
        catch (final IOException closedByItsEnd)
        {
            voice.say("command: its output ended early: " + closedByItsEnd.getMessage());
        }
        lines.end();
    }

    /** What is ordered is still run, each no longer than its deadline: the venue's cancel-all is not cut short by the end of the watch. */
    @Override
    public void close()
    {
        closed = true;
        try
        {
            thread.join((deadlineMs + 3 * GRACE_MS) * (1 + orders.size()));
        }
        catch (final InterruptedException interrupted)
        {
            Thread.currentThread().interrupt();
        }
    }
}
