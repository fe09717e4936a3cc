package io.interlock.console.access;

/**
 * What a browser has in place of a token, for a while.
 *
 * <p>Threading: guarded by the lock of {@link Sessions}.
 */
public final class Session
{
    private final Pass pass;
    private final String key;
    private final long lastNs;
    private long idleNs;
    private boolean over;

    Session(final Pass pass, final String key, final long idleNs, final long lastNs)
    {
        this.pass = pass;
        this.key = key;
        this.idleNs = idleNs;
        this.lastNs = lastNs;
    }

    /**
     * Of the token that it was begun with.
     *
     * @return never null.
     */
    public Pass pass()
    {
        return pass;
    }

    /** Hash of what the browser keeps. */
    String key()
    {
        return key;
    }

    /** When it ends though it is used. */
    long lastNs()
    {
        return lastNs;
    }

    /** When it ends unless it is used before. */
    long idleNs()
    {
        return idleNs;
    }

    boolean isOver(final long nowNs)
    {
        return over || nowNs - idleNs >= 0;
    }

    void use(final long untilNs)
    {
        idleNs = lastNs - untilNs < 0 ? lastNs : untilNs;
    }

    void end()
    {
        over = true;
    }

    @Override
    public String toString()
    {
        return "session of " + pass;
    }
}
