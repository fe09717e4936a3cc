package io.interlock.console.http;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * One client of an event stream: what waits for it, whether it takes it, and its end.
 *
 * <p>Threading: any thread may give; {@link #next}, {@link #wrote} and {@link #settle} the thread of its socket. A short lock, outside of
 * which everything else is called.
 */
final class StreamClient implements EventSink
{
    private final Caller caller;
    private final String peer;
    private final Wire wire;
    private final Streams streams;
    private final StreamLimits limits;
    private final LongSupplier nowNs;
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private int waitingBytes;
    private ByteBuffer current;
    private boolean settled = true;
    private long progressNs;
    private State state = State.OPEN;
    private long endNs;

    private enum State
    {
        OPEN, ENDING, GONE
    }

    /** Its socket. Threading: any thread; never waits. */
    interface Wire
    {
        /** There is something to send. */
        void wake();

        /** Ends the connection as it is. */
        void cut();
    }

    StreamClient(final Caller caller, final String peer, final Wire wire, final Streams streams, final LongSupplier nowNs)
    {
        this.caller = caller;
        this.peer = peer;
        this.wire = wire;
        this.streams = streams;
        this.limits = streams.limits();
        this.nowNs = nowNs;
    }

    Caller caller()
    {
        return caller;
    }

    String peer()
    {
        return peer;
    }

    @Override
    public boolean offer(final StreamEvent event)
    {
        final boolean isSlow;
        synchronized (this)
        {
            if (state != State.OPEN)
            {
                return false;
            }
            isSlow = waitingBytes + event.bytes().length > limits.bytes();
            if (!isSlow)
            {
                add(event);
            }
        }
        if (isSlow)
        {
            streams.end(this, StreamEnd.SLOW);
            return false;
        }
        wire.wake();
        return true;
    }

    private void add(final StreamEvent event)
    {
        waiting.add(event.bytes());
        waitingBytes += event.bytes().length;
        if (settled)
        {
            settled = false;
            progressNs = nowNs.getAsLong();
        }
    }

    @Override
    public synchronized boolean isOpen()
    {
        return state == State.OPEN;
    }

    @Override
    public synchronized boolean isIdle()
    {
        return settled;
    }

    @Override
    public synchronized boolean hasRoom()
    {
        return state == State.OPEN && waitingBytes < limits.bytes() / 2;
    }

    /** Ends it with a last event, which has a while to leave. */
    void finish(final StreamEnd why)
    {
        synchronized (this)
        {
            if (state != State.OPEN)
            {
                return;
            }
            state = State.ENDING;
            endNs = nowNs.getAsLong() + limits.endNs();
            if (why == StreamEnd.SLOW)
            {
                // What has not begun to leave is read again by id. What has begun must end, or the last event would be part of it.
                waiting.clear();
                waitingBytes = current == null ? 0 : current.capacity();
            }
            add(why.event());
        }
        wire.wake();
    }

    /** What is to be sent now; null where there is nothing. */
    synchronized ByteBuffer next()
    {
        if (current == null && !waiting.isEmpty())
        {
            current = ByteBuffer.wrap(waiting.remove());
        }
        return current;
    }

    /** The socket took something of it. */
    synchronized void wrote()
    {
        progressNs = nowNs.getAsLong();
        if (current != null && !current.hasRemaining())
        {
            waitingBytes -= current.capacity();
            current = null;
        }
    }

    /** All has left the socket's buffers, but for what came since. True where that was the end. */
    synchronized boolean settle()
    {
        settled = current == null && waiting.isEmpty();
        return settled && state == State.ENDING;
    }

    /** Whether its end, or a sign that it reads, is overdue. */
    synchronized boolean isOverdue()
    {
        final long now = nowNs.getAsLong();
        return state == State.ENDING && now - endNs >= 0
            || state == State.OPEN && !settled && now - progressNs >= limits.blockedNs();
    }

    /** Ends it without a word. */
    void cut()
    {
        gone();
        wire.cut();
    }

    /** The connection is closed, by whomever. */
    void gone()
    {
        synchronized (this)
        {
            state = State.GONE;
            waiting.clear();
            waitingBytes = 0;
            current = null;
            settled = true;
        }
        streams.gone(this);
    }
}
