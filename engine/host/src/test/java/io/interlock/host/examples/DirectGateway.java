package io.interlock.host.examples;

import io.interlock.core.engine.Scope;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Side;
import io.interlock.core.model.Verdict;
import java.io.IOException;

/** A gateway without FIX: it asks before each order, and reports what the venue did. Threading: any thread. */
record DirectGateway(Scope scope, Venue venue)
{
    /** Executes an order and answers with the price of its fill. */
    interface Venue
    {
        double execute(Side side, double quantity) throws IOException;
    }

    /** Opens a position at the price that it was decided at. False: the breaker has refused it, and nothing was sent. */
    boolean open(final Side side, final double quantity, final double price, final double confidence)
    {
        final Verdict verdict = scope.gate().check(Intent.OPEN, confidence);
        if (!verdict.allowed())
        {
            return false;
        }
        final long sentNs = System.nanoTime();
        try
        {
            final double paid = venue.execute(side, quantity * verdict.sizeFactor());
            scope.reporter().fill(System.nanoTime() - sentNs, side, price, paid);
        }
        catch (final IOException rejected)
        {
            scope.reporter().failure(rejected.getMessage());
        }
        return true;
    }
}
