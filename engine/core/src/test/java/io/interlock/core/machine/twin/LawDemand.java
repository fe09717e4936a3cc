package io.interlock.core.machine.twin;

import io.interlock.config.FailureRateConfig;
import io.interlock.config.FailuresConfig;
import io.interlock.config.LatencyConfig;
import io.interlock.config.LossConfig;
import io.interlock.config.SlippageConfig;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import java.util.List;

/**
 * What a cause asks for: the table of SEMANTICS 3, row by row, the most severe column first. "From" means reached or passed; "above" means
 * strictly greater.
 *
 * @param cause     which.
 * @param level     how severe.
 * @param value     raw.
 * @param threshold raw: that of the level.
 */
record LawDemand(Cause cause, Level level, long value, long threshold)
{
    /** One without numbers. */
    static LawDemand plain(final Cause cause, final Level level)
    {
        return new LawDemand(cause, level, Cause.NO_NUMBER, Cause.NO_NUMBER);
    }

    /** A sample, with how many in a row were at or over each level's threshold, itself among them. */
    static void latency(final LatencyConfig from, final int[] inARow, final long ns, final List<LawDemand> demands)
    {
        final int enough = from.confirmations();
        if (inARow[2] >= enough)
        {
            demands.add(new LawDemand(Cause.API_LATENCY, Level.HALT, ns, from.haltNs()));
        }
        else if (inARow[1] >= enough)
        {
            demands.add(new LawDemand(Cause.API_LATENCY, Level.THROTTLE, ns, from.throttleNs()));
        }
        else if (inARow[0] >= enough)
        {
            demands.add(new LawDemand(Cause.API_LATENCY, Level.ALERT, ns, from.alertNs()));
        }
    }

    static void slippage(final SlippageConfig from, final long ppb, final List<LawDemand> demands)
    {
        if (ppb > from.haltPpb())
        {
            demands.add(new LawDemand(Cause.SLIPPAGE, Level.HALT, ppb, from.haltPpb()));
        }
        else if (ppb >= from.throttlePpb())
        {
            demands.add(new LawDemand(Cause.SLIPPAGE, Level.THROTTLE, ppb, from.throttlePpb()));
        }
        else if (ppb >= from.alertPpb())
        {
            demands.add(new LawDemand(Cause.SLIPPAGE, Level.ALERT, ppb, from.alertPpb()));
        }
    }

    static void streak(final FailuresConfig from, final int streak, final List<LawDemand> demands)
    {
        if (streak >= from.shutdown())
        {
            demands.add(new LawDemand(Cause.CONSECUTIVE_FAILURES, Level.SHUTDOWN, streak, from.shutdown()));
        }
        else if (streak >= from.halt())
        {
            demands.add(new LawDemand(Cause.CONSECUTIVE_FAILURES, Level.HALT, streak, from.halt()));
        }
        else if (streak >= from.throttle())
        {
            demands.add(new LawDemand(Cause.CONSECUTIVE_FAILURES, Level.THROTTLE, streak, from.throttle()));
        }
        else if (streak >= from.alert())
        {
            demands.add(new LawDemand(Cause.CONSECUTIVE_FAILURES, Level.ALERT, streak, from.alert()));
        }
    }

    static void rate(final FailureRateConfig from, final int failures, final int orders, final List<LawDemand> demands)
    {
        if (orders == 0 || orders < from.minOrders())
        {
            return;
        }
        final long ppb = LawMath.countPpb(failures, orders);
        if (ppb >= from.haltPpb())
        {
            demands.add(new LawDemand(Cause.FAILURE_RATE, Level.HALT, ppb, from.haltPpb()));
        }
        else if (ppb >= from.throttlePpb())
        {
            demands.add(new LawDemand(Cause.FAILURE_RATE, Level.THROTTLE, ppb, from.throttlePpb()));
        }
    }

    static void loss(final LossConfig from, final long ppb, final List<LawDemand> demands)
    {
        if (ppb > from.haltPpb())
        {
            demands.add(new LawDemand(Cause.LOSS, Level.HALT, ppb, from.haltPpb()));
        }
    }

    /** The one that a transition names: the most severe, on a tie the higher in the table. */
    static LawDemand worst(final List<LawDemand> demands)
    {
        LawDemand worst = null;
        for (final LawDemand demand : demands)
        {
            if (worst == null || demand.level().isAbove(worst.level()) ||
                demand.level() == worst.level() && demand.cause().ordinal() < worst.cause().ordinal())
            {
                worst = demand;
            }
        }
        return worst;
    }
}
