package io.interlock.gateway.fix;

import io.interlock.core.port.ExposureSource;
import io.interlock.gateway.order.WorkingOrder;
import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What an emergency dump is told: what the trackers know, at once; then the venue's own word on positions, where there is a source for it
 * and it comes in time. They may differ, and that is worth knowing: so both are told.
 *
 * <p>Threading: two threads of the engine, one for each method.
 */
final class FixExposure implements ExposureSource
{
    private static final long VENUE_WAIT_MS = 3_000;
    private static final String WORKED_OUT = "worked out from executions";
    private static final String VENUE = "the venue";

    private final FixActionsContext context;

    FixExposure(final FixActionsContext context)
    {
        this.context = context;
    }

    @Override
    public void openOrders(final OrderVisitor visitor)
    {
        for (final FixTap tap : context.taps())
        {
            for (final WorkingOrder order : tap.tracker().working())
            {
                final String own = order.context().scope();
                visitor.order(own.isEmpty() ? tap.scope().path() : own, order.clOrdId(), order.symbol(), order.side(),
                    order.quantity().toPlainString(), order.open().toPlainString(),
                    order.cancelRequested() ? "its cancel is on its way" : null);
            }
        }
    }

    @Override
    public void positions(final PositionVisitor visitor)
    {
        for (final FixTap tap : context.taps())
        {
            tell(visitor, tap, tap.tracker().positions(), WORKED_OUT);
        }
        for (final FixTap tap : context.taps())
        {
            final PositionSource source = context.positionSource(tap);
            if (source != null)
            {
                tell(visitor, tap, asked(source), VENUE);
            }
        }
    }

    private static void tell(
        final PositionVisitor visitor, final FixTap tap, final Map<String, BigDecimal> held, final String source)
    {
        held.forEach((symbol, quantity) -> visitor.position(tap.scope().path(), symbol, quantity.toPlainString(), source));
    }

    private static Map<String, BigDecimal> asked(final PositionSource source)
    {
        try
        {
            return source.positions().toCompletableFuture().get(VENUE_WAIT_MS, TimeUnit.MILLISECONDS);
        }
        catch (final TimeoutException expired)
        {
            throw new SafetyException("the venue has not told its positions in time");
        }
        catch (final ExecutionException failed)
        {
            throw new SafetyException("the venue's positions could not be had: " + failed.getCause());
        }
        catch (final InterruptedException interrupted)
        {
            Thread.currentThread().interrupt();
            throw new SafetyException("interrupted while the venue was asked for its positions");
        }
    }
}
