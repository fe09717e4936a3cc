package io.interlock.gateway.fix;

import java.math.BigDecimal;
import quickfix.Message;

/** Messages by their tags. */
final class Fix
{
    static final int CONFIDENCE = 9100;
    static final int PRICE = 9101;

    private Fix()
    {
    }

    static Message of(final String type, final Object... tagsAndValues)
    {
        final Message message = new Message();
        message.getHeader().setString(35, type);
        for (int i = 0; i < tagsAndValues.length; i += 2)
        {
            message.setString((Integer)tagsAndValues[i], String.valueOf(tagsAndValues[i + 1]));
        }
        return message;
    }

    static Message order(final String id, final char side, final Object quantity)
    {
        return of("D", 11, id, 55, "BTC", 54, side, 38, quantity, 40, "1");
    }

    static Message replace(final String orig, final String id, final char side, final Object quantity)
    {
        return of("G", 41, orig, 11, id, 55, "BTC", 54, side, 38, quantity, 40, "1");
    }

    static Message again(final Message message)
    {
        message.getHeader().setString(43, "Y");
        return message;
    }

    static Message with(final Message message, final int tag, final Object value)
    {
        message.setString(tag, String.valueOf(value));
        return message;
    }

    static Message report(final char execType, final String execId, final String id, final Object... more)
    {
        final Message message = of("8", 37, "V-" + id, 17, execId, 150, execType, 39, execType, 11, id, 55, "BTC", 54, '1');
        for (int i = 0; i < more.length; i += 2)
        {
            message.setString((Integer)more[i], String.valueOf(more[i + 1]));
        }
        return message;
    }

    static String quantity(final Message message)
    {
        return OrderFields.optional(message, 38);
    }

    static BigDecimal decimal(final String value)
    {
        return new BigDecimal(value);
    }
}
