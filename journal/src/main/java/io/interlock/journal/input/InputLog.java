package io.interlock.journal.input;

import io.interlock.core.machine.BreakerStateMachine;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.port.InputRecorder;
import io.interlock.core.port.Issue;
import io.interlock.core.port.ReloadInput;
import io.interlock.journal.store.FrameStore;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;

/**
 * Records what the state machine judges. The breaker thread packs events into blocks that were made in advance and hands each full one to a
 * writer thread. Where there is no free block, as on a disk that cannot keep up, events are left out and counted, and the recording goes on
 * with a snapshot that says so: the breaker never waits.
 *
 * <p>A block that is not full is handed over when it is 100 ms old, and at the end of a round in which something was decided, so that a
 * process that dies leaves the inputs of its last decisions behind.
 *
 * <p>Threading: {@link InputRecorder}'s methods by the breaker thread (the launching one before it); {@link #close()} after the engine is
 * closed.
 */
public final class InputLog implements InputRecorder, AutoCloseable
{
    /** Below the engine's directory. */
    public static final String FOLDER = "inputs";

    static final int BLOCKS = 128;
    private static final long FLUSH_NS = 100_000_000L;
    /** Between two tries of a snapshot for which there was no memory. */
    private static final long RETRY_NS = 1_000_000_000L;
    /** At the end of a life. */
    private static final long PATIENCE_NS = 1_000_000_000L;
    private static final long LOOK_NS = 1_000_000L;

    private final OneToOneConcurrentArrayQueue<Object> filled = new OneToOneConcurrentArrayQueue<>(2 * BLOCKS);
    private final OneToOneConcurrentArrayQueue<Block> free = new OneToOneConcurrentArrayQueue<>(2 * BLOCKS);
    private final SnapshotBlock snapshot = new SnapshotBlock();
    private final EventPacker packer = new EventPacker();
    private final InputWriter writer;
    private InputConfig config;
    /** So many free blocks end a gap: with fewer there would soon be another, and each costs a snapshot. */
    private final int enough;
    /** Null where none is free. */
    private Block current;
    /** Nothing is recorded until a snapshot is taken. */
    private boolean skipping = true;
    private boolean first = true;
    private long skipped;
    private long skippedFromNs;
    private long skippedFromMs;
    private Gap.Why why = Gap.Why.NONE;
    private long blocks;
    private long lastNs;
    private long lastMs;
    private long retryNs = Long.MIN_VALUE;

    /**
     * A recording that has not begun.
     *
     * @param store    that is written, made for this alone; closed with the recording.
     * @param settings see there.
     */
    public InputLog(final FrameStore store, final InputSettings settings)
    {
        this(store, settings, BLOCKS, InputLayout.FRAME);
    }

    InputLog(final FrameStore store, final InputSettings settings, final int count, final int size)
    {
        enough = Math.max(1, count / 4);
        writer = new InputWriter(store, settings, filled, free, snapshot);
        config = new InputConfig(settings.config(), settings.hash(), 0);
        for (int i = 0; i < count; i++)
        {
            free.add(new Block(size));
        }
    }

    /**
     * Who is told what is wrong with the recording. Any thread.
     *
     * @param value takes it at once; the writer's thread calls it.
     */
    public void troubles(final Consumer<Issue> value)
    {
        writer.troubles(value);
    }

    @Override
    public void begin(final UUID bootId)
    {
        writer.start(bootId);
    }

    @Override
    public boolean wantsSnapshot()
    {
        return (skipping ? free.size() >= enough : writer.wantsSnapshot()) && snapshot.isFree() && lastNs >= retryNs;
    }

    @Override
    public void snapshot(final BreakerStateMachine machine, final long sequence, final long timeNs, final long wallMs)
    {
        handOver();
        lastNs = timeNs;
        lastMs = wallMs;
        final boolean lost = writer.isLost();
        why = why == Gap.Why.NONE && lost ? Gap.Why.LOST : why;
        try
        {
            final boolean gap = !first && why != Gap.Why.NONE;
            snapshot.begin(gap ? skipped : 0, gap ? skippedFromNs : 0, gap ? skippedFromMs : 0, gap ? why : Gap.Why.NONE);
            machine.save(snapshot);
        }
        catch (final OutOfMemoryError full)
        {
            skipping = true;
            retryNs = timeNs + RETRY_NS;
            return;
        }
        snapshot.number = ++blocks;
        snapshot.timeNs = timeNs;
        snapshot.wallMs = wallMs;
        snapshot.decisions = sequence;
        snapshot.config = config;
        writer.snapshotComes();
        snapshot.handOver();
        filled.add(snapshot);
        first = false;
        skipping = false;
        skipped = 0;
        why = Gap.Why.NONE;
        next();
    }

