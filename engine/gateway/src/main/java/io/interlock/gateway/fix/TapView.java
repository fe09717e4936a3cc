package io.interlock.gateway.fix;

import io.interlock.core.port.GatewayView;
import io.interlock.gateway.order.WorkingOrder;
import java.util.ArrayList;
import java.util.List;

/** What a tap tells of itself for people, from memory. Threading: any. */
final class TapView implements GatewayView
{
    /** More would make an answer that nobody reads. */
    private static final int MOST_ORDERS = 200;

    private final FixTap tap;

    TapView(final FixTap tap)
    {
        this.tap = tap;
    }

    @Override
    public String scope()
    {
        return tap.scope().path();
    }

    @Override
    public Gateway gateway()
    {
        final TapCounts counts = tap.counts();
        final List<WorkingOrder> working = new ArrayList<>(tap.tracker().working());
        final List<OpenOrder> open = working.stream().limit(MOST_ORDERS).map(this::order).toList();
        final List<Position> positions = new ArrayList<>();
        tap.tracker().positions().forEach(
            (symbol, held) -> positions.add(new Position(tap.scope().path(), symbol, held.toPlainString())));
        return new Gateway(
            tap.loggedOn(), new Orders(counts.sent(), counts.cut(), counts.cancels(), counts.refused()), open, working.size(), positions);
    }

    private OpenOrder order(final WorkingOrder order)
    {
        final String own = order.context().scope();
        return new OpenOrder(
            own.isEmpty() ? tap.scope().path() : own, order.clOrdId(), order.symbol(), order.side().name(),
            order.quantity().toPlainString(), order.open().toPlainString(), order.cancelRequested());
    }
}
