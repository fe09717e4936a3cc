package io.interlock.cli.demo;

import io.interlock.config.GatewayConfig;
import io.interlock.core.model.Side;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import quickfix.Application;
import quickfix.FieldMap;
import quickfix.FieldNotFound;
import quickfix.Message;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SessionNotFound;

/**
 * The user's side of the gateway: sends orders, keeps its own account by the fills it is told. It knows nothing of the breaker but the two
 * tags that its orders carry.
 *
 * <p>Threading: any thread; nothing is sent while its lock is held.
 */
final class Trader implements Application
{
    static final String SYMBOL = "BTC/USD";
    static final SessionID SESSION = new SessionID("FIX.4.4", "GATEWAY", "VENUE");
    static final BigDecimal CASH = new BigDecimal("100000");

    private static final DateTimeFormatter TRANSACT_TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss.SSS");
    private static final long GIVEN_UP_NS = TimeUnit.SECONDS.toNanos(8);

    private final int confidenceTag;
    private final int priceTag;
    private final Map<String, Sent> sent = new LinkedHashMap<>();
    private final Set<String> booked = new HashSet<>();
    private BigDecimal cash = CASH;
    private BigDecimal position = BigDecimal.ZERO;
    private Sent flying;
    private boolean answered;
    private double lastLatencyMs = Double.NaN;
    private volatile String now = "";

    /** An order as it was handed to FIX; the time, by System.nanoTime(), was read just before. */
    record Sent(String id, Side side, BigDecimal quantity, long sendNs)
    {
    }

    /** How an order is meant; a null limit is a market order. */
    record Terms(Side side, BigDecimal quantity, BigDecimal limit, double confidence, BigDecimal decided)
    {
    }

    Trader(final GatewayConfig config)
    {
        confidenceTag = config.confidenceTag();
        priceTag = config.priceTag();
    }

    /** One of the strategy's orders; true when it is on its way. */
    boolean trade(final Strategy.Decision decision)
    {
        return send(new Terms(decision.side(), decision.quantity(), null, decision.confidence(), decision.price()), true);
    }

    /** An order that rests in the book. */
    boolean rest(final BigDecimal quantity, final BigDecimal limit)
    {
        return send(new Terms(Side.BUY, quantity, limit, 1.0, limit), false);
    }

    private boolean send(final Terms terms, final boolean flies)
    {
        final Sent order;
        synchronized (this)
        {
            order = new Sent("D" + (sent.size() + 1), terms.side(), terms.quantity(), System.nanoTime());
            sent.put(order.id(), order);
            if (flies)
            {
                flying = order;
                answered = false;
            }
        }
        boolean gone = false;
        try
        {
            gone = Session.sendToTarget(message(order, terms), SESSION);
        }
        catch (final SessionNotFound stopped)
        {
            // The gateway was stopped under the strategy: the order went nowhere.
            now = "there is no session: " + stopped.getMessage();
        }
        tell(order, terms, gone);
        return gone;
    }

    private synchronized void tell(final Sent order, final Terms terms, final boolean gone)
    {
        if (!gone && flying == order)
        {
            flying = null;
        }
        now = Words.format("%s %s %s %s at %s, confidence %.2f: %s", order.id(), order.side(), order.quantity().toPlainString(), SYMBOL,
            terms.limit() == null ? terms.decided().toPlainString() : "a limit of " + terms.limit().toPlainString(), terms.confidence(),
            gone ? "sent" : "REFUSED before the wire");
    }

    private Message message(final Sent order, final Terms terms)
    {
        final Message message = new Message();
        message.getHeader().setString(35, "D");
        message.setString(11, order.id());
        message.setString(55, SYMBOL);
        message.setChar(54, order.side() == Side.BUY ? '1' : '2');
        message.setString(38, order.quantity().toPlainString());
        message.setChar(40, terms.limit() == null ? '1' : '2');
        if (terms.limit() != null)
        {
            message.setString(44, terms.limit().toPlainString());
        }
        message.setString(60, TRANSACT_TIME.format(LocalDateTime.now(ZoneOffset.UTC)));
        message.setString(confidenceTag, Double.toString(terms.confidence()));
        message.setString(priceTag, terms.decided().toPlainString());
        return message;
    }

    /** Whether an order is on its way or not yet done; one that nobody has answered for 8 s is given up. */
    synchronized boolean isBusy()
    {
        return flying != null && System.nanoTime() - flying.sendNs() < GIVEN_UP_NS;
    }

    /** Whether an order is on its way and younger than this: the market waits for it. */
    synchronized boolean isJustSent(final long withinNs)
    {
        return flying != null && !answered && System.nanoTime() - flying.sendNs() < withinNs;
    }

    synchronized BigDecimal position()
    {
        return position;
    }

    synchronized BigDecimal equity(final BigDecimal price)
    {
        return cash.add(position.multiply(price));
    }

    synchronized double lastLatencyMs()
    {
        return lastLatencyMs;
    }

    synchronized Map<String, Sent> sent()
    {
        return Map.copyOf(sent);
    }

    String now()
    {
        return now;
    }

    @Override
    public synchronized void fromApp(final Message message, final SessionID session) throws FieldNotFound
    {
        final String type = message.getHeader().getString(35);
        if ("9".equals(type))
        {
            over(text(message, 41));
        }
        if (!"8".equals(type))
        {
            return;
        }
        final String id = text(message, 11);
        if (flying != null && flying.id().equals(id) && !answered)
        {
            answered = true;
            lastLatencyMs = (System.nanoTime() - flying.sendNs()) / 1e6;
        }
        if ("F".equals(text(message, 150)) && booked.add(text(message, 17)))
        {
            final BigDecimal quantity = new BigDecimal(message.getString(32));
            final BigDecimal signed = "1".equals(text(message, 54)) ? quantity : quantity.negate();
            position = position.add(signed);
            cash = cash.subtract(signed.multiply(new BigDecimal(message.getString(31))));
        }
        final String status = text(message, 39);
        if ("2".equals(status) || "4".equals(status) || "8".equals(status))
        {
            over(id);
            over(text(message, 41));
        }
    }

    private void over(final String id)
    {
        if (flying != null && flying.id().equals(id))
        {
            flying = null;
        }
    }

    private static String text(final FieldMap fields, final int tag) throws FieldNotFound
    {
        return fields.isSetField(tag) ? fields.getString(tag) : "";
    }

    @Override
    public void onCreate(final SessionID session)
    {
        // Nothing to prepare.
    }

    @Override
    public void onLogon(final SessionID session)
    {
        now = "logged on to the venue";
    }

    @Override
    public void onLogout(final SessionID session)
    {
        now = "the session to the venue is gone";
    }

    @Override
    public void toAdmin(final Message message, final SessionID session)
    {
        // As QuickFIX/J has it.
    }

    @Override
    public void fromAdmin(final Message message, final SessionID session)
    {
        // As QuickFIX/J has it.
    }

    @Override
    public void toApp(final Message message, final SessionID session)
    {
        // As it was made.
    }
}
