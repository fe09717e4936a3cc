package io.interlock.journal.input;

import io.interlock.core.machine.StateSource;
import java.util.UUID;

/**
 * A machine as it was recorded. Immutable; the bytes are not copied, whoever made them leaves them alone.
 *
 * <p>Threading: immutable.
 */
public final class Snapshot
{
    private final UUID bootId;
    private final long decisions;
    private final long timeNs;
    private final long wallMs;
    private final byte[] bytes;
    private final int from;

    Snapshot(final FrameMaker.Header header, final byte[] bytes, final int from)
    {
        this.bootId = header.boot();
        this.decisions = header.decisions();
        this.timeNs = header.timeNs();
        this.wallMs = header.wallMs();
        this.bytes = bytes;
        this.from = from;
    }

    /**
     * The life that it is of.
     *
     * @return its boot id.
     */
    public UUID bootId()
    {
        return bootId;
    }

    /**
     * How many decisions had been made in that life.
     *
     * @return sequence of the last; 0 before the first.
     */
    public long decisions()
    {
        return decisions;
    }

    /**
     * What time the machine had come to.
     *
     * @return engine time, in nanoseconds.
     */
    public long timeNs()
    {
        return timeNs;
    }

    /**
     * When it was taken.
     *
     * @return milliseconds since 1970.
     */
    public long wallMs()
    {
        return wallMs;
    }

    /**
     * What {@link io.interlock.core.machine.BreakerStateMachine#load} wants.
     *
     * @return from its beginning, each time.
     */
    public StateSource state()
    {
        final Unpacker unpacker = new Unpacker().of(bytes, from, bytes.length);
        return new StateSource()
        {
            @Override
            public long number()
            {
                return unpacker.zigzag();
            }

            @Override
            public String text()
            {
                return unpacker.text();
            }

            @Override
            public int remaining()
            {
                return unpacker.remaining();
            }
        };
    }
}
