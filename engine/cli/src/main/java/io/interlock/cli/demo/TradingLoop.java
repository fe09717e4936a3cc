package io.interlock.cli.demo;

import io.interlock.core.report.Reporter;
import io.interlock.gateway.paper.PaperVenue;
import java.math.BigDecimal;
import java.util.concurrent.TimeUnit;

/**
 * Plays the tape in time lapse and lets the strategy trade on it: every 20 ms the venue gets the price of that moment, the breaker the
 * account's equity, the strategy a chance of one order. While an order is on its way for less than 200 ms the market stands still, so that
 * what moves the fill away from the decided price is never the time lapse.
 *
 * <p>Threading: a thread of its own; the controls from any thread.
 */
final class TradingLoop implements AutoCloseable
{
    /** How much faster the tape runs. */
    static final int LAPSE = 120;

    private static final long TICK_MS = 20;
    private static final long STILL_NS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long BETWEEN_ORDERS_NS = TimeUnit.MILLISECONDS.toNanos(60);
    private static final long MS = 1_000;

    private final Tape tape;
    private final PaperVenue venue;
    private final Trader trader;
    private final Strategy strategy = new Strategy();
    private final Thread thread = new Thread(this::run, "demo-trading");
    private volatile Reporter reporter;
    private volatile boolean trades;
    private volatile boolean warmsUp;
    private volatile boolean stopped;
    private volatile RuntimeException fault;
    private volatile BigDecimal told;
    private long tapeMs;
    private int lapse = LAPSE;
    private int trade;

    TradingLoop(final Tape tape, final int from, final PaperVenue venue, final Trader trader)
    {
        this.tape = tape;
        this.venue = venue;
        this.trader = trader;
        trade = from;
        told = tape.price(from);
        tapeMs = tape.timeS(from) * MS;
        thread.setDaemon(true);
    }

    void start()
    {
        thread.start();
    }

    /** Where the equity is reported; null: nowhere, while there is no engine. */
    void reporter(final Reporter value)
    {
        reporter = value;
    }

    /** Whether the strategy may send orders. */
    void trades(final boolean value)
    {
        trades = value;
    }

    /** While it warms up the tape stands still and orders follow each other as fast as they are answered. */
    void warmsUp(final boolean value)
    {
        warmsUp = value;
    }

    /** Moves the tape to a trade, where it stands still until {@link #lapse} lets it run. */
    synchronized void stand(final int at)
    {
        trade = at;
        tapeMs = tape.timeS(at) * MS;
        lapse = 0;
    }

    /** Runs the tape so much faster than it was, from where it is. */
    synchronized void lapse(final int faster)
    {
        lapse = faster;
    }

    /** The trade that the tape is at. */
    synchronized int trade()
    {
        return trade;
    }

    /** The price that the venue was last told. */
    BigDecimal price()
    {
        return told;
    }

    /** What ended the loop; null as long as it runs. */
    RuntimeException fault()
    {
        return fault;
    }

    private void run()
    {
        long beforeNs = System.nanoTime();
        long sentNs = beforeNs;
        try
        {
            while (!stopped)
            {
                final long nowNs = System.nanoTime();
                if (!trader.isJustSent(STILL_NS))
                {
                    advance(warmsUp ? 0 : nowNs - beforeNs);
                    look();
                    if (trades && (warmsUp || nowNs - sentNs >= BETWEEN_ORDERS_NS) && !trader.isBusy())
                    {
                        sentNs = nowNs;
                        trader.trade(strategy.decide(trader.position()));
                    }
                }
                beforeNs = nowNs;
                TimeUnit.MILLISECONDS.sleep(warmsUp ? 1 : TICK_MS);
            }
        }
        catch (final InterruptedException ended)
        {
            Thread.currentThread().interrupt();
        }
        catch (final RuntimeException broken)
        {
            // Seen by whoever waits for a promise: a loop that died keeps none.
            fault = broken;
        }
    }

    private synchronized void advance(final long passedNs)
    {
        if (lapse == 0)
        {
            return;
        }
        tapeMs += TimeUnit.NANOSECONDS.toMillis(passedNs * lapse);
        while (trade + 1 < tape.size() && tape.timeS(trade + 1) * MS <= tapeMs)
        {
            trade++;
        }
    }

    private void look()
    {
        final BigDecimal price = tape.price(trade());
        venue.price(Trader.SYMBOL, price);
        told = price;
        strategy.price(price);
        final Reporter account = reporter;
        if (account != null)
        {
            account.equity(trader.equity(price).doubleValue());
        }
    }

    @Override
    public void close()
    {
        stopped = true;
        thread.interrupt();
    }
}
