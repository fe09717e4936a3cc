package io.interlock.core.model;

/**
 * The answer to a check (SEMANTICS 1). Immutable and preallocated: a check hands out the same few instances for ever, so a refused order
 * costs what an allowed one costs.
 */
public final class Verdict
{
    private final boolean allowed;
    private final double sizeFactor;
    private final Reason reason;

    /**
     * Made in advance by the gate, never on a check.
     *
     * @param reason     what it rests on.
     * @param sizeFactor what the quantity is multiplied by; ignored for a refusal.
     */
    public Verdict(final Reason reason, final double sizeFactor)
    {
        this.reason = reason;
        this.allowed = reason.allowed();
        this.sizeFactor = allowed ? sizeFactor : 0.0;
    }

    /**
     * Whether the order may go out.
     *
     * @return false: do not send it.
     */
    public boolean allowed()
    {
        return allowed;
    }

    /**
     * What the order's quantity is to be multiplied by.
     *
     * @return 0.0 where refused, 1.0 at full size.
     */
    public double sizeFactor()
    {
        return sizeFactor;
    }

    /**
     * What the answer rests on.
     *
     * @return never null.
     */
    public Reason reason()
    {
        return reason;
    }

    @Override
    public String toString()
    {
        return reason + " x" + sizeFactor;
    }
}
