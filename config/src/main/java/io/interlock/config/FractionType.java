package io.interlock.config;

import java.math.BigDecimal;

/**
 * A number from 0 to 1 with at most six decimals, which a gate word holds exactly.
 *
 * @param zero whether 0 is allowed.
 */
record FractionType(boolean zero) implements ValueType<Double>
{
    private static final int DECIMALS = 6;

    @Override
    public Double read(final String text) throws BadValueException
    {
        final Decimals.Quantity quantity = Decimals.split(text);
        if (quantity == null)
        {
            throw new BadValueException("'" + text + "' is not a number");
        }
        final BigDecimal number = quantity.number();
        if ("%".equals(quantity.rest()))
        {
            throw new BadValueException("'" + text + "' is a percentage (did you mean " + Decimals.plain(number.movePointLeft(2)) + "?)");
        }
        if (!quantity.rest().isEmpty())
        {
            throw new BadValueException("'" + text + "' is not a number");
        }
        if (number.stripTrailingZeros().scale() > DECIMALS)
        {
            throw new BadValueException("'" + text + "' has more than six decimals");
        }
        if (number.signum() < 0 || number.signum() == 0 && !zero || number.compareTo(BigDecimal.ONE) > 0)
        {
            throw new BadValueException("'" + text + "' is out of range");
        }
        // Negative zero cannot come from a BigDecimal, so equal settings are equal bit for bit.
        return number.doubleValue();
    }

    @Override
    public String write(final Double value)
    {
        return Double.isFinite(value) ? Decimals.plain(BigDecimal.valueOf(value)) : value.toString();
    }

    @Override
    public String allowed()
    {
        return "a number " + (zero ? "from 0 to 1" : "above 0 up to 1") + " with at most six decimals";
    }
}
