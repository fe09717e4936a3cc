package io.interlock.cli.watch;

import io.interlock.core.gate.GuardWord;
import io.interlock.core.mapped.GateFile;
import io.interlock.core.mapped.GateFileInfo;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** A gate file with signs of life, which a test starts and stops. Threading: the test's; its own thread writes. */
final class FakeEngine implements AutoCloseable
{
    private static final long PERIOD_NS = 2_000_000;

    private final GateFileInfo info;
    private volatile boolean beating;
    private volatile boolean closed;
    private final Thread thread = new Thread(this::beat, "fake-engine");

    /** In place, with a first sign of life, and beating. */
    FakeEngine(final Path directory)
    {
        final GateFile file = new GateFile(directory, 4, UUID.randomUUID(), System.currentTimeMillis(), System.nanoTime());
        info = new GateFileInfo(file);
        file.add(0, "");
        info.heartbeat(System.currentTimeMillis(), System.nanoTime(), 0);
        file.publish();
        beating = true;
        thread.setDaemon(true);
        thread.start();
    }

    private void beat()
    {
        while (!closed)
        {
            synchronized (this)
            {
                if (beating)
                {
                    info.heartbeat(System.currentTimeMillis(), System.nanoTime(), 0);
                }
            }
            LockSupport.parkNanos(PERIOD_NS);
        }
    }

    synchronized void pause()
    {
        beating = false;
    }

    synchronized void resume()
    {
        beating = true;
    }

    /** As an engine that was closed as planned. */
    synchronized void stopAsPlanned()
    {
        beating = false;
        info.heartbeat(System.currentTimeMillis(), System.nanoTime(), GuardWord.CLOSED);
    }

    @Override
    public void close()
    {
        pause();
        closed = true;
    }
}
