package io.interlock.gateway.paper;

import quickfix.SessionID;
import quickfix.SessionSettings;

/**
 * QuickFIX/J settings for a venue and its client on loopback: FIX 4.4, no data dictionary, reconnect after one second.
 *
 * <p>Threading: any thread.
 */
public final class FixSettings
{
    private static final String BEGIN_STRING = "FIX.4.4";

    private FixSettings()
    {
    }

    static SessionSettings acceptor(final PaperVenueContext context)
    {
        final SessionSettings settings = common();
        final SessionID id = new SessionID(BEGIN_STRING, context.senderCompId(), context.targetCompId());
        settings.setString(id, "ConnectionType", "acceptor");
        settings.setString(id, "SocketAcceptAddress", "127.0.0.1");
        settings.setLong(id, "SocketAcceptPort", context.port());
        return settings;
    }

    /**
     * Settings of an initiator that logs on to a venue.
     *
     * @param venue         where.
     * @param resetOnLogon  true: sequence numbers start at 1 at each logon, so a restarted client is taken, and what waited is not resent.
     * @return with a session from GATEWAY to VENUE, the default names.
     */
    public static SessionSettings client(final PaperVenue venue, final boolean resetOnLogon)
    {
        return client(venue.port(), new SessionID(BEGIN_STRING, "GATEWAY", "VENUE"), resetOnLogon);
    }

    /**
     * Settings of an initiator that logs on to a port of this host.
     *
     * @param port         on loopback.
     * @param id           the session.
     * @param resetOnLogon as above.
     * @return a new object.
     */
    public static SessionSettings client(final int port, final SessionID id, final boolean resetOnLogon)
    {
        final SessionSettings settings = common();
        settings.setString(id, "ConnectionType", "initiator");
        settings.setString(id, "SocketConnectHost", "127.0.0.1");
        settings.setLong(id, "SocketConnectPort", port);
        settings.setString(id, "ReconnectInterval", "1");
        settings.setString(id, "ResetOnLogon", resetOnLogon ? "Y" : "N");
        return settings;
    }

    private static SessionSettings common()
    {
        final SessionSettings settings = new SessionSettings();
        settings.setString("StartTime", "00:00:00");
        settings.setString("EndTime", "00:00:00");
        settings.setString("HeartBtInt", "30");
        settings.setString("UseDataDictionary", "N");
        return settings;
    }
}