    @Override
    public void end(final BreakerStateMachine machine, final long sequence, final long timeNs, final long wallMs)
    {
        final long untilNs = System.nanoTime() + PATIENCE_NS;
        while (!snapshot.isFree() && System.nanoTime() - untilNs < 0)
        {
            writer.wake();
            LockSupport.parkNanos(LOOK_NS);
        }
        if (snapshot.isFree())
        {
            snapshot(machine, sequence, timeNs, wallMs);
        }
    }

    @Override
    public void scope(final int id, final int parentId, final String path)
    {
        if (mayPack(lastNs, lastMs))
        {
            packer.scope(id, parentId, path);
        }
    }

    @Override
    public void input(final InputEvent event, final String actor, final long timeNs, final long wallMs)
    {
        if (mayPack(timeNs, wallMs))
        {
            packer.event(event, actor, timeNs, wallMs);
        }
        lastNs = timeNs;
        lastMs = wallMs;
    }

    @Override
    public void guard(final long bits, final long timeNs, final long wallMs)
    {
        if (!skipping && mayPack(timeNs, wallMs))
        {
            packer.guard(bits, timeNs, wallMs);
            lastNs = timeNs;
            lastMs = wallMs;
        }
    }

    @Override
    public void intentsLost(final long count, final long timeNs, final long wallMs)
    {
        if (!skipping && mayPack(timeNs, wallMs))
        {
            packer.intentsLost(count, timeNs, wallMs);
            lastNs = timeNs;
            lastMs = wallMs;
        }
    }

    /** While something is left out it is not kept by itself: the snapshot that leads on has the configuration that holds then. */
    @Override
    public void reload(final ReloadInput reload, final long timeNs, final long wallMs)
    {
        config = reload.announces() ? config : config.next(reload.config());
        if (skipping)
        {
            skipped++;
        }
        else
        {
            handOver();
            if (filled.offer(new ReloadBlock(blocks + 1, timeNs, wallMs, reload, config)))
            {
                blocks++;
            }
            else
            {
                skip(Gap.Why.BEHIND, timeNs, wallMs);
            }
        }
        lastNs = timeNs;
        lastMs = wallMs;
        if (!skipping)
        {
            next();
        }
    }

    @Override
    public void lost()
    {
        handOver();
        skip(Gap.Why.FAULT, lastNs, lastMs);
    }

    @Override
    public void roundEnds(final long timeNs, final boolean decided)
    {
        if (!skipping && !current.isEmpty() && (decided || timeNs - current.timeNs >= FLUSH_NS) && !free.isEmpty())
        {
            handOver();
            next();
        }
    }

    /** Whether an entry can be packed; where not, it is counted. */
    private boolean mayPack(final long timeNs, final long wallMs)
    {
        if (!skipping && packer.hasRoom())
        {
            return true;
        }
        if (!skipping)
        {
            handOver();
            next();
        }
        if (skipping)
        {
            skip(Gap.Why.BEHIND, timeNs, wallMs);
            skipped++;
        }
        return !skipping;
    }

    /** From here on nothing is recorded, until a snapshot is. */
    private void skip(final Gap.Why reason, final long timeNs, final long wallMs)
    {
        skipping = true;
        if (why == Gap.Why.NONE)
        {
            why = reason;
            skippedFromNs = timeNs;
            skippedFromMs = wallMs;
        }
    }

    private void handOver()
    {
        if (current != null && !current.isEmpty())
        {
            current.number = ++blocks;
            filled.add(current);
            current = null;
        }
    }

    /** Another block to pack into; where there is none, what follows is left out. */
    private void next()
    {
        if (current == null)
        {
            current = free.poll();
        }
        if (current == null)
        {
            skip(Gap.Why.BEHIND, lastNs, lastMs);
            return;
        }
        current.begin(lastNs, lastMs);
        current.generation = config.generation();
        packer.into(current);
    }

    /** Hands over what there is, and waits a bounded time until it is written. */
    @Override
    public void close()
    {
        handOver();
        writer.close(TimeUnit.SECONDS.toNanos(5));
    }
}
