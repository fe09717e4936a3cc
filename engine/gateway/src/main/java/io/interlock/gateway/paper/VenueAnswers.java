package io.interlock.gateway.paper;

import io.interlock.core.model.Side;
import java.math.BigDecimal;
import java.math.MathContext;
import quickfix.Message;

/** Builds what the venue says. Threading: under the book's lock; counts ids. */
final class VenueAnswers
{
    private static final String ZERO = "0";
    private long nextExecId;

    /** ExecTypes that change no quantity. */
    Message state(final VenueOrder order, final char execType, final char ordStatus, final String clOrdId, final String origClOrdId)
    {
        final Message report = report(order.orderId, execType, ordStatus, clOrdId);
        if (origClOrdId != null)
        {
            report.setString(41, origClOrdId);
        }
        final boolean over = ordStatus == '4';
        quantities(report, order, over ? BigDecimal.ZERO : order.open());
        return report;
    }

    Message trade(final VenueOrder order, final BigDecimal quantity, final BigDecimal price)
    {
        final boolean whole = order.open().signum() == 0;
        final Message report = report(order.orderId, 'F', whole ? '2' : '1', order.clOrdId);
        report.setString(31, plain(price));
        report.setString(32, plain(quantity));
        quantities(report, order, order.open());
        return report;
    }

    Message rejected(final VenueRequest request, final String text)
    {
        final Message report = report("NONE", '8', '8', request.clOrdId());
        report.setString(55, request.symbol());
        report.setChar(54, request.side() == Side.SELL ? '2' : '1');
        report.setString(38, plain(request.quantity()));
        report.setString(151, ZERO);
        report.setString(14, ZERO);
        report.setString(6, ZERO);
        report.setInt(103, 99);
        report.setString(58, text);
        return report;
    }

    /** OrderCancelReject: reason 0 too late, 1 unknown order; of a cancel, or of a replace. */
    Message cancelRejected(final VenueRequest request, final int reason, final String text)
    {
        final Message reject = message("9");
        reject.setString(37, "NONE");
        reject.setString(11, request.clOrdId());
        reject.setString(41, request.origClOrdId());
        reject.setChar(39, '8');
        reject.setChar(434, "G".equals(request.msgType()) ? '2' : '1');
        reject.setInt(102, reason);
        reject.setString(58, text);
        return reject;
    }

    static Message businessReject(final int sequence, final String msgType, final int reason, final String text)
    {
        final Message reject = message("j");
        reject.setInt(45, sequence);
        reject.setString(372, msgType);
        reject.setInt(380, reason);
        reject.setString(58, text);
        return reject;
    }

    static Message massCancelled(final VenueRequest request)
    {
        final Message report = message("r");
        report.setString(11, request.clOrdId());
        report.setString(37, "NONE");
        report.setChar(530, '7');
        report.setChar(531, '7');
        return report;
    }

    static Message sessionStatus(final int status, final String text)
    {
        final Message message = message("h");
        message.setString(336, "PAPER");
        message.setInt(340, status);
        if (!text.isEmpty())
        {
            message.setString(58, text);
        }
        return message;
    }

    private Message report(final String orderId, final char execType, final char ordStatus, final String clOrdId)
    {
        final Message report = message("8");
        report.setString(37, orderId);
        report.setString(17, "E" + ++nextExecId);
        report.setChar(150, execType);
        report.setChar(39, ordStatus);
        report.setString(11, clOrdId);
        return report;
    }

    private static void quantities(final Message report, final VenueOrder order, final BigDecimal leaves)
    {
        report.setString(55, order.symbol);
        report.setChar(54, order.side == Side.BUY ? '1' : '2');
        report.setString(38, plain(order.quantity));
        report.setString(151, plain(leaves));
        report.setString(14, plain(order.filled));
        final BigDecimal average = order.filled.signum() == 0 ? BigDecimal.ZERO : order.paid.divide(order.filled, MathContext.DECIMAL64);
        report.setString(6, plain(average));
    }

    private static String plain(final BigDecimal value)
    {
        return value.stripTrailingZeros().toPlainString();
    }

    private static Message message(final String msgType)
    {
        final Message message = new Message();
        message.getHeader().setString(35, msgType);
        return message;
    }
}
