package io.interlock.console.http;

/**
 * How much anyone may ask of the server. Immutable.
 *
 * @param maxConnections    at once, from everywhere.
 * @param maxPerPeer        at once, of one address.
 * @param attemptsPerMinute wrong tokens of one address before it is put off.
 * @param headNs            from the first sign of a client, or from the end of the last answer, to the end of a request's headers.
 * @param requestNs         from there to the end of the answer: body, work and sending.
 * @param work              who answers, and what waits for them.
 * @param streams           of event streams, which are beside all of these.
 */
public record ServerLimits(
    int maxConnections, int maxPerPeer, int attemptsPerMinute, long headNs, long requestNs, Work work, StreamLimits streams)
{
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int MOST_PER_PRINCIPAL = 32;

    /**
     * Who answers.
     *
     * @param workers threads that answer reads and reports; {@link Lanes} has further ones for the rest.
     * @param queue   reads and reports that wait for one of them.
     */
    public record Work(int workers, int queue)
    {
    }

    /**
     * With the usual streams.
     *
     * @param maxConnections    see above.
     * @param maxPerPeer        see above.
     * @param attemptsPerMinute see above.
     * @param headNs            see above.
     * @param requestNs         see above.
     * @param workers           see {@link Work}.
     * @param queue             see {@link Work}.
     */
    public ServerLimits(
        final int maxConnections, final int maxPerPeer, final int attemptsPerMinute, final long headNs, final long requestNs,
        final int workers, final int queue)
    {
        this(maxConnections, maxPerPeer, attemptsPerMinute, headNs, requestNs, new Work(workers, queue), StreamLimits.DEFAULT);
    }

    /**
     * With the deadlines and threads that fit an engine: they take little of a machine that has other things to do.
     *
     * @param maxConnections    see above; one address may have three quarters of them.
     * @param attemptsPerMinute see above.
     * @return new.
     */
    public static ServerLimits of(final int maxConnections, final int attemptsPerMinute)
    {
        return new ServerLimits(maxConnections, maxConnections * 3 / 4, attemptsPerMinute, 10 * SECOND_NS, 20 * SECOND_NS, 4, 64);
    }

    /**
     * The same with other deadlines.
     *
     * @param head    nanoseconds.
     * @param request nanoseconds.
     * @return new.
     */
    public ServerLimits withDeadlines(final long head, final long request)
    {
        return new ServerLimits(maxConnections, maxPerPeer, attemptsPerMinute, head, request, work, streams);
    }

    /**
     * The same with other bounds of event streams.
     *
     * @param other in place of those.
     * @return new.
     */
    public ServerLimits withStreams(final StreamLimits other)
    {
        return new ServerLimits(maxConnections, maxPerPeer, attemptsPerMinute, headNs, requestNs, work, other);
    }

    /** Requests at once of one token. */
    int maxPerPrincipal()
    {
        return Math.max(1, Math.min(MOST_PER_PRINCIPAL, maxConnections / 4));
    }

    /** Requests at once of all reporters and viewers: the other half is for operators, and for who has yet to show a token. */
    int maxOfReadersAndReporters()
    {
        return Math.max(1, Math.min(maxConnections, maxPerPeer) / 2);
    }
}
