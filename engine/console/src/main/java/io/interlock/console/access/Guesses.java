package io.interlock.console.access;

import java.util.function.LongSupplier;

/**
 * Puts off a peer that shows wrong tokens. Only failures are counted, and a right token passes all the same: else anyone on an operator's
 * machine, or behind the same proxy, could lock the operator out. Nothing is lost by that, since no number of guesses finds one of 2^256
 * tokens; what is bounded here is what guessing costs and how much of it is told.
 *
 * <p>Threading: any thread.
 */
public final class Guesses
{
    private static final int MOST_PEERS = 4_096;

    private final int perMinute;
    private final LongSupplier nowNs;
    private final PeerCounts counts = new PeerCounts(MOST_PEERS);

    /**
     * Nothing is counted yet.
     *
     * @param perMinute wrong tokens of one peer before it is put off.
     * @param nowNs     a clock that only goes on.
     */
    public Guesses(final int perMinute, final LongSupplier nowNs)
    {
        this.perMinute = perMinute;
        this.nowNs = nowNs;
    }

    /**
     * A peer showed a wrong token.
     *
     * @param peer of {@link PeerKey}.
     * @return 0 while that may be a mistake; else in how many seconds the peer may try again.
     */
    public long wrong(final String peer)
    {
        final long now = nowNs.getAsLong();
        return counts.add(peer, now) > perMinute ? counts.leftSeconds(peer, now) : 0;
    }
}
