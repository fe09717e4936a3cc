package io.interlock.bench.suite;

import org.agrona.BufferUtil;
import org.agrona.UnsafeApi;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What the machine itself asks for the least that a breaker can do on one core. Budgets are ratios to these.
 */
@State(Scope.Thread)
public class LimitsSuite extends SingleCore
{
    private static final int LINE = 128;

    private final UnsafeBuffer buffer = new UnsafeBuffer(BufferUtil.allocateDirectAligned(256, 64));
    private final long counter = buffer.addressOffset() + 64;
    private long amount = 3;

    /** Words to be read in turn, each on a line of its own, as gates are. */
    @State(Scope.Thread)
    public static class Lines
    {
        /** How many. A power of two. */
        @Param({"1", "64", "4096"})
        public int scopes;

        private UnsafeBuffer memory;
        private Word[] words;
        private int next;

        /** Allocates them side by side. */
        @Setup(Level.Trial)
        public void setUp()
        {
            memory = new UnsafeBuffer(BufferUtil.allocateDirectAligned(scopes * LINE, LINE));
            words = new Word[scopes];
            for (int i = 0; i < scopes; i++)
            {
                words[i] = new Word(memory.addressOffset() + (long)i * LINE);
            }
        }

        private Word next()
        {
            return words[next++ & (scopes - 1)];
        }
    }

    /** A handle of one word, read without bounds checks, as a gate reads its own. */
    private static final class Word
    {
        private final long address;

        Word(final long address)
        {
            this.address = address;
        }

        long read()
        {
            return UnsafeApi.getLongVolatile(null, address);
        }
    }

    /**
     * One off-heap volatile read, found through the same walk over handles as a gate is.
     *
     * @param lines that are walked.
     * @return what was read.
     */
    @Benchmark
    public long volatileRead(final Lines lines)
    {
        return lines.next().read();
    }

    /** One add to a counter of one's own, published in order. */
    @Benchmark
    public void counterAdd()
    {
        UnsafeApi.putLongRelease(null, counter, UnsafeApi.getLong(counter) + amount);
    }

    /** One plain off-heap read and write. */
    @Benchmark
    public void readWrite()
    {
        UnsafeApi.putLong(counter, UnsafeApi.getLong(counter) + amount);
    }

    /** A call that does nothing. */
    @Benchmark
    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    public void emptyCall()
    {
        // Nothing is the point.
    }

    /**
     * What a clock read would add.
     *
     * @return what was read.
     */
    @Benchmark
    public long clockRead()
    {
        return System.nanoTime();
    }
}
