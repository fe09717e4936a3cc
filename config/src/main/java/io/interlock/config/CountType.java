package io.interlock.config;

import java.math.BigDecimal;

/**
 * A whole number.
 *
 * @param min        smallest that is allowed.
 * @param max        largest that is allowed.
 * @param powerOfTwo whether it must be a power of two.
 */
record CountType(int min, int max, boolean powerOfTwo) implements ValueType<Integer>
{
    @Override
    public Integer read(final String text) throws BadValueException
    {
        final Decimals.Quantity quantity = Decimals.split(text);
        if (quantity == null || !quantity.rest().isEmpty() || quantity.number().stripTrailingZeros().scale() > 0)
        {
            throw new BadValueException("'" + text + "' is not a whole number");
        }
        final BigDecimal number = quantity.number();
        if (number.compareTo(BigDecimal.valueOf(min)) < 0 || number.compareTo(BigDecimal.valueOf(max)) > 0)
        {
            throw new BadValueException("'" + text + "' is out of range");
        }
        final int value = number.intValueExact();
        if (powerOfTwo && Integer.bitCount(value) != 1)
        {
            final int below = Integer.highestOneBit(value);
            throw new BadValueException("'" + text + "' is not a power of two (next to it are " + below + " and " + below * 2 + ")");
        }
        return value;
    }

    @Override
    public String write(final Integer value)
    {
        return value.toString();
    }

    @Override
    public String allowed()
    {
        final String range = max == Integer.MAX_VALUE ? "from " + min : "from " + min + " to " + max;
        return (powerOfTwo ? "a power of two " : "a whole number ") + range;
    }
}
