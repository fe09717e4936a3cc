package io.interlock.core.dump;

import io.interlock.core.model.Side;
import io.interlock.core.port.ExposureSource;

/**
 * What the host told of its orders, or of its positions, as rows in memory that is reserved for it.
 *
 * <p>Threading: collected on one thread; written by another when that is done, or when it is tired of waiting.
 */
public final class ExposureRows
{
    private final DumpPart part;
    private final RowBuffer rows;
    private final ExposureSource.OrderVisitor orders = this::order;
    private final ExposureSource.PositionVisitor positions = this::position;
    private volatile boolean asked;
    private volatile boolean done;
    private volatile Throwable failure;

    /**
     * Reserves the memory.
     *
     * @param part     OPEN_ORDERS or POSITIONS.
     * @param capacity bytes.
     */
    public ExposureRows(final DumpPart part, final int capacity)
    {
        this.part = part;
        rows = new RowBuffer(capacity);
    }

    /**
     * What it holds.
     *
     * @return OPEN_ORDERS or POSITIONS.
     */
    public DumpPart part()
    {
        return part;
    }

    /** Forgets what was told before. */
    public void clear()
    {
        rows.reset();
        failure = null;
        asked = false;
        done = false;
    }

    /**
     * Asks the host. Nothing that it throws gets further.
     *
     * @param source the host's.
     */
    public void collect(final ExposureSource source)
    {
        asked = source != ExposureSource.NONE;
        try
        {
            if (part == DumpPart.OPEN_ORDERS)
            {
                source.openOrders(orders);
            }
            else
            {
                source.positions(positions);
            }
        }
        catch (final Throwable thrown)
        {
            rows.dropBroken();
            failure = thrown;
        }
        done = true;
    }

    /**
     * What stopped the host.
     *
     * @return null where nothing did.
     */
    public Throwable failure()
    {
        return failure;
    }

    private void order(
        final String scope, final CharSequence id, final CharSequence symbol, final Side side, final CharSequence quantity,
        final CharSequence open, final String note)
    {
        rows.row("order").text("scope", scope).text("id", id).text("symbol", symbol).word("side", side).text("quantity", quantity)
            .text("open", open).text("note", note).end();
    }

    private void position(final String scope, final CharSequence symbol, final CharSequence quantity, final String source)
    {
        rows.row("position").text("scope", scope).text("symbol", symbol).text("quantity", quantity).text("source", source).end();
    }

    /**
     * Writes the section, with what there is of it.
     *
     * @param writer between two sections.
     */
    public void write(final DumpWriter writer)
    {
        writer.begin(part);
        // Whether it is done first: what was told before that is then there too.
        final boolean wasDone = done;
        final Throwable why = failure;
        writer.copy(rows);
        if (!wasDone)
        {
            writer.missing("the host did not answer in time");
        }
        else if (why != null)
        {
            writer.missing(why);
        }
        else if (!asked)
        {
            writer.missing("the host has not said where to ask");
        }
        if (rows.leftOut() > 0)
        {
            writer.row("left_out").number("rows", rows.leftOut()).end();
            writer.missing("no room for the rest");
        }
        writer.endSection();
    }
}
