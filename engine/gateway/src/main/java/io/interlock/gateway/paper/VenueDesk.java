package io.interlock.gateway.paper;

import io.interlock.core.port.EngineClock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.Application;
import quickfix.FieldNotFound;
import quickfix.Message;
import quickfix.RejectLogon;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SessionNotFound;

/**
 * Between the wire and the book: logs what arrives, and lets the answers out in their order, as late as it is told.
 *
 * <p>Threading: QuickFIX/J's session thread brings messages; one thread of its own sends.
 */
final class VenueDesk implements Application, AutoCloseable
{
    private static final Logger LOG = LoggerFactory.getLogger(VenueDesk.class);
    private final List<VenueRecord> log = new CopyOnWriteArrayList<>();
    private final VenueBook book = new VenueBook(this::answer);
    private final ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor(work ->
    {
        final Thread thread = new Thread(work, "paper-venue");
        thread.setDaemon(true);
        return thread;
    });
    private final Queue<Message> waiting = new ConcurrentLinkedQueue<>();
    private volatile SessionID session;
    private volatile boolean refusesLogons;
    private volatile long delayNs;
    private long lastDueNs = Long.MIN_VALUE;

    VenueBook book()
    {
        return book;
    }

    List<VenueRecord> log()
    {
        return List.copyOf(log);
    }

    SessionID session()
    {
        return session;
    }

    void delay(final Duration value)
    {
        delayNs = value.toNanos();
    }

    void refuseLogons(final boolean value)
    {
        refusesLogons = value;
    }

    /** An answer leaves no earlier than the one before it, however the delay has changed meanwhile. */
    synchronized void answer(final Message message)
    {
        final long nowNs = EngineClock.SYSTEM.nanoTime();
        final long wantedNs = nowNs + delayNs;
        final long dueNs = lastDueNs == Long.MIN_VALUE || wantedNs - lastDueNs > 0 ? wantedNs : lastDueNs;
        lastDueNs = dueNs;
        if (!sender.isShutdown())
        {
            // The queue keeps the order; two that are due together may run in either.
            waiting.add(message);
            sender.schedule(this::sendNext, dueNs - nowNs, TimeUnit.NANOSECONDS);
        }
    }

    private void sendNext()
    {
        final Message next = waiting.poll();
        if (next != null)
        {
            send(next);
        }
    }

    private void send(final Message message)
    {
        try
        {
            Session.sendToTarget(message, session);
        }
        catch (final SessionNotFound | RuntimeException gone)
        {
            LOG.warn("the venue could not answer: {}", gone.toString());
        }
    }

    @Override
    public void fromApp(final Message message, final SessionID from) throws FieldNotFound
    {
        final long nowNs = EngineClock.SYSTEM.nanoTime();
        final String type = message.getHeader().getString(35);
        final VenueRequest request = VenueRequest.of(type, message);
        final boolean addsRisk = book.addsRisk(request);
        final String outcome;
        if (!"DGFqH".contains(type))
        {
            outcome = "unsupported";
            answer(VenueAnswers.businessReject(message.getHeader().getInt(34), type, 3, "unsupported message type " + type));
        }
        else if (request.clOrdId().isEmpty())
        {
            outcome = request.problem();
            answer(VenueAnswers.businessReject(message.getHeader().getInt(34), type, 5, outcome));
        }
        else
        {
            outcome = book.receive(request);
        }
        log.add(new VenueRecord(
            log.size() + 1L, nowNs, EngineClock.SYSTEM.wallMs(), type, request.clOrdId(), request.symbol(), request.side(),
            request.quantity(), request.price(), request.possDup(), addsRisk, outcome));
    }

    @Override
    public void fromAdmin(final Message message, final SessionID from) throws FieldNotFound, RejectLogon
    {
        if (refusesLogons && "A".equals(message.getHeader().getString(35)))
        {
            throw new RejectLogon("the venue takes no logons now");
        }
    }

    @Override
    public void onCreate(final SessionID created)
    {
        session = created;
    }

    @Override
    public void onLogon(final SessionID id)
    {
        LOG.info("{} has logged on", id);
    }

    @Override
    public void onLogout(final SessionID id)
    {
        LOG.info("{} has gone", id);
        // What was late is kept by the session now, and goes out first of all when the client comes back.
        synchronized (this)
        {
            lastDueNs = Long.MIN_VALUE;
            if (!sender.isShutdown())
            {
                sender.execute(this::sendAll);
            }
        }
    }

    private void sendAll()
    {
        for (Message next = waiting.poll(); next != null; next = waiting.poll())
        {
            send(next);
        }
    }

    @Override
    public void toAdmin(final Message message, final SessionID to)
    {
        // Nothing to add.
    }

    @Override
    public void toApp(final Message message, final SessionID to)
    {
        // Nothing to add.
    }

    @Override
    public void close()
    {
        sender.shutdownNow();
    }
}
