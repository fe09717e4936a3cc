package io.interlock.config;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;

/**
 * A length of time with its unit, held in nanoseconds.
 *
 * @param minNs  smallest that is allowed.
 * @param maxNs  largest that is allowed.
 * @param stepNs what it must be a multiple of.
 */
record DurationType(long minNs, long maxNs, long stepNs) implements ValueType<Long>
{
    static final long SECOND = 1_000_000_000L;

    // Far above any use, far below where adding it to a clock could overflow.
    static final long YEAR = 365L * 24 * 3600 * SECOND;

    private enum TimeUnit
    {
        D(24 * 3600 * SECOND),
        H(3600 * SECOND),
        M(60 * SECOND),
        S(SECOND),
        MS(1_000_000L),
        US(1_000L),
        NS(1L);

        private final long ns;

        TimeUnit(final long ns)
        {
            this.ns = ns;
        }

        private String word()
        {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Long read(final String text) throws BadValueException
    {
        final Decimals.Quantity quantity = Decimals.split(text);
        if (quantity == null)
        {
            throw new BadValueException("'" + text + "' is not a duration");
        }
        final String unit = quantity.rest();
        if (unit.isEmpty())
        {
            final String number = Decimals.plain(quantity.number());
            throw new BadValueException("'" + text + "' has no unit (did you mean " + number + "ms or " + number + "s?)");
        }
        final TimeUnit known = Arrays.stream(TimeUnit.values()).filter((u) -> u.word().equals(unit)).findFirst().orElse(null);
        if (known == null)
        {
            throw new BadValueException("'" + text + "' has the unknown unit '" + unit + "' (known are ns us ms s m h d)");
        }
        final BigDecimal exact = quantity.number().multiply(BigDecimal.valueOf(known.ns));
        if (exact.stripTrailingZeros().scale() > 0)
        {
            throw new BadValueException("'" + text + "' is not a whole number of nanoseconds");
        }
        if (exact.compareTo(BigDecimal.valueOf(minNs)) < 0 || exact.compareTo(BigDecimal.valueOf(maxNs)) > 0)
        {
            throw new BadValueException("'" + text + "' is out of range");
        }
        return check(exact.longValueExact(), text);
    }

    private Long check(final long ns, final String text) throws BadValueException
    {
        if (ns % stepNs != 0)
        {
            throw new BadValueException("'" + text + "' is not a whole number of seconds");
        }
        return ns;
    }

    @Override
    public String write(final Long value)
    {
        return shown(value);
    }

    /** In the largest unit that takes a whole number: 500ms, 5m, 90s. */
    static String shown(final long ns)
    {
        if (ns == 0)
        {
            return "0s";
        }
        for (final TimeUnit unit : TimeUnit.values())
        {
            if (ns % unit.ns == 0)
            {
                return ns / unit.ns + unit.word();
            }
        }
        throw new IllegalStateException("every number is a multiple of 1 ns");
    }

    @Override
    public String allowed()
    {
        final String kind = stepNs == SECOND ? "a duration in whole seconds" : "a duration with its unit";
        return kind + " from " + shown(minNs) + " to " + shown(maxNs);
    }
}
