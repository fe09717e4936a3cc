package io.interlock.journal.input;

import io.interlock.journal.store.FrameStore;

/** Recordings of few and small blocks, for tests that let them run out. */
public final class SmallLog
{
    private SmallLog()
    {
    }

    /** One of so many blocks of that many bytes. */
    public static InputLog of(final FrameStore store, final InputSettings settings, final int blocks, final int bytes)
    {
        return new InputLog(store, settings, blocks, bytes);
    }
}
