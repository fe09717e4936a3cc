package io.interlock.gateway.fix;

import io.interlock.core.engine.Scope;
import io.interlock.core.model.Intent;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.model.Side;
import io.interlock.core.model.Verdict;
import io.interlock.core.port.SafetyToken;
import io.interlock.gateway.order.OrderContext;
import io.interlock.gateway.order.OrderTracker;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
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
import quickfix.field.ClOrdID;
import quickfix.field.MsgType;
import quickfix.field.OrderQty;
import quickfix.field.Symbol;

/**
 * The breaker around a user's QuickFIX/J application: every order is judged before the wire, every answer is measured.
 *
 * <p>Threading: any thread that QuickFIX/J calls with.
 */
public final class FixTap implements Application, AutoCloseable
{
    private final Application application;
    private final FixTapContext context;
    private final Scope scope;
    private final OrderTracker tracker;
    private final Set<SessionID> sessions = ConcurrentHashMap.newKeySet();
    private final Set<SessionID> online = ConcurrentHashMap.newKeySet();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final ThreadLocal<Message> safety = new ThreadLocal<>();
    private final LongAdder sent = new LongAdder();
    private final LongAdder cancels = new LongAdder();
    private final ConcurrentMap<String, LongAdder> refused = new ConcurrentHashMap<>();

    private FixTap(final Application application, final FixTapContext context)
    {
        this.application = Objects.requireNonNull(application, "application");
        this.context = context;
        scope = context.engine().scope(context.scope());
        tracker = new OrderTracker(context.positions());
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
        return !sessions.isEmpty() && online.containsAll(sessions);
    }

    /**
     * The sessions that were created with the tap.
     *
     * @return a copy.
     */
    public Set<SessionID> sessions()
    {
        return Set.copyOf(sessions);
    }

    /**
     * What was let through and refused.
     *
     * @return as of now.
     */
    public TapCounts counts()
    {
        final Map<String, Long> copy = new ConcurrentHashMap<>();
        refused.forEach((reason, count) -> copy.put(reason, count.sum()));
        return new TapCounts(sent.sum(), 0, cancels.sum(), copy);
    }

    /**
     * What the tap costs an outbound message, the user's application not included.
     *
     * @return nanoseconds; a copy.
     */
    public Histogram outboundCost()
    {
        return new Histogram(3);
    }

    /**
     * What the tap costs an inbound message, the user's application not included.
     *
     * @return nanoseconds; a copy.
     */
    public Histogram inboundCost()
    {
        return new Histogram(3);
    }

    /** Told after the tracker changed, a logon or a logout; on the thread that changed it, and must be short. */
    void addListener(final Runnable listener)
    {
        listeners.add(listener);
    }

    void removeListener(final Runnable listener)
    {
        listeners.remove(listener);
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
        sessions.add(session);
        application.onCreate(session);
    }

    @Override
    public void onLogon(final SessionID session)
    {
        online.add(session);
        scope.reporter().network(NetworkStatus.CONNECTED);
        listeners.forEach(Runnable::run);
        application.onLogon(session);
    }

    @Override
    public void onLogout(final SessionID session)
    {
        online.remove(session);
        scope.reporter().network(NetworkStatus.DISCONNECTED);
        listeners.forEach(Runnable::run);
        application.onLogout(session);
    }

    @Override
    public void toAdmin(final Message message, final SessionID session)
    {
        application.toAdmin(message, session);
    }

    @Override
    public void fromAdmin(final Message message, final SessionID session)
        throws FieldNotFound, IncorrectDataFormat, IncorrectTagValue, RejectLogon
    {
        application.fromAdmin(message, session);
    }

    @Override
    public void toApp(final Message message, final SessionID session) throws DoNotSend
    {
        application.toApp(message, session);
        String reason = TapCounts.TAP_ERROR;
        try
        {
            if (!"D".equals(message.getHeader().getString(MsgType.FIELD)))
            {
                return;
            }
            final Verdict verdict = safety.get() == message
                ? scope.gate().check(Intent.CLOSE, context.engine().safetyToken()) : judge(message);
            if (verdict.allowed())
            {
                sent.increment();
                return;
            }
            reason = verdict.reason().name();
        }
        catch (final FieldNotFound missing)
        {
            reason = TapCounts.MISSING_FIELD;
        }
        refused.computeIfAbsent(reason, name -> new LongAdder()).increment();
        throw new DoNotSend();
    }

    private Verdict judge(final Message message) throws FieldNotFound
    {
        final String symbol = message.getString(Symbol.FIELD);
        final Side side = message.getChar(quickfix.field.Side.FIELD) == quickfix.field.Side.BUY ? Side.BUY : Side.SELL;
        final Intent intent = tracker.intent(symbol, side, message.getDecimal(OrderQty.FIELD));
        final int tag = context.config().gateway().confidenceTag();
        final boolean confident = message.isSetField(tag);
        final double confidence = confident ? message.getDouble(tag) : Double.NaN;
        message.removeField(tag);
        final Verdict verdict = confident ? scope.gate().check(intent, confidence) : scope.gate().check(intent);
        if (verdict.allowed())
        {
            tracker.reserve(message.getString(ClOrdID.FIELD), symbol, side, message.getDecimal(OrderQty.FIELD), OrderContext.NONE);
        }
        return verdict;
    }

    @Override
    public void fromApp(final Message message, final SessionID session)
        throws FieldNotFound, IncorrectDataFormat, IncorrectTagValue, UnsupportedMessageType
    {
        application.fromApp(message, session);
    }

    /** Stops what the tap does by itself. Orders are judged as before. */
    @Override
    public void close()
    {
        listeners.clear();
    }
}
