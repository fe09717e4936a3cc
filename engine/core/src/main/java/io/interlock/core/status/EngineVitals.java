package io.interlock.core.status;

/**
 * How the engine's own parts are, as any thread sees it without asking the breaker thread. Immutable.
 *
 * @param stale          whether the root's gate refuses OPEN because the engine is stale, recovering, closed or at fault.
 * @param guard          names of the root's guard bits that are set, separated by spaces.
 * @param heartbeatAgeNs since the breaker thread's last sign of life; {@link Long#MAX_VALUE} where nobody knows.
 * @param input          the ring of reports and commands.
 * @param audit          the ring of what was decided.
 * @param lanes          reporters' lanes that there are; below 0 where they are not known.
 * @param journal        how far it is.
 */
public record EngineVitals(
    boolean stale, String guard, long heartbeatAgeNs, Ring input, Ring audit, int lanes, Journal journal)
{
    /** Nothing is known. */
    public static final EngineVitals NONE =
        new EngineVitals(true, "", Long.MAX_VALUE, new Ring(0, 0), new Ring(0, 0), 0, new Journal(false, false, 0));

    /**
     * A ring.
     *
     * @param depth    what waits in it; below 0 where that is not known.
     * @param capacity slots; below 0 where they are not known.
     */
    public record Ring(long depth, long capacity)
    {
    }

    /**
     * The journal.
     *
     * @param present whether there is one.
     * @param failed  whether it failed and nobody has accepted that.
     * @param lag     decisions that are not yet durable; below 0 where they are not known.
     */
    public record Journal(boolean present, boolean failed, long lag)
    {
    }
}
