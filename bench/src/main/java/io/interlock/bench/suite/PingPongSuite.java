package io.interlock.bench.suite;

import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** There and back between two cores: what no reaction that needs an answer can beat. Both threads spin. */
@State(Scope.Benchmark)
public class PingPongSuite extends SingleCore
{
    private static final int PING = 128;
    private static final int PONG = 256;

    private final UnsafeBuffer buffer = new UnsafeBuffer(BufferUtil.allocateDirectAligned(512, 128));
    private Thread echo;
    private volatile boolean running = true;
    private long sent;

    /** Starts the other side. */
    @Setup(Level.Trial)
    public void setUp()
    {
        echo = new Thread(this::answer, "echo");
        echo.setDaemon(true);
        echo.start();
    }

    private void answer()
    {
        while (running)
        {
            buffer.putLongOrdered(PONG, buffer.getLongVolatile(PING));
        }
    }

    /**
     * Ends it.
     *
     * @throws InterruptedException never.
     */
    @TearDown(Level.Trial)
    public void tearDown() throws InterruptedException
    {
        running = false;
        echo.join();
    }

    /** One round trip. */
    @Benchmark
    public void pingPong()
    {
        buffer.putLongOrdered(PING, ++sent);
        while (buffer.getLongVolatile(PONG) != sent)
        {
            Thread.onSpinWait();
        }
    }
}
