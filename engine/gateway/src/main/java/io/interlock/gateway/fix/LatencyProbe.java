package io.interlock.gateway.fix;

import io.interlock.core.report.Reporter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import quickfix.Message;
import quickfix.Session;
import quickfix.SessionID;

/**
 * Measures a session by TestRequests while nothing else does, so that recovery has something to rest on (SEMANTICS 4). A probe without an
 * answer for too long is a latency of its age and a lost session, until anything arrives; its late answer is measured like any other.
 *
 * <p>Threading: any thread; each session's line is its own lock.
 */
final class LatencyProbe
{
    private static final String PREFIX = "ILK-";

    private final Map<SessionID, Line> lines = new ConcurrentHashMap<>();
    private final AtomicLong number = new AtomicLong();
    private final SessionWatch watch;
    private final Reporter reporter;
    private final long intervalNs;
    private final long timeoutNs;

    LatencyProbe(final FixTapContext context, final SessionWatch watch, final Reporter reporter)
    {
        this.watch = watch;
        this.reporter = reporter;
        intervalNs = context.probeInterval().toNanos();
        timeoutNs = context.probeTimeout().toNanos();
    }

    /** What was asked of one session and is not answered. */
    private static final class Line
    {
        private long measuredNs;
        private String id;
        private long sentNs;
        private boolean lost;
        /** Given up as unanswered; still measured when it is answered after all. */
        private String lateId;
        private long lateSentNs;
    }

    void loggedOn(final SessionID session, final long nowNs)
    {
        final Line line = new Line();
        line.measuredNs = nowNs;
        lines.put(session, line);
    }

    void loggedOut(final SessionID session)
    {
        lines.remove(session);
    }

    /** An answer of another kind was measured. */
    void measured(final SessionID session, final long nowNs)
    {
        final Line line = lines.get(session);
        if (line != null)
        {
            synchronized (line)
            {
                line.measuredNs = nowNs;
            }
        }
    }

    /** Anything arrived: whatever it is, the session is not lost. */
    void heard(final SessionID session, final long nowNs)
    {
        final Line line = lines.get(session);
        if (line == null)
        {
            return;
        }
        synchronized (line)
        {
            if (line.lost)
            {
                line.lost = false;
                line.lateId = line.id;
                line.lateSentNs = line.sentNs;
                line.id = null;
                line.measuredNs = nowNs;
                watch.heard(session);
            }
        }
    }

    /** A heartbeat arrived; the answer to a probe where it carries its id. */
    void answered(final SessionID session, final String testReqId, final long nowNs)
    {
        final Line line = lines.get(session);
        if (line == null || testReqId == null)
        {
            return;
        }
        synchronized (line)
        {
            if (testReqId.equals(line.id))
            {
                line.id = null;
                line.measuredNs = nowNs;
                reporter.apiLatency(nowNs - line.sentNs);
            }
            else if (testReqId.equals(line.lateId))
            {
                line.lateId = null;
                reporter.apiLatency(nowNs - line.lateSentNs);
            }
        }
    }

    /** Timer only. */
    void check(final long nowNs)
    {
        lines.forEach((session, line) -> check(session, line, nowNs));
    }

    private void check(final SessionID session, final Line line, final long nowNs)
    {
        final String id;
        synchronized (line)
        {
            if (line.id != null)
            {
                expire(session, line, nowNs);
                return;
            }
            if (nowNs - line.measuredNs < intervalNs)
            {
                return;
            }
            id = PREFIX + number.incrementAndGet();
            line.id = id;
            line.sentNs = nowNs;
        }
        // Outside the lock: the session has its own, and calls back while holding it.
        send(session, id);
    }

    private void expire(final SessionID session, final Line line, final long nowNs)
    {
        if (!line.lost && nowNs - line.sentNs >= timeoutNs)
        {
            line.lost = true;
            reporter.apiLatency(nowNs - line.sentNs);
            watch.lost(session);
        }
    }

    private static void send(final SessionID session, final String id)
    {
        final Session found = Session.lookupSession(session);
        if (found != null)
        {
            final Message probe = new Message();
            probe.getHeader().setString(Tags.MSG_TYPE, Tags.TEST_REQUEST);
            probe.setString(Tags.TEST_REQ_ID, id);
            found.send(probe);
        }
    }
}
