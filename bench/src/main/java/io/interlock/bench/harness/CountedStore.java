package io.interlock.bench.harness;

import io.interlock.journal.store.FrameStore;
import io.interlock.journal.store.Retention;
import java.io.IOException;
import java.util.List;

/**
 * A store that says how many frames it was given, so that whoever makes them can wait.
 *
 * <p>Threading: as the store; {@link #frames()} by any thread.
 */
final class CountedStore implements FrameStore
{
    private final FrameStore store;
    private volatile int frames;

    CountedStore(final FrameStore store)
    {
        this.store = store;
    }

    int frames()
    {
        return frames;
    }

    @Override
    public void append(final byte[] bytes, final int length) throws IOException
    {
        store.append(bytes, length);
        frames++;
    }

    @Override
    public void force() throws IOException
    {
        store.force();
    }

    @Override
    public void newFile() throws IOException
    {
        store.newFile();
    }

    @Override
    public List<String> retain(final Retention.Listener listener) throws IOException
    {
        return store.retain(listener);
    }

    @Override
    public void close()
    {
        store.close();
    }
}
