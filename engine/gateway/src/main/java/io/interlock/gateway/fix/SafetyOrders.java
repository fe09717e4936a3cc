package io.interlock.gateway.fix;

import io.interlock.core.model.Side;
import io.interlock.core.port.EngineClock;
import io.interlock.gateway.order.WorkingOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicLong;
import quickfix.Message;

/** Builds the messages of the safety actions; their ids are unique over restarts. Threading: any thread. */
final class SafetyOrders
{
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
    private static final int HANDL_INST = 21;
    private static final int ORD_TYPE = 40;
    private static final int TRANSACT_TIME = 60;
    private static final int MASS_CANCEL_REQUEST_TYPE = 530;

    private final AtomicLong next = new AtomicLong();
    private final String life = "IL" + Long.toString(EngineClock.SYSTEM.wallMs(), Character.MAX_RADIX) + '-';

    Message cancel(final WorkingOrder order)
    {
        final Message message = message(Tags.ORDER_CANCEL_REQUEST);
        message.setString(Tags.ORIG_CL_ORD_ID, order.clOrdId());
        message.setString(Tags.SYMBOL, order.symbol());
        message.setChar(Tags.SIDE, order.side() == Side.BUY ? '1' : '2');
        message.setString(Tags.ORDER_QTY, order.quantity().toPlainString());
        return message;
    }

    Message cancelAll()
    {
        final Message message = message(Tags.ORDER_MASS_CANCEL_REQUEST);
        message.setChar(MASS_CANCEL_REQUEST_TYPE, '7');
        return message;
    }

    Message market(final String symbol, final Side side, final BigDecimal quantity)
    {
        final Message message = message(Tags.NEW_ORDER_SINGLE);
        message.setString(Tags.SYMBOL, symbol);
        message.setChar(Tags.SIDE, side == Side.BUY ? '1' : '2');
        message.setString(Tags.ORDER_QTY, quantity.stripTrailingZeros().toPlainString());
        message.setChar(ORD_TYPE, '1');
        message.setChar(HANDL_INST, '1');
        return message;
    }

    private Message message(final String type)
    {
        final Message message = new Message();
        message.getHeader().setString(Tags.MSG_TYPE, type);
        message.setString(Tags.CL_ORD_ID, life + next.incrementAndGet());
        message.setString(TRANSACT_TIME, TIME.format(Instant.ofEpochMilli(EngineClock.SYSTEM.wallMs())));
        return message;
    }
}
