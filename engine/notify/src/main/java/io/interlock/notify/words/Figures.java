package io.interlock.notify.words;

import io.interlock.core.model.Cause;
import io.interlock.core.model.Unit;
import java.math.BigDecimal;
import java.time.Instant;

/** Numbers, times and settings as a person reads them, in the forms of {@code simulate} and {@code status}. Threading: stateless. */
final class Figures
{
    private static final double LARGEST_PLAIN = 1e15;
    private static final long SECOND_NS = 1_000_000_000L;

    private Figures()
    {
    }

    /** A cause's number with its unit; empty for NaN. A cause that is not the law's has no unit. */
    static String number(final String cause, final double value)
    {
        if (Double.isNaN(value))
        {
            return "";
        }
        final String digits = plain(value);
        final String symbol = unit(cause).symbol();
        return symbol.isEmpty() ? digits : digits + " " + symbol;
    }

    /** Digits without an exponent and without zeros at the end, where that is not absurdly long. */
    static String plain(final double value)
    {
        return Math.abs(value) < LARGEST_PLAIN ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString() : Double.toString(value);
    }

    private static Unit unit(final String cause)
    {
        final Cause known = cause(cause);
        return known == null ? Unit.NONE : known.unit();
    }

    /** The law's cause of that name; null for another. */
    static Cause cause(final String name)
    {
        for (final Cause cause : Cause.values())
        {
            if (cause.name().equals(name))
            {
                return cause;
            }
        }
        return null;
    }

    /** {@code 2026-11-26T09:00:26.292Z}: UTC. */
    static String time(final long wallMs)
    {
        return Instant.ofEpochMilli(wallMs).toString();
    }

    /** A configured duration, exactly: {@code 300 s}, {@code 250 ms}. */
    static String configured(final long ns)
    {
        return ns % SECOND_NS == 0 ? ns / SECOND_NS + " s" : plain(ns / 1e6) + " ms";
    }
}
