package io.interlock.gateway.fix;

import io.interlock.core.model.Side;
import java.math.BigDecimal;
import quickfix.FieldMap;
import quickfix.FieldNotFound;
import quickfix.Message;

/** Reads fields by their tags, and names the one that is missing or unreadable. Threading: any thread. */
final class OrderFields
{
    private static final int LONGEST_NUMBER = 40;

    private OrderFields()
    {
    }

    static String type(final Message message) throws FieldProblem
    {
        return required(message.getHeader(), Tags.MSG_TYPE);
    }

    /** Null where there is none. */
    static String optional(final FieldMap fields, final int tag)
    {
        try
        {
            return fields.isSetField(tag) ? fields.getString(tag) : null;
        }
        catch (final FieldNotFound gone)
        {
            // Taken off between the two lines; the same as if it had never been there.
            return null;
        }
    }

    static String required(final FieldMap fields, final int tag) throws FieldProblem
    {
        final String value = optional(fields, tag);
        if (value == null || value.isEmpty())
        {
            throw new FieldProblem("lacks tag " + tag);
        }
        return value;
    }

    static BigDecimal number(final FieldMap fields, final int tag) throws FieldProblem
    {
        return parse(required(fields, tag), tag);
    }

    static BigDecimal optionalNumber(final FieldMap fields, final int tag) throws FieldProblem
    {
        final String value = optional(fields, tag);
        return value == null ? null : parse(value, tag);
    }

    static char code(final FieldMap fields, final int tag) throws FieldProblem
    {
        return required(fields, tag).charAt(0);
    }

    /** Null where it is missing; NaN where it is not a number. */
    static Double optionalDouble(final FieldMap fields, final int tag)
    {
        final String value = optional(fields, tag);
        if (value == null)
        {
            return null;
        }
        try
        {
            return parse(value, tag).doubleValue();
        }
        catch (final FieldProblem unreadable)
        {
            // Not the same as none: the gate refuses NaN, and NaN is a bad sample.
            return Double.NaN;
        }
    }

    static Side side(final FieldMap fields) throws FieldProblem
    {
        final char code = code(fields, Tags.SIDE);
        return switch (code)
        {
            // Buy, buy minus.
            case '1', '3' -> Side.BUY;
            // Sell, sell plus, sell short, sell short exempt.
            case '2', '4', '5', '6' -> Side.SELL;
            default -> throw new FieldProblem("has tag 54 = " + code + ", neither a buy nor a sell");
        };
    }

    static boolean flag(final FieldMap fields, final int tag)
    {
        return "Y".equals(optional(fields, tag));
    }

    /** FIX numbers have no exponent; with one, a few characters could stand for a number that fills the memory. */
    private static BigDecimal parse(final String value, final int tag) throws FieldProblem
    {
        if (value.length() <= LONGEST_NUMBER && value.indexOf('e') < 0 && value.indexOf('E') < 0)
        {
            try
            {
                return new BigDecimal(value);
            }
            catch (final NumberFormatException unreadable)
            {
                throw notANumber(tag);
            }
        }
        throw notANumber(tag);
    }

    private static FieldProblem notANumber(final int tag)
    {
        return new FieldProblem("has a tag " + tag + " that is not a number");
    }
}
