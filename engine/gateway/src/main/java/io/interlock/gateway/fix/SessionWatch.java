package io.interlock.gateway.fix;

import io.interlock.core.model.NetworkStatus;
import io.interlock.core.report.Reporter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import quickfix.SessionID;

/**
 * Which sessions exist, are logged on, or were lost. The scope's network counts as connected again only when no session is lost any more.
 *
 * <p>Threading: any thread; one lock, under which the reports are made so that their order is that of the facts.
 */
final class SessionWatch
{
    private final Reporter reporter;
    private final Set<SessionID> created = new HashSet<>();
    private final Set<SessionID> online = new HashSet<>();
    private final Set<SessionID> lost = new HashSet<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    SessionWatch(final Reporter reporter)
    {
        this.reporter = reporter;
    }

    synchronized void created(final SessionID session)
    {
        created.add(session);
    }

    void loggedOn(final SessionID session)
    {
        synchronized (this)
        {
            online.add(session);
            back(session, true);
        }
        listeners.forEach(Runnable::run);
    }

    void loggedOut(final SessionID session)
    {
        synchronized (this)
        {
            online.remove(session);
            lost(session);
        }
        listeners.forEach(Runnable::run);
    }

    /** Logged out, or on and silent. */
    synchronized void lost(final SessionID session)
    {
        lost.add(session);
        reporter.network(NetworkStatus.DISCONNECTED);
    }

    /** Something came from a session that was taken for lost. */
    synchronized void heard(final SessionID session)
    {
        if (online.contains(session))
        {
            back(session, false);
        }
    }

    private void back(final SessionID session, final boolean always)
    {
        if ((lost.remove(session) || always) && lost.isEmpty())
        {
            reporter.network(NetworkStatus.CONNECTED);
        }
    }

    synchronized boolean isOnline(final SessionID session)
    {
        return online.contains(session);
    }

    synchronized boolean allOnline()
    {
        return !created.isEmpty() && online.containsAll(created);
    }

    synchronized Set<SessionID> online()
    {
        return Set.copyOf(online);
    }

    synchronized Set<SessionID> created()
    {
        return Set.copyOf(created);
    }

    void addListener(final Runnable listener)
    {
        listeners.add(listener);
    }

    void removeListener(final Runnable listener)
    {
        listeners.remove(listener);
    }
}
