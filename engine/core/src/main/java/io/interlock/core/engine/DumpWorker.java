package io.interlock.core.engine;

import io.interlock.core.dump.ConfigRows;
import io.interlock.core.dump.DumpFiles;
import io.interlock.core.dump.DumpPart;
import io.interlock.core.dump.DumpTrigger;
import io.interlock.core.dump.DumpWriter;
import io.interlock.core.dump.EngineCapture;
import io.interlock.core.dump.EngineSections;
import io.interlock.core.dump.ExposureRows;
import io.interlock.core.dump.Rehearsal;
import io.interlock.core.model.Level;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.EngineClock;
import io.interlock.core.port.ExposureSource;
import io.interlock.core.text.CleanText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes dumps. The host is asked for its orders and positions while the engine's own sections are written and forced; what it has told by
 * its deadline comes after them. A file that fails is tried once more with a new one. Nobody waits for any of it.
 *
 * <p>Threading: its own thread; {@link #wake()} and {@link #exposure} any.
 */
final class DumpWorker implements AutoCloseable
{
    private static final String GOES_ON = EngineLog.goesOn("interlock-dump");
    private static final String UNTOLD = EngineLog.held("what became of a dump could not be told");
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int ORDER_BYTES = 1 << 20;
    private static final int POSITION_BYTES = 1 << 18;
    private static final int ATTEMPTS = 2;
    private static final long MAX_WAIT_NS = 5_000_000_000L;
    private static final long RETRY_NS = 50_000_000L;
    private static final long CLOSE_MS = 5_000;

    private final EngineParts parts;
    private final DumpFiles files;
    private final long deadlineNs;
    private final DumpWriter writer = new DumpWriter(BUFFER_BYTES);
    private final EngineSections sections;
    private final ExposureWorker orders = new ExposureWorker(new ExposureRows(DumpPart.OPEN_ORDERS, ORDER_BYTES));
    private final ExposureWorker positions = new ExposureWorker(new ExposureRows(DumpPart.POSITIONS, POSITION_BYTES));
    private DumpSlot first;
    private DumpSlot second;
    private Thread thread;
    private volatile ExposureSource exposure;
    private volatile boolean closed;
    private volatile boolean prepared;
    private boolean ordersAsked;
    private boolean positionsAsked;

    DumpWorker(final EngineParts parts, final DumpFiles files, final EngineContext context)
    {
        this.parts = parts;
        this.files = files;
        deadlineNs = Math.min(MAX_WAIT_NS, context.actionDeadline().toNanos());
        exposure = context.exposure();
        sections = new EngineSections(parts.bootId(), new ConfigRows(parts.config()), parts.issues());
    }

    void config(final ConfigRows rows)
    {
        sections.config(rows);
    }

    void exposure(final ExposureSource source)
    {
        exposure = source;
    }

    /** Launching thread. The first slot is written before the second. */
    void start(final ThreadFactory factory, final DumpSlot firstSlot, final DumpSlot secondSlot)
    {
        first = firstSlot;
        second = secondSlot;
        thread = factory.newThread(this::run);
        thread.setName("interlock-dump");
        orders.start(factory, thread);
        positions.start(factory, thread);
        thread.start();
        parts.threads().add(thread);
    }

    void wake()
    {
        LockSupport.unpark(thread);
    }

    /** Whether all is there that the first dump needs, or was tried. */
    boolean isPrepared()
    {
        return prepared;
    }

    private void run()
    {
        prepare();
        prepared = true;
        while (true)
        {
            final DumpSlot slot = first.isFull() ? first : second;
            if (slot.isFull())
            {
                writeGuarded(slot.capture());
                slot.free();
            }
            else if (closed)
            {
                files.close();
                return;
            }
            else
            {
                LockSupport.park(this);
            }
        }
    }

    /** Everything once, to the end, and into the very file that waits for the first dump. */
    private void prepare()
    {
        try
        {
            final String found = files.clean();
            if (found != null)
            {
                parts.raise("DUMP_LEFT_BEHIND", "", found);
            }
            files.open();
            Rehearsal.of(parts.config()).write(writer, files);
            files.force();
            files.rewind();
            files.rehearse();
            event(new DumpTrigger(), ActionEvent.Stage.STARTED, 1, "");
        }
        catch (final Throwable thrown)
        {
            files.abandon();
            failed("", "the next dump could not be prepared: " + thrown + "; it is tried again when it is needed");
        }
    }

    private void failed(final String scope, final String why)
    {
        try
        {
            parts.raise("DUMP_FAILED", scope, why);
            EngineLog.LOG.error(why);
        }
        catch (final Throwable thrown)
        {
            EngineLog.error(UNTOLD, thrown);
        }
    }

    private void writeGuarded(final EngineCapture taken)
    {
        try
        {
            write(taken);
        }
        catch (final Throwable thrown)
        {
            EngineLog.error(GOES_ON, thrown);
        }
    }

    private void write(final EngineCapture taken)
    {
        final DumpTrigger trigger = taken.trigger();
        tell(trigger, ActionEvent.Stage.STARTED, 1, "");
        final boolean whole = trigger.level() == Level.SHUTDOWN;
        final long endNs = EngineClock.SYSTEM.nanoTime() + deadlineNs;
        if (whole)
        {
            ordersAsked = orders.ask(exposure);
            positionsAsked = positions.ask(exposure);
        }
        Throwable last = null;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++)
        {
            try
            {
                files.open();
                content(taken, whole, endNs);
                done(trigger, attempt, named(taken));
                return;
            }
            catch (final Throwable thrown)
            {
                last = thrown;
                files.abandon();
                parts.reserve().release();
                if (files.isFinished() && thrown instanceof OutOfMemoryError)
                {
                    // Whole but nameless: the next launch names it. Another try would write over it.
                    break;
                }
            }
        }
        gaveUp(trigger, last);
    }

    private void content(final EngineCapture taken, final boolean whole, final long endNs) throws IOException
    {
        writer.start(files);
        sections.write(taken, writer);
        writer.flush();
        if (whole)
        {
            // What the host tells may never come.
            files.force();
            ordersAsked = await(orders, ordersAsked, endNs);
            positionsAsked = await(positions, positionsAsked, endNs);
        }
        EngineSections.finish(writer);
        writer.flush();
        files.force();
        files.finished();
    }

    /** Where the host still owed the answer to a dump before, it is asked as soon as that has come; says whether it was asked. */
    private boolean await(final ExposureWorker worker, final boolean askedBefore, final long endNs)
    {
        boolean asked = askedBefore;
        long leftNs = endNs - EngineClock.SYSTEM.nanoTime();
        while ((!asked || worker.isBusy()) && leftNs > 0)
        {
            if (!asked && worker.ask(exposure))
            {
                asked = true;
            }
            else
            {
                LockSupport.parkNanos(this, leftNs);
            }
            leftNs = endNs - EngineClock.SYSTEM.nanoTime();
        }
        if (asked)
        {
            worker.rows().write(writer);
        }
        else
        {
            writer.begin(worker.rows().part());
            writer.missing("the host still owes the answer to the last dump");
            writer.endSection();
        }
        return asked;
    }

    /** A name takes memory, which may be there later: the dump itself is on the disk already. */
    private Path named(final EngineCapture taken) throws IOException
    {
        while (true)
        {
            try
            {
                return files.publish(taken);
            }
            catch (final OutOfMemoryError full)
            {
                parts.reserve().release();
                if (closed)
                {
                    throw full;
                }
                LockSupport.parkNanos(this, RETRY_NS);
            }
        }
    }

    private void done(final DumpTrigger trigger, final int attempt, final Path path)
    {
        try
        {
            final int unasked = trigger.level() == Level.SHUTDOWN && exposure == ExposureSource.NONE ? 2 : 0;
            final int missing = writer.incomplete() - unasked;
            final String what = path + ", " + writer.written() + " bytes, " + writer.sections() + " sections";
            tell(trigger, ActionEvent.Stage.SUCCEEDED, attempt, what);
            if (missing > 0)
            {
                parts.raise("DUMP_INCOMPLETE", trigger.scope(), missing + " sections of " + path + " miss something and say what");
            }
            files.prune();
            files.open();
        }
        catch (final Throwable thrown)
        {
            failed("", "a dump is written, but what follows it failed: " + thrown);
        }
    }

    private void gaveUp(final DumpTrigger trigger, final Throwable why)
    {
        try
        {
            final String what = "no dump could be written: " + why;
            tell(trigger, ActionEvent.Stage.FAILED, ATTEMPTS, what);
            failed(trigger.scope(), what);
        }
        catch (final Throwable thrown)
        {
            EngineLog.error(UNTOLD, thrown);
        }
    }

    private void tell(final DumpTrigger trigger, final ActionEvent.Stage stage, final int attempt, final String details)
    {
        try
        {
            final ActionEvent event = event(trigger, stage, attempt, details);
            if (!parts.audit().offer(event))
            {
                EngineLog.LOG.error("the audit ring is full: not journaled: {}", CleanText.replaced(event.toString(), '?'));
            }
        }
        catch (final Throwable thrown)
        {
            // The dump itself must not fail for want of memory for a word about it.
            EngineLog.error(UNTOLD, thrown);
        }
    }

    private ActionEvent event(final DumpTrigger trigger, final ActionEvent.Stage stage, final int attempt, final String details)
    {
        final boolean after = trigger.moment() == DumpTrigger.Moment.AFTER_ACTIONS;
        final String name = after ? "dumpAgain" : "dump";
        final String order = trigger.orderId() == null ? parts.bootId() + '-' + trigger.sequence() : trigger.orderId();
        return new ActionEvent(order + '-' + name, name, trigger.scope(), stage, attempt, parts.clock().wallMs(), details);
    }

    /** What is due is still written, for as long as a disk may take. */
    @Override
    public void close()
    {
        closed = true;
        wake();
        try
        {
            thread.join(CLOSE_MS);
        }
        catch (final InterruptedException interrupted)
        {
            Thread.currentThread().interrupt();
        }
        orders.close();
        positions.close();
    }
}
