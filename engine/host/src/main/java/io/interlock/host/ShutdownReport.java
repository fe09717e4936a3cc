package io.interlock.host;

import io.interlock.config.BreakerConfig;
import io.interlock.core.model.Level;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.TransitionEvent;
import io.interlock.core.port.TransitionListener;
import io.interlock.journal.record.JournalKey;
import io.interlock.journal.report.InputsSource;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Has the report of a SHUTDOWN written by itself: soon after it, so that whoever is called finds a page, and once more when its actions
 * have ended, or after a while. What reaches SHUTDOWN meanwhile is in the same page. Nobody waits for any of it; what fails is an issue.
 *
 * <p>Threading: a thread of its own, from the first SHUTDOWN on; told by its listener's.
 */
final class ShutdownReport implements TransitionListener, AutoCloseable
{
    /** The folder's name below the engine's directory. */
    static final String FOLDER = "reports";

    /** The journal, which is told beside the listeners, has it by then most often. */
    private static final long SOON_NS = 300_000_000L;
    /** Without a word of an action for so long, and with none running, there is none. */
    private static final long QUIET_NS = 5_000_000_000L;
    private static final long LONGEST_NS = 60_000_000_000L;
    private static final long NS_PER_MS = 1_000_000L;
    private static final long CLOSE_MS = 10_000;
    private static final int MOST_IDS = 4_096;
    /** The last step of a SHUTDOWN. */
    private static final String LAST_ACTION = "stop";

    private final ReportWriter writer;
    private final Consumer<String> trouble;
    private Incident current;
    private Thread thread;
    private boolean closed;

    /** What one page is about. */
    private static final class Incident
    {
        private final TransitionEvent first;
        private final long startNs = System.nanoTime();
        private final Set<String> ids = new HashSet<>();
        private final Set<String> running = new HashSet<>();
        private TransitionEvent last;
        private long changedNs = startNs;
        private boolean stopped;
        private boolean written;
        private boolean changed = true;

        private Incident(final TransitionEvent first)
        {
            this.first = first;
        }
    }

    /** What is to be written: the page's name is the first's, and the last must be in it. */
    private record Due(TransitionEvent first, TransitionEvent last, boolean hurry)
    {
    }

    /** Trouble is told in words. */
    ShutdownReport(
        final Path directory, final BreakerConfig config, final JournalKey key, final InputsSource inputs, final Consumer<String> trouble)
    {
        writer = new ReportWriter(directory, config, key, inputs);
        this.trouble = trouble;
    }

    @Override
    public synchronized void onTransition(final TransitionEvent event)
    {
        if (event.to() != Level.SHUTDOWN || closed)
        {
            return;
        }
        if (current == null)
        {
            current = new Incident(event);
        }
        if (current.ids.size() < MOST_IDS)
        {
            current.ids.add(event.id());
        }
        current.last = event;
        current.stopped = false;
        changed();
        if (thread == null)
        {
            thread = new Thread(this::run, "interlock-report");
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            thread.start();
        }
    }

    private void changed()
    {
        current.changed = true;
        current.changedNs = System.nanoTime();
        notifyAll();
    }

    @Override
    public synchronized void onAction(final ActionEvent event)
    {
        final String suffix = '-' + event.action();
        if (current == null || !event.id().endsWith(suffix)
            || !current.ids.contains(event.id().substring(0, event.id().length() - suffix.length())))
        {
            return;
        }
        final boolean runs = event.stage() == ActionEvent.Stage.STARTED || event.stage() == ActionEvent.Stage.RETRIED;
        if (runs)
        {
            current.running.add(event.id());
        }
        else
        {
            current.running.remove(event.id());
            current.stopped |= event.action().equals(LAST_ACTION);
        }
        changed();
    }

    private void run()
    {
        try
        {
            for (Due due = next(); due != null; due = next())
            {
                write(due);
            }
        }
        catch (final InterruptedException interrupted)
        {
            Thread.currentThread().interrupt();
        }
    }

    private void write(final Due due)
    {
        try
        {
            writer.write(due.first(), due.last(), due.hurry());
        }
        catch (final Throwable thrown)
        {
            tell("the report of the SHUTDOWN in " + (due.first().scope().isEmpty() ? "the root" : due.first().scope())
                + " could not be written: " + (thrown.getMessage() == null ? thrown : thrown.getMessage())
                + "; interlock report makes it from the journal");
        }
    }

    private void tell(final String what)
    {
        try
        {
            trouble.accept(what);
        }
        catch (final Throwable thrown)
        {
            // The report must not take anything down with it, not even for want of memory for a word about it.
            return;
        }
    }

    /** Waits for what is to be written next; null where nothing is left and nothing will come. */
    private synchronized Due next() throws InterruptedException
    {
        while (true)
        {
            if (current == null)
            {
                if (closed)
                {
                    return null;
                }
                wait();
                continue;
            }
            final long waitNs = waitNs(System.nanoTime());
            if (waitNs > 0 && !closed)
            {
                wait(waitNs / NS_PER_MS + 1);
                continue;
            }
            final Incident incident = current;
            final boolean due = incident.changed;
            current = incident.written || closed ? null : incident;
            incident.written = true;
            incident.changed = false;
            if (due)
            {
                return new Due(incident.first, incident.last, closed);
            }
        }
    }

    private long waitNs(final long nowNs)
    {
        final long soonNs = current.changedNs + SOON_NS - nowNs;
        if (!current.written)
        {
            return Math.min(soonNs, current.startNs + QUIET_NS - nowNs);
        }
        final long latestNs = current.startNs + LONGEST_NS - nowNs;
        final long quietNs = current.running.isEmpty() ? current.stopped ? soonNs : current.changedNs + QUIET_NS - nowNs : latestNs;
        return Math.min(latestNs, quietNs);
    }

    /** What is due is still written, for as long as that may take. */
    @Override
    public void close()
    {
        final Thread running;
        synchronized (this)
        {
            closed = true;
            running = thread;
            notifyAll();
        }
        try
        {
            if (running != null)
            {
                running.join(CLOSE_MS);
            }
        }
        catch (final InterruptedException interrupted)
        {
            Thread.currentThread().interrupt();
        }
    }
}
