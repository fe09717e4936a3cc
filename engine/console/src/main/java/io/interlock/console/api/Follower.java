package io.interlock.console.api;

import io.interlock.console.http.EventSink;

/** One client of the stream and how far it has been told. Threading: the stream's thread. */
final class Follower
{
    private final EventSink sink;
    /** Sequence of the last transition that it was told, or that it begins after. */
    private long cursor;
    /** Every transition up to this record was told. */
    private long lookedTo = -1;
    private boolean fresh = true;
    private boolean idle = true;

    Follower(final EventSink sink, final long cursor)
    {
        this.sink = sink;
        this.cursor = cursor;
    }

    EventSink sink()
    {
        return sink;
    }

    long cursor()
    {
        return cursor;
    }

    void cursor(final long sequence)
    {
        cursor = sequence;
    }

    long lookedTo()
    {
        return lookedTo;
    }

    void lookedTo(final long sequence)
    {
        lookedTo = sequence;
    }

    /** Whether it came in this turn: it is told how everything is, and not only what changes. */
    boolean fresh()
    {
        return fresh;
    }

    void notFresh()
    {
        fresh = false;
    }

    /** Whether it is told what is of the moment: nothing waits for it, so what is told is not old when it comes. */
    boolean idle()
    {
        return idle;
    }

    void look()
    {
        idle = fresh || sink.isIdle();
    }
}
