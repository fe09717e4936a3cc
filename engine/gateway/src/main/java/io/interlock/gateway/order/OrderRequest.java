package io.interlock.gateway.order;

import io.interlock.core.model.Intent;
import io.interlock.core.model.Side;
import java.math.BigDecimal;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One message about an order (a new order, a replace, a cancel), from its reservation to its answer.
 *
 * <p>Threading: any thread; {@link #answer} and {@link #overdue} are true for one caller only. What the tracker alone changes is under its
 * lock.
 */
public final class OrderRequest
{
    /** What a request asks for. */
    public enum Kind
    {
        /** A new order. */
        NEW,
        /** Another quantity or price of an order. */
        REPLACE,
        /** An order's end. */
        CANCEL,
        /** Nothing: an order, or an id of one, that the venue told of first. */
        APPEARED
    }

    final TrackedOrder order;
    final int rank;
    boolean pending;
    private final Kind kind;
    private final String clOrdId;
    private final Intent intent;
    private final OrderContext context;
    private final AtomicBoolean answered = new AtomicBoolean();
    private final AtomicBoolean overdue = new AtomicBoolean();
    private BigDecimal counted;
    private volatile BigDecimal quantity;
    private volatile long sentNs;
    private volatile boolean onWire;
    private volatile boolean cut;

    /** Under the tracker's lock. */
    OrderRequest(final TrackedOrder order, final Kind kind, final String clOrdId, final Terms terms)
    {
        this.order = order;
        this.kind = kind;
        this.clOrdId = clOrdId;
        this.intent = terms.intent();
        this.quantity = terms.quantity();
        this.counted = terms.quantity();
        this.context = terms.context();
        this.rank = order.nextRank++;
        this.pending = kind == Kind.REPLACE || kind == Kind.CANCEL;
    }

    /** What a request is made with. */
    record Terms(Intent intent, BigDecimal quantity, OrderContext context)
    {
    }

    /**
     * What it asks for.
     *
     * @return never null.
     */
    public Kind kind()
    {
        return kind;
    }

    /**
     * The id that it was sent with.
     *
     * @return never null.
     */
    public String clOrdId()
    {
        return clOrdId;
    }

    /**
     * The order's symbol.
     *
     * @return never null.
     */
    public String symbol()
    {
        return order.symbol;
    }

    /**
     * The order's side.
     *
     * @return BUY or SELL.
     */
    public Side side()
    {
        return order.side;
    }

    /**
     * What it would have done to the position when it was reserved.
     *
     * @return OPEN, CLOSE or CANCEL.
     */
    public Intent intent()
    {
        return intent;
    }

    /**
     * What was known when it was decided.
     *
     * @return never null.
     */
    public OrderContext context()
    {
        return context;
    }

    /**
     * OrderQty that it asks for, cut where it was cut.
     *
     * @return never null.
     */
    public BigDecimal quantity()
    {
        return quantity;
    }

    /**
     * Whether its quantity was cut.
     *
     * @return stays true.
     */
    public boolean cut()
    {
        return cut;
    }

    /** Under the tracker's lock. What is on its way already may be working uncut, so it counts as it was. */
    void cutTo(final BigDecimal value)
    {
        quantity = value;
        counted = onWire ? counted : value;
        cut = true;
        order.cut |= kind == Kind.NEW;
    }

    /** What the tracker counts of it while it is not answered. */
    BigDecimal counted()
    {
        return counted;
    }

    /**
     * It is being handed to a session.
     *
     * @param nowNs    monotonic time.
     * @param loggedOn false: the session keeps it for later; what was sent before stays sent.
     * @return whether it goes to the wire for the first time: its answer is to be waited for.
     */
    public boolean sent(final long nowNs, final boolean loggedOn)
    {
        final boolean first = !onWire && loggedOn;
        if (!onWire)
        {
            sentNs = nowNs;
            onWire = loggedOn;
        }
        return first;
    }

    /**
     * When it went out first.
     *
     * @return monotonic time in nanoseconds; meaningful after {@link #sent}.
     */
    public long sentNs()
    {
        return sentNs;
    }

    /**
     * Whether it ever went to a session that was logged on: the venue may know it.
     *
     * @return false: it was only kept for later.
     */
    public boolean onWire()
    {
        return onWire;
    }

    /**
     * Its first answer came.
     *
     * @return true for the first caller only.
     */
    public boolean answer()
    {
        return !answered.get() && answered.compareAndSet(false, true);
    }

    /**
     * Whether it was answered.
     *
     * @return stays true.
     */
    public boolean answered()
    {
        return answered.get();
    }

    /**
     * Whether nothing is to be waited for any more.
     *
     * @return true when it was answered, or its order has ended.
     */
    public boolean done()
    {
        return answered.get() || order.ended;
    }

    /**
     * It has waited for its answer too long.
     *
     * @return true for the first caller only.
     */
    public boolean overdue()
    {
        return overdue.compareAndSet(false, true);
    }
}
