package io.interlock.config;

import java.math.BigDecimal;
import java.util.List;

/**
 * An amount of memory or disk in bytes, whole MiB, or {@code off}, which is held as 0.
 *
 * @param maxMib largest that is allowed.
 */
record SizeType(long maxMib) implements ValueType<Long>
{
    static final long MIB = 1L << 20;

    private static final String OFF_WORD = "off";
    private static final List<String> UNITS = List.of("MiB", "GiB", "TiB");
    private static final int UNIT_BITS = 10;

    @Override
    public Long read(final String text) throws BadValueException
    {
        if (OFF_WORD.equalsIgnoreCase(text))
        {
            return 0L;
        }
        final Decimals.Quantity quantity = Decimals.split(text);
        if (quantity == null)
        {
            throw new BadValueException("'" + text + "' is not an amount");
        }
        if (quantity.rest().isEmpty())
        {
            throw new BadValueException("'" + text + "' has no unit (did you mean " + Decimals.plain(quantity.number()) + "MiB?)");
        }
        final int unit = unit(quantity.rest());
        if (unit < 0)
        {
            throw new BadValueException("'" + text + "' has a unit that is none of " + String.join(", ", UNITS));
        }
        final BigDecimal mib = quantity.number().multiply(BigDecimal.valueOf(1L << UNIT_BITS * unit));
        if (mib.stripTrailingZeros().scale() > 0)
        {
            throw new BadValueException("'" + text + "' is not a whole number of MiB");
        }
        if (mib.signum() <= 0 || mib.compareTo(BigDecimal.valueOf(maxMib)) > 0)
        {
            throw new BadValueException("'" + text + "' is out of range");
        }
        return mib.longValueExact() * MIB;
    }

    private static int unit(final String word)
    {
        for (int i = 0; i < UNITS.size(); i++)
        {
            if (UNITS.get(i).equalsIgnoreCase(word))
            {
                return i;
            }
        }
        return -1;
    }

    @Override
    public String write(final Long value)
    {
        if (value == 0)
        {
            return OFF_WORD;
        }
        long amount = value / MIB;
        int unit = 0;
        while (unit < UNITS.size() - 1 && amount % (1L << UNIT_BITS) == 0)
        {
            amount >>= UNIT_BITS;
            unit++;
        }
        return value % MIB == 0 ? amount + UNITS.get(unit) : value + "B";
    }

    @Override
    public String allowed()
    {
        return "a whole number of MiB with its unit (MiB, GiB, TiB) from 1MiB to " + write(maxMib * MIB) + ", or off";
    }
}
