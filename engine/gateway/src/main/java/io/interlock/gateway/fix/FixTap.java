package io.interlock.gateway.fix;

import io.interlock.core.engine.Scope;
import io.interlock.core.port.GatewayView;
import io.interlock.core.port.SafetyToken;
import io.interlock.core.report.Reporter;
import io.interlock.gateway.order.OrderTracker;
import java.util.Objects;
import java.util.Set;
import org.HdrHistogram.Histogram;
import quickfix.Application;
import quickfix.DoNotSend;
import quickfix.FieldNotFound;
import quickfix.IncorrectDataFormat;
import quickfix.IncorrectTagValue;
import quickfix.Message;
import quickfix.RejectLogon;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.UnsupportedMessageType;

/**
 * The breaker around a user's QuickFIX/J application: every order is judged before the wire, every answer is measured. Outbound the user's
 * application goes first and the tap decides last; inbound the tap goes first, so that the application sees positions as they are.
 * QuickFIX/J sends what {@code toApp} throws at, all but {@link DoNotSend}: so whatever goes wrong here, or in the application, is turned
 * into that.
 *
 * <p>Threading: any thread that QuickFIX/J calls with, and a timer of its own.
 */
public final class FixTap implements Application, AutoCloseable
{
    private final Application application;
    private final FixTapContext context;
    private final Scope scope;
    private final OrderTracker tracker;
    private final TapCounters counters = new TapCounters();
    private final SequenceIndex index = new SequenceIndex();
    private final SessionWatch sessions;
    private final LatencyProbe probe;
    private final OutboundGuard outbound;
    private final InboundReporter inbound;
    private final TapTimer timer = new TapTimer();
    private final ThreadLocal<Message> safety = new ThreadLocal<>();
    private final MassCancels massCancels = new MassCancels();

    private FixTap(final Application application, final FixTapContext context)
    {
        this.application = application;
        this.context = context;
        scope = context.engine().scope(context.scope());
        final Reporter reporter = scope.reporter();
        tracker = new OrderTracker(context.positions());
        sessions = new SessionWatch(reporter);
        probe = new LatencyProbe(context, sessions, reporter);
        final OverdueWatch overdue = new OverdueWatch(reporter, context.overdueAfter().toNanos());
        outbound = new OutboundGuard(context, tracker, scope.gate(), reporter, counters, index, overdue);
        inbound = new InboundReporter(tracker, reporter, index, probe);
        timer.start(context, overdue, probe);
    }

    /**
     * A tap around an application; give it to QuickFIX/J in the application's place.
     *
     * @param application the user's own; called for everything.
     * @param context     concluded here.
     * @return ready for sessions to be created.
     * @throws IllegalArgumentException naming all that is wrong with the context.
     */
    public static FixTap around(final Application application, final FixTapContext context)
    {
        Objects.requireNonNull(application, "application");
        context.conclude();
        return new FixTap(application, context);
    }

    /**
     * Orders and positions.
     *
     * @return always the same.
     */
    public OrderTracker tracker()
    {
        return tracker;
    }

    /**
     * Where orders are judged.
     *
     * @return always the same.
     */
    public Scope scope()
    {
        return scope;
    }

    /**
     * Whether every session of the tap is logged on.
     *
     * @return false where there is none.
     */
    public boolean loggedOn()
    {
        return sessions.allOnline();
    }

    /**
     * The sessions that were created with the tap.
     *
     * @return a copy.
     */
    public Set<SessionID> sessions()
    {
        return sessions.created();
    }

    /**
     * What was let through and refused.
     *
     * @return as of now.
     */
    public TapCounts counts()
    {
        return counters.counts();
    }

    /**
     * What the tap tells of itself for people: counts, open orders, positions.
     *
     * @return for any thread; asks no venue.
     */
    public GatewayView view()
    {
        return new TapView(this);
    }

    /**
     * What the tap costs an outbound message, the user's application not included.
     *
     * @return nanoseconds; a copy.
     */
    public Histogram outboundCost()
    {
        return counters.outboundCost();
    }

    /**
     * What the tap costs an inbound message, the user's application not included.
     *
     * @return nanoseconds; a copy.
     */
    public Histogram inboundCost()
    {
        return counters.inboundCost();
    }

    /** Told after the tracker changed, a logon or a logout; on the thread that changed it; short, and must not throw. */
    void addListener(final Runnable listener)
    {
        massCancels.addListener(listener);
        tracker.addListener(listener);
        sessions.addListener(listener);
    }

    MassCancels massCancels()
    {
        return massCancels;
    }

    void removeListener(final Runnable listener)
    {
        massCancels.removeListener(listener);
        tracker.removeListener(listener);
        sessions.removeListener(listener);
    }

    /** Sends one of the engine's own safety orders. False: not logged on, not the engine's token, or refused. */
    boolean sendSafety(final Message message, final SessionID session, final SafetyToken token)
    {
        final Session found = Session.lookupSession(session);
        if (token != context.engine().safetyToken() || found == null || !found.isLoggedOn())
        {
            return false;
        }
        safety.set(message);
        try
        {
            return found.send(message);
        }
        finally
        {
            safety.remove();
        }
    }

    @Override
    public void onCreate(final SessionID session)
    {
        sessions.created(session);
        application.onCreate(session);
    }

    @Override
    public void onLogon(final SessionID session)
    {
        probe.loggedOn(session, System.nanoTime());
        sessions.loggedOn(session);
        application.onLogon(session);
    }

    @Override
    public void onLogout(final SessionID session)
    {
        probe.loggedOut(session);
        sessions.loggedOut(session);
        application.onLogout(session);
    }

    @Override
    public void toAdmin(final Message message, final SessionID session)
    {
        index.put(session, message, null);
        application.toAdmin(message, session);
    }

    @Override
    public void fromAdmin(final Message message, final SessionID session)
        throws FieldNotFound, IncorrectDataFormat, IncorrectTagValue, RejectLogon
    {
        inbound.read(message, session, System.nanoTime());
        application.fromAdmin(message, session);
    }

    /**
     * Judges what is to be sent, after the application has had its say.
     *
     * @throws DoNotSend when the application says so, or the order is refused.
     */
    @Override
    public void toApp(final Message message, final SessionID session) throws DoNotSend
    {
        Throwable fault = null;
        try
        {
            application.toApp(message, session);
        }
        catch (final DoNotSend unwanted)
        {
            throw unwanted;
        }
        catch (final Throwable thrown)
        {
            fault = thrown;
        }
        final long startNs = System.nanoTime();
        final boolean passes = outbound.mayPass(message, session, safety.get() == message, fault);
        counters.outboundNs(System.nanoTime() - startNs);
        if (!passes)
        {
            throw new DoNotSend();
        }
    }

    @Override
    public void fromApp(final Message message, final SessionID session)
        throws FieldNotFound, IncorrectDataFormat, IncorrectTagValue, UnsupportedMessageType
    {
        final long startNs = System.nanoTime();
        inbound.read(message, session, startNs);
        massCancels.read(message);
        counters.inboundNs(System.nanoTime() - startNs);
        application.fromApp(message, session);
    }

    /** Stops probes and the look for overdue orders. Orders are judged as before. */
    @Override
    public void close()
    {
        timer.close();
    }
}
