package io.interlock.console.access;

import java.util.HashMap;
import java.util.Map;

/**
 * Counts by peer, each within a minute that begins with its first. Of bounded size: peers beyond that share one count, so that who has
 * many addresses gains nothing by them.
 *
 * <p>Threading: any thread; a short lock.
 */
final class PeerCounts
{
    static final long MINUTE_NS = 60_000_000_000L;
    private static final String OTHERS = "";

    private final int most;
    private final Map<String, Window> windows = new HashMap<>();

    PeerCounts(final int most)
    {
        this.most = most;
    }

    private static final class Window
    {
        private final long startNs;
        private int count;

        Window(final long startNs)
        {
            this.startNs = startNs;
        }

        boolean over(final long nowNs)
        {
            return nowNs - startNs >= MINUTE_NS;
        }
    }

    /** Counts one more, and gives how many there are in the peer's minute. */
    synchronized int add(final String peer, final long nowNs)
    {
        final Window window = window(peer, nowNs);
        window.count = Math.min(window.count + 1, Integer.MAX_VALUE - 1);
        return window.count;
    }

    /** Whole seconds until the peer's minute is over, at least 1. */
    synchronized long leftSeconds(final String peer, final long nowNs)
    {
        final Window window = window(peer, nowNs);
        return Math.max(1, (window.startNs + MINUTE_NS - nowNs + 999_999_999L) / 1_000_000_000L);
    }

    synchronized int size()
    {
        return windows.size();
    }

    private Window window(final String peer, final long nowNs)
    {
        final Window known = windows.get(peer);
        if (known != null && !known.over(nowNs))
        {
            return known;
        }
        windows.remove(peer);
        if (windows.size() >= most)
        {
            windows.values().removeIf((window) -> window.over(nowNs));
        }
        return windows.computeIfAbsent(windows.size() < most ? peer : OTHERS, (key) -> new Window(nowNs));
    }
}
