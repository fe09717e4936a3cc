package io.interlock.gateway.paper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import quickfix.Acceptor;
import quickfix.ConfigError;
import quickfix.DefaultMessageFactory;
import quickfix.MemoryStoreFactory;
import quickfix.SLF4JLogFactory;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SessionSettings;
import quickfix.ThreadedSocketAcceptor;
import quickfix.mina.acceptor.AbstractSocketAcceptor;

/**
 * A venue on a loopback port that takes orders of one client over FIX 4.4 and fills them at the prices it is told: market orders at once,
 * limit orders when the price crosses them. It can be slow, reject, hold orders open, fill in parts or at a worse price, and drop the
 * session; what arrived is in its log, judged by its own position. Orders trade on arrival, their answers come late when it is slow.
 *
 * <p>Threading: controls and looks from any thread.
 */
public final class PaperVenue implements AutoCloseable
{
    private final VenueDesk desk;
    private final Acceptor acceptor;
    private final int port;

    private PaperVenue(final VenueDesk desk, final Acceptor acceptor, final int port)
    {
        this.desk = desk;
        this.acceptor = acceptor;
        this.port = port;
    }

    /**
     * Starts listening on loopback.
     *
     * @param context where, for whom, what is traded.
     * @return ready for a logon.
     * @throws IllegalStateException when the port is in use or the settings are refused.
     */
    public static PaperVenue start(final PaperVenueContext context)
    {
        final VenueDesk desk = new VenueDesk();
        context.prices().forEach(desk.book()::price);
        try
        {
            final SessionSettings settings = FixSettings.acceptor(context);
            final AbstractSocketAcceptor acceptor = new ThreadedSocketAcceptor(
                desk, new MemoryStoreFactory(), settings, new SLF4JLogFactory(settings), new DefaultMessageFactory());
            acceptor.start();
            final InetSocketAddress address = (InetSocketAddress)acceptor.getEndpoints().iterator().next().getLocalAddress();
            return new PaperVenue(desk, acceptor, address.getPort());
        }
        catch (final ConfigError | RuntimeException failed)
        {
            desk.close();
            final String where = "the venue cannot listen on loopback port " + context.port();
            throw new IllegalStateException(where + ": " + failed.getMessage(), failed);
        }
    }

    /**
     * Where it listens.
     *
     * @return the port on loopback.
     */
    public int port()
    {
        return port;
    }

    /**
     * Moves the market; resting limit orders that it crosses are filled.
     *
     * @param symbol known from now on.
     * @param price  above 0.
     * @throws IllegalArgumentException for a price not above 0.
     */
    public void price(final String symbol, final BigDecimal price)
    {
        desk.book().price(symbol, PaperVenueContext.requirePositive(price));
    }

    /**
     * How late every answer to an order message leaves from now on. Answers keep their order.
     *
     * @param delay zero or more.
     */
    public void answerDelay(final Duration delay)
    {
        desk.delay(delay);
    }

    /**
     * Rejects new orders.
     *
     * @param orders how many.
     * @param text   what it says.
     */
    public void rejectNext(final int orders, final String text)
    {
        desk.book().rejectNext(orders, text);
    }

    /**
     * Acknowledges, but fills nothing, except a market order that takes risk off, so that a flatten works.
     *
     * @param held false fills at once what has come to cross.
     */
    public void hold(final boolean held)
    {
        desk.book().hold(held);
    }

    /**
     * Fills in equal parts.
     *
     * @param parts at least 1.
     * @throws IllegalArgumentException below 1.
     */
    public void fillInParts(final int parts)
    {
        if (parts < 1)
        {
            throw new IllegalArgumentException("a fill in " + parts + " parts: at least 1");
        }
        desk.book().fillInParts(parts);
    }

    /**
     * Fills at a worse price than the market's, within the order's limit.
     *
     * @param fraction 0.001 is 0.1 %.
     */
    public void slippage(final BigDecimal fraction)
    {
        desk.book().slippage(fraction);
    }

    /**
     * Tells the client of the market's state.
     *
     * @param tradSesStatus TradSesStatus (340).
     * @param text          Text (58); may be empty.
     */
    public void tradingSessionStatus(final int tradSesStatus, final String text)
    {
        desk.answer(VenueAnswers.sessionStatus(tradSesStatus, text));
    }

    /** Cuts the connection without a logout. The client may come back. */
    public void dropSession()
    {
        final Session session = session();
        if (session != null)
        {
            try
            {
                session.disconnect("the venue drops the session", false);
            }
            catch (final IOException failed)
            {
                throw new UncheckedIOException("the session could not be cut", failed);
            }
        }
    }

    /**
     * Answers logons with a logout.
     *
     * @param refused false takes them again.
     */
    public void refuseLogons(final boolean refused)
    {
        desk.refuseLogons(refused);
    }

    /**
     * The client's position as the venue has it.
     *
     * @param symbol Symbol.
     * @return below zero for short.
     */
    public BigDecimal position(final String symbol)
    {
        return desk.book().position(symbol);
    }

    /**
     * How many orders are open.
     *
     * @return as of now.
     */
    public int openOrders()
    {
        return desk.book().openOrders();
    }

    /**
     * Every application message that arrived, oldest first.
     *
     * @return a copy.
     */
    public List<VenueRecord> log()
    {
        return desk.log();
    }

    /**
     * Whether the client is logged on.
     *
     * @return as of now.
     */
    public boolean loggedOn()
    {
        final Session session = session();
        return session != null && session.isLoggedOn();
    }

    private Session session()
    {
        final SessionID id = desk.session();
        return id == null ? null : Session.lookupSession(id);
    }

    /** Cuts the session and frees the port. */
    @Override
    public void close()
    {
        desk.close();
        acceptor.stop(true);
    }
}
