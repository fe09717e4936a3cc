package io.interlock.console.http;

/**
 * How much anyone may have of event streams, which are counted apart from all other connections. Immutable.
 *
 * @param most      at once, of all.
 * @param bytes     that wait for one client; beyond, it is ended.
 * @param blockedNs how long a client may take nothing of what waits for it.
 * @param endNs     how long an ended client may take to read why.
 */
public record StreamLimits(int most, int bytes, long blockedNs, long endNs)
{
    /** 200 streams, 256 KiB, 10 s, 1 s. */
    public static final StreamLimits DEFAULT = new StreamLimits(200, 262_144, 10_000_000_000L, 1_000_000_000L);
}
