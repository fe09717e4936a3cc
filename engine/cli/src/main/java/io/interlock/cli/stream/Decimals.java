package io.interlock.cli.stream;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/** Reads the numbers of a stream: {@code [+-]?digits[.digits]} and nothing else. */
public final class Decimals
{
    /** What {@link #time} says of a text that is no time. */
    public static final long NO_TIME = Long.MIN_VALUE;
    /** Times beyond this many milliseconds have no place in a long of nanoseconds. */
    public static final long MAX_TIME_MS = Long.MAX_VALUE / 1_000_000;

    /** Numbers of so many digits are exact in a double, and so are these powers of ten: one division rounds once, correctly. */
    private static final int EXACT_DIGITS = 15;
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    private static final double NS_PER_MS = 1e6;
    /** From here on the nanoseconds of a number of milliseconds exceed a long. */
    private static final double SATURATED_MS = 9.3e12;
    /** Far more than the rounding error of the product below, far less than half a nanosecond. */
    private static final double DOUBT = 1e-6;

    private Decimals()
    {
    }

    /** The number, or NaN for anything that is not one. */
    public static double number(final byte[] data, final int from, final int to)
    {
        int at = from;
        final boolean negative = at < to && data[at] == '-';
        if (negative || at < to && data[at] == '+')
        {
            at++;
        }
        long mantissa = 0;
        int digits = 0;
        int point = -1;
        for (; at < to; at++)
        {
            final int digit = data[at] - '0';
            if (digit >= 0 && digit <= 9)
            {
                // Wraps for a long text, which the slow path then reads.
                mantissa = 10 * mantissa + digit;
                digits++;
            }
            else if (data[at] == '.' && point < 0 && digits > 0)
            {
                point = digits;
            }
            else
            {
                return Double.NaN;
            }
        }
        if (digits == 0 || point == digits)
        {
            return Double.NaN;
        }
        if (digits > EXACT_DIGITS)
        {
            return Double.parseDouble(new String(data, from, to - from, StandardCharsets.US_ASCII));
        }
        final double magnitude = mantissa / POWERS[point < 0 ? 0 : digits - point];
        return negative ? -magnitude : magnitude;
    }

    /** The whole number of milliseconds, or {@link #NO_TIME} for anything else or beyond {@link #MAX_TIME_MS}. */
    public static long time(final byte[] data, final int from, final int to)
    {
        int at = from;
        final boolean negative = at < to && data[at] == '-';
        if (negative || at < to && data[at] == '+')
        {
            at++;
        }
        if (at == to)
        {
            return NO_TIME;
        }
        long time = 0;
        for (; at < to; at++)
        {
            final int digit = data[at] - '0';
            if (digit < 0 || digit > 9)
            {
                return NO_TIME;
            }
            time = 10 * time + digit;
            if (time > MAX_TIME_MS)
            {
                return NO_TIME;
            }
        }
        return negative ? -time : time;
    }

    /**
     * Nanoseconds of a number of milliseconds, rounded half up from the double's exact value; as many as a long holds where there are more.
     *
     * @return -1, which is a bad sample, for what cannot be a latency.
     */
    public static long latencyNs(final double ms)
    {
        if (!(ms >= 0.0) || ms == Double.POSITIVE_INFINITY)
        {
            return -1;
        }
        if (ms >= SATURATED_MS)
        {
            return Long.MAX_VALUE;
        }
        final long whole = (long)ms;
        final double part = (ms - whole) * NS_PER_MS;
        final long below = (long)part;
        if (whole >= MAX_TIME_MS || Math.abs(part - below - 0.5) < DOUBT)
        {
            return exactLatencyNs(ms);
        }
        return whole * 1_000_000 + (part - below > 0.5 ? below + 1 : below);
    }

    private static long exactLatencyNs(final double ms)
    {
        final BigDecimal ns = new BigDecimal(ms).movePointRight(6).setScale(0, RoundingMode.HALF_UP);
        return ns.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValueExact();
    }
}
