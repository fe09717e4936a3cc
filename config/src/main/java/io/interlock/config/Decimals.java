package io.interlock.config;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits {@code 1.5 ms} into an exact number and what follows it. */
final class Decimals
{
    // Bounded, since parsing a very long number takes time that grows with the square of its length.
    private static final int LONGEST = 40;
    private static final Pattern NUMBER = Pattern.compile("([+-]?(?:\\d+\\.?\\d*|\\.\\d+))\\s*(.*)", Pattern.DOTALL);

    private Decimals()
    {
    }

    /**
     * A number and the text after it.
     *
     * @param number exact.
     * @param rest   without white space around it.
     */
    record Quantity(BigDecimal number, String rest)
    {
    }

    /** The number at the start of the text, or null where it does not start with one. */
    static Quantity split(final String text)
    {
        if (text.length() > LONGEST)
        {
            return null;
        }
        final Matcher matcher = NUMBER.matcher(text);
        return matcher.matches() ? new Quantity(new BigDecimal(matcher.group(1)), matcher.group(2).strip()) : null;
    }

    static String plain(final BigDecimal number)
    {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
