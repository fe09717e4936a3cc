package io.interlock.bench.suite;

import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.YieldingWaitStrategy;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * A Disruptor of the engine's size with slots of a fill's size, consumed by a thread that only counts.
 *
 * <p>Threading: JMH's, and one of its own that consumes.
 */
@State(Scope.Benchmark)
public class RawRing
{
    private static final int SIZE = 65_536;
    private static final int TEXT_SIZE = 128;

    /** How the consumer waits: as the engine's default does, or spinning. */
    @Param({"adaptive", "yield"})
    public String wait;

    private final Together together = new Together();
    private final Sequence consumed = new Sequence();
    private final byte[] texts = new byte[SIZE * TEXT_SIZE];
    private RingBuffer<Slot> ring;
    private Thread consumer;
    private volatile boolean running;
    private long seen;

    /** What a fill says. */
    public static final class Slot
    {
        private int kind;
        private int scopeId;
        private int side;
        private long number;
        private double expected;
        private double actual;

        void fill(final long latencyNs, final double expectedPrice, final double actualPrice)
        {
            kind = 1;
            scopeId = 1;
            side = 1;
            number = latencyNs;
            expected = expectedPrice;
            actual = actualPrice;
        }

        private long sum()
        {
            return kind + scopeId + side + number + (long)expected + (long)actual;
        }
    }

    /** Starts the consumer. */
    @Setup(Level.Trial)
    public void setUp()
    {
        // No handler waits by the ring's own strategy, as in the engine.
        ring = multi() ? RingBuffer.createMultiProducer(Slot::new, SIZE, new YieldingWaitStrategy())
            : RingBuffer.createSingleProducer(Slot::new, SIZE, new YieldingWaitStrategy());
        ring.addGatingSequences(consumed);
        running = true;
        consumer = new Thread(this::consume, "raw-consumer");
        consumer.setDaemon(true);
        consumer.start();
    }

    private void consume()
    {
        final IdleStrategy idle = idle();
        long next = 0;
        while (running)
        {
            final long before = next;
            while (next - before < 64 && isPublished(next))
            {
                seen += ring.get(next++).sum();
            }
            if (next > before)
            {
                consumed.set(next - 1);
            }
            idle.idle((int)(next - before));
        }
    }

    /** What the engine chooses. */
    private IdleStrategy idle()
    {
        if ("yield".equals(wait))
        {
            return new YieldingIdleStrategy();
        }
        return Runtime.getRuntime().availableProcessors() > 2 ? new BackoffIdleStrategy(100, 1_000, 1_000, 100_000)
            : new BackoffIdleStrategy(0, 2, 50_000, 250_000);
    }

    private boolean isPublished(final long sequence)
    {
        // Never the cursor, which producers write: a consumer that reads it for each slot makes them wait.
        return ring.isAvailable(sequence);
    }

    /** Waits until everything is consumed. */
    @Setup(Level.Iteration)
    public void drain()
    {
        while (consumed.get() < ring.getCursor())
        {
            Thread.onSpinWait();
        }
    }

    /**
     * Ends the consumer.
     *
     * @throws InterruptedException never.
     */
    @TearDown(Level.Trial)
    public void tearDown() throws InterruptedException
    {
        running = false;
        consumer.join();
        if (seen == 0)
        {
            throw new IllegalStateException("nothing was consumed");
        }
    }

    RingBuffer<Slot> ring()
    {
        return ring;
    }

    /** Copies a text for a slot, one byte a character, which is the least that a copy can do. Texts lie apart, as the engine's. */
    void text(final long sequence, final CharSequence chars)
    {
        final int from = (int)(sequence & SIZE - 1) * TEXT_SIZE;
        for (int i = 0; i < chars.length(); i++)
        {
            texts[from + i] = (byte)chars.charAt(i);
        }
    }

    /** Whether several threads may publish. */
    boolean multi()
    {
        return true;
    }

    /** Made for one producer, or for several as the engine's. */
    @State(Scope.Benchmark)
    public static class Chosen extends RawRing
    {
        /** SINGLE or MULTI producers. */
        @Param({"SINGLE", "MULTI"})
        public String producers;

        @Override
        boolean multi()
        {
            return producers.equals("MULTI");
        }
    }

    /** Lets the threads that publish to one ring begin together. */
    @State(Scope.Thread)
    public static class Producer
    {
        /**
         * Waits for the other threads, after the ring was drained.
         *
         * @param raw    of all.
         * @param params how many threads there are.
         */
        @Setup(Level.Iteration)
        public void begin(final RawRing raw, final BenchmarkParams params)
        {
            raw.together.begin(params.getThreads());
        }
    }
}
