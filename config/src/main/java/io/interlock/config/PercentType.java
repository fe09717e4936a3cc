package io.interlock.config;

import java.math.BigDecimal;

/**
 * A percentage, held in parts per billion.
 *
 * @param zero whether 0% is allowed.
 * @param off  whether the word {@code off} is allowed; it is held as {@link FailureRateConfig#OFF}.
 */
record PercentType(boolean zero, boolean off) implements ValueType<Long>
{
    private static final String OFF_WORD = "off";
    private static final BigDecimal PPB_OF_PERCENT = BigDecimal.valueOf(10_000_000L);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    @Override
    public Long read(final String text) throws BadValueException
    {
        if (off && OFF_WORD.equalsIgnoreCase(text))
        {
            return FailureRateConfig.OFF;
        }
        final Decimals.Quantity quantity = Decimals.split(text);
        if (quantity == null)
        {
            throw new BadValueException("'" + text + "' is not a percentage");
        }
        if (quantity.rest().isEmpty())
        {
            throw new BadValueException("'" + text + "' has no percent sign (" + suggestion(quantity.number()) + ")");
        }
        if (!"%".equals(quantity.rest()))
        {
            throw new BadValueException("'" + text + "' is not a percentage");
        }
        final BigDecimal ppb = quantity.number().multiply(PPB_OF_PERCENT);
        if (ppb.stripTrailingZeros().scale() > 0)
        {
            throw new BadValueException("'" + text + "' has more than seven decimals");
        }
        if (ppb.signum() < 0 || ppb.signum() == 0 && !zero || quantity.number().compareTo(HUNDRED) > 0)
        {
            throw new BadValueException("'" + text + "' is out of range");
        }
        return ppb.longValueExact();
    }

    private static String suggestion(final BigDecimal number)
    {
        final String percent = "did you mean " + Decimals.plain(number) + "%";
        return number.signum() > 0 && number.compareTo(BigDecimal.ONE) <= 0 ?
            percent + ", or as a fraction " + Decimals.plain(number.multiply(HUNDRED)) + "%?" : percent + "?";
    }

    @Override
    public String write(final Long value)
    {
        return value == FailureRateConfig.OFF ? OFF_WORD : Decimals.plain(BigDecimal.valueOf(value).divide(PPB_OF_PERCENT)) + "%";
    }

    @Override
    public String allowed()
    {
        return "a percentage " + (zero ? "from 0% to 100%" : "above 0% up to 100%") + (off ? ", or off" : "");
    }
}
