package io.interlock.notify.route;

import io.interlock.core.port.Priority;
import io.interlock.notify.Draft;
import io.interlock.notify.Kind;
import java.util.function.Supplier;

/** A message that is no change of level. Threading: the router's thread. */
final class Single implements Message
{
    private final Draft draft;
    private final boolean must;
    private final boolean calming;
    private final Supplier<String> over;
    private final Runnable onSent;

    private record Key(String scope, Kind kind)
    {
    }

    Single(final Draft draft, final boolean must, final boolean calming, final Supplier<String> over, final Runnable onSent)
    {
        this.draft = draft;
        this.must = must;
        this.calming = calming;
        this.over = over;
        this.onSent = onSent;
    }

    /** One that is told now or never. */
    static Single passing(final Draft draft)
    {
        return of(draft, false, false);
    }

    /** One that is wanted whatever happens meanwhile. */
    static Single of(final Draft draft, final boolean must, final boolean calming)
    {
        return new Single(draft, must, calming, () -> null, null);
    }

    @Override
    public Object key()
    {
        // Each incident has an end of its own.
        return draft.ends() ? draft.id() : new Key(draft.scope(), draft.kind());
    }

    @Override
    public String scope()
    {
        return draft.scope();
    }

    @Override
    public Priority priority()
    {
        return draft.priority();
    }

    @Override
    public boolean mustArrive()
    {
        return must;
    }

    @Override
    public boolean calming()
    {
        return calming;
    }

    @Override
    public String pointless(final boolean muted)
    {
        return over.get();
    }

    @Override
    public Draft draft()
    {
        return draft;
    }

    @Override
    public void sent(final long nowMs)
    {
        if (onSent != null)
        {
            onSent.run();
        }
    }

    @Override
    public void dropped(final long nowMs)
    {
        // Nothing waits for it.
    }
}
