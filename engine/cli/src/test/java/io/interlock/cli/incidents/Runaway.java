package io.interlock.cli.incidents;

/**
 * The runaway router of 1 August 2012, rebuilt from the figures of the SEC's order (release 34-70694): 45 minutes from 9:30 in New York, 4
 * million executions in 154 stocks, a loss of 460 million dollars. Assumed: that they came at one pace and in turn over the stocks, that
 * each went through at once (2 to 9 ms) and close to its price (0.02 %), that the loss grew evenly, and what the account held before. What
 * is measured is the count, the time, the stocks and the loss, and nothing else.
 *
 * <p>Each execution is a success of its stock's scope; one in a hundred has its latency and slippage beside it. Two accounts report their
 * equity, each in a scope of its own, so that one run shows what both would have noticed; the third, the router's, reports none. Each
 * asks its gate once a second.
 *
 * <p>Threading: one thread.
 */
final class Runaway extends RowStream
{
    static final long START_MS = 1_343_827_800_000L;
    static final long MINUTES = 45;
    static final long EXECUTIONS = 4_000_000;
    private static final long LENGTH_MS = MINUTES * 60_000;
    /** Long enough for the window to run empty and a HALT to cool down after it. */
    private static final long AFTERWARDS_MS = 30 * 60_000;
    private static final int STOCKS = 154;
    private static final long LOSS = 460_000_000;
    private static final long LOSS_UNIT_MS = 100;
    private static final int SAMPLE_EVERY = 100;
    private static final String[] ACCOUNTS = {"account-365m", "account-1500m"};
    private static final long[] HELD = {365_000_000, 1_500_000_000};

    private final long keepEvery;
    private final long reportEveryMs;
    private long execution;
    private long timeMs;

    /**
     * The stream.
     *
     * @param keepEvery     1 for every execution; a higher number keeps one in so many.
     * @param reportEveryMs between two reports of equity, in milliseconds.
     */
    Runaway(final long keepEvery, final long reportEveryMs)
    {
        this.keepEvery = keepEvery;
        this.reportEveryMs = reportEveryMs;
    }

    @Override
    boolean make(final StringBuilder into)
    {
        accounts(into);
        final long untilMs = Math.min(LENGTH_MS, timeMs + reportEveryMs);
        while (execution < EXECUTIONS && execution * LENGTH_MS / EXECUTIONS < untilMs)
        {
            execution(into, START_MS + execution * LENGTH_MS / EXECUTIONS);
            execution += keepEvery;
        }
        timeMs += reportEveryMs;
        return timeMs <= LENGTH_MS + AFTERWARDS_MS;
    }

    private void accounts(final StringBuilder into)
    {
        final long nowMs = START_MS + timeMs;
        final long lostFor = Math.min(timeMs, LENGTH_MS) / LOSS_UNIT_MS;
        final long lost = LOSS * lostFor / (LENGTH_MS / LOSS_UNIT_MS);
        for (int account = 0; account < ACCOUNTS.length; account++)
        {
            into.append(nowMs).append(',').append(ACCOUNTS[account]).append(",equity,").append(HELD[account] - lost).append(",,\n");
            into.append(nowMs).append(',').append(ACCOUNTS[account]).append(",check,0.9,,OPEN\n");
        }
        into.append(nowMs).append(",router,check,0.9,,OPEN\n");
    }

    private void execution(final StringBuilder into, final long nowMs)
    {
        final long stock = 1 + execution / keepEvery % STOCKS;
        into.append(nowMs).append(",router/").append(stock).append(",order_success,,,\n");
        if (execution / keepEvery % SAMPLE_EVERY == 0)
        {
            into.append(nowMs).append(",router/").append(stock).append(",api_latency,").append(2 + execution % 8).append(",,\n");
            final String side = stock <= 80 ? "BUY" : "SELL";
            into.append(nowMs).append(",router/").append(stock).append(",slippage,50,")
                .append(side.equals("BUY") ? "50.01" : "49.99").append(',').append(side).append('\n');
        }
    }
}
