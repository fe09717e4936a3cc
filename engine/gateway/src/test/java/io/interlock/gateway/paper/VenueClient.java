package io.interlock.gateway.paper;

import io.interlock.core.testing.Await;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import quickfix.ApplicationAdapter;
import quickfix.DefaultMessageFactory;
import quickfix.FieldNotFound;
import quickfix.MemoryStoreFactory;
import quickfix.Message;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SocketInitiator;

/** A plain FIX client, without a breaker. */
final class VenueClient extends ApplicationAdapter implements AutoCloseable
{
    final List<Message> answers = new CopyOnWriteArrayList<>();
    private final SocketInitiator initiator;
    private final SessionID id;

    VenueClient(final PaperVenue venue) throws Exception
    {
        initiator = new SocketInitiator(
            this, new MemoryStoreFactory(), FixSettings.client(venue, false), null, new DefaultMessageFactory());
        initiator.start();
        id = initiator.getSessions().get(0);
    }

    @Override
    public void fromApp(final Message message, final SessionID session)
    {
        answers.add(message);
    }

    VenueClient logOn()
    {
        Await.until("logon", this::loggedOn);
        return this;
    }

    boolean loggedOn()
    {
        return Session.lookupSession(id).isLoggedOn();
    }

    /** Tag and value in turns, after the type. */
    boolean send(final String type, final Object... fields) throws Exception
    {
        final Message message = new Message();
        message.getHeader().setString(35, type);
        for (int i = 0; i < fields.length; i += 2)
        {
            message.setString((Integer)fields[i], String.valueOf(fields[i + 1]));
        }
        return Session.sendToTarget(message, id);
    }

    boolean market(final String clOrdId, final char side, final Object quantity) throws Exception
    {
        return send("D", 11, clOrdId, 55, "BTC", 54, side, 38, quantity, 40, '1');
    }

    boolean limit(final String clOrdId, final char side, final Object quantity, final Object price) throws Exception
    {
        return send("D", 11, clOrdId, 55, "BTC", 54, side, 38, quantity, 40, '2', 44, price);
    }

    /** Values of one tag over all answers, "-" where it is not set. */
    List<String> told(final int tag)
    {
        return answers.stream().map(message -> value(message, tag)).toList();
    }

    List<String> awaitTold(final int tag, final int count)
    {
        Await.until(count + " answers", () -> answers.size() >= count);
        return told(tag);
    }

    private static String value(final Message message, final int tag)
    {
        try
        {
            return message.isSetField(tag) ? message.getString(tag) : "-";
        }
        catch (final FieldNotFound gone)
        {
            throw new AssertionError(gone);
        }
    }

    @Override
    public void close()
    {
        initiator.stop(true);
    }
}
