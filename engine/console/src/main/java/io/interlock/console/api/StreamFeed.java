package io.interlock.console.api;

import io.interlock.console.http.EventSink;
import io.interlock.console.http.StreamEvent;
import io.interlock.core.status.EngineStatus;
import io.interlock.core.status.EngineVitals;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells everybody who listens what happens. It looks at what the engine shows to anyone, some forty times a second and only while somebody
 * listens; the breaker thread is asked for nothing but the status that all readers share.
 *
 * <p>Threading: {@link #join} any thread; the rest one thread of its own, {@code interlock-console-stream}, which ends with the last
 * client.
 */
final class StreamFeed
{
    /** To begin with what happens from now on. */
    static final long NOW = -1;
    static final long PERIOD_NS = 25_000_000L;
    static final long BEAT_NS = 1_000_000_000L;
    /** Between two statuses at least: ten a second at most. */
    static final long LEAST_NS = 100_000_000L;
    private static final long RETRY_MS = 2_000;
    /** A status that never shows a transition, as after a clock that was set back, is not waited for. */
    private static final long AWAITED_NS = 6_000_000_000L;
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final Logger LOG = LoggerFactory.getLogger(StreamFeed.class);

    private final EngineView view;
    private final CommandNews commands;
    private final LongSupplier nowNs;
    private final Consumer<Runnable> threads;
    private final TransitionNews transitions;
    private final IssueNews issues;
    private final NoticeNews notices;
    private final List<Follower> followers = new ArrayList<>();
    private final Deque<Joining> joining = new ArrayDeque<>();
    private boolean running;
    private long beatNs;
    private long newsNs;
    private long statusNs;
    private long awaitedNs;
    private long awaitedMs;
    private long shownMs;
    private boolean stale;
    private long loggedNs;
    private boolean logged;

    private record Joining(EventSink client, long after)
    {
    }

    StreamFeed(final EngineView view, final CommandNews commands)
    {
        this(view, commands, System::nanoTime, StreamFeed::start);
    }

    /** A test's goes turn by turn, by its own clock. */
    StreamFeed(final EngineView view, final CommandNews commands, final LongSupplier nowNs, final Consumer<Runnable> threads)
    {
        this.view = view;
        this.commands = commands;
        this.nowNs = nowNs;
        this.threads = threads;
        transitions = new TransitionNews(view);
        issues = new IssueNews(view);
        notices = new NoticeNews(view);
    }

    /** A client listens, from after a sequence or from {@link #NOW}. Never waits. */
    void join(final EventSink client, final long after)
    {
        synchronized (joining)
        {
            joining.add(new Joining(client, after));
            if (!running)
            {
                threads.accept(this::run);
                // Only now: where there was no memory for a thread, the next client tries again.
                running = true;
            }
        }
    }

    private static void start(final Runnable task)
    {
        final Thread thread = new Thread(task, "interlock-console-stream");
        thread.setDaemon(true);
        thread.start();
    }

    private void run()
    {
        while (goesOn())
        {
            try
            {
                turn();
            }
            catch (final Throwable strange)
            {
                failed("the event stream", strange);
            }
            LockSupport.parkNanos(this, PERIOD_NS);
        }
    }

    /** Whether anybody listens; else the thread ends, and the next client starts another. */
    private boolean goesOn()
    {
        synchronized (joining)
        {
            running = !joining.isEmpty() || !followers.isEmpty();
            return running;
        }
    }

    /** One look at everything. */
    void turn()
    {
        final long now = nowNs.getAsLong();
        followers.removeIf(follower -> !follower.sink().isOpen());
        followers.forEach(Follower::look);
        transitions.look();
        final boolean isFresh = admit();
        final EngineVitals vitals = view.vitals();
        final boolean isChanged = vitals.stale() != stale;
        stale = vitals.stale();
        if (isFresh || isChanged || now - beatNs >= BEAT_NS)
        {
            beatNs = now;
            moment(StreamEvents.heartbeat(vitals, System.currentTimeMillis()));
        }
        part("transitions", () -> followers.forEach(transitions::tell));
        if (now - newsNs >= LEAST_NS)
        {
            newsNs = now;
            part("issues", () -> tell(issues.take()));
            part("notifications", () -> tell(notices.take()));
            part("commands", () -> tell(commands.take().stream().map(StreamEvents::command).toList()));
        }
        if (isStatusDue(now, vitals, isFresh, isChanged))
        {
            part("the status", () -> status(now));
        }
        followers.forEach(Follower::notFresh);
    }

    private boolean admit()
    {
        final List<Joining> come;
        synchronized (joining)
        {
            come = new ArrayList<>(joining);
            joining.clear();
        }
        if (followers.isEmpty() && !come.isEmpty())
        {
            // What happened while nobody listened is history.
            part("issues", issues::forget);
            part("notifications", notices::forget);
            commands.take();
        }
        for (final Joining one : come)
        {
            final Follower follower = new Follower(one.client(), transitions.head());
            final long after = one.after() == NOW ? transitions.head() : transitions.begin(follower, one.after());
            follower.cursor(after);
            one.client().offer(StreamEvent.place(after, RETRY_MS));
            followers.add(follower);
        }
        return !come.isEmpty();
    }

    /** Each second; at once after what it must show, as often as the engine makes another; where the journal lags, by what gates say. */
    private boolean isStatusDue(final long now, final EngineVitals vitals, final boolean isFresh, final boolean isChanged)
    {
        if (transitions.newestMs() > awaitedMs)
        {
            awaitedMs = transitions.newestMs();
            awaitedNs = now;
        }
        if (isFresh)
        {
            return true;
        }
        // A stale engine answers nothing, after a wait in which no heartbeat could be told.
        if (stale || now - statusNs < LEAST_NS)
        {
            return false;
        }
        final boolean isAwaited = shownMs <= awaitedMs && now - awaitedNs < AWAITED_NS;
        return isChanged || isAwaited || vitals.journal().lag() > 0 || now - statusNs >= BEAT_NS;
    }

    private void status(final long now)
    {
        statusNs = now;
        final EngineStatus status = view.status();
        shownMs = status.atMs();
        moment(StreamEvents.status(view.source(), status, view.service()));
    }

    /** What is of the moment alone goes to those whom nothing waits for: the next one tells the others. */
    private void moment(final StreamEvent event)
    {
        for (final Follower follower : followers)
        {
            if (follower.idle())
            {
                follower.sink().offer(event);
            }
        }
    }

    private void tell(final List<StreamEvent> events)
    {
        for (final StreamEvent event : events)
        {
            followers.forEach(follower -> follower.sink().offer(event));
        }
    }

    /** What fails in one part keeps nobody from the others. */
    private void part(final String what, final Runnable part)
    {
        try
        {
            part.run();
        }
        catch (final RuntimeException strange)
        {
            failed(what, strange);
        }
    }

    private void failed(final String what, final Throwable strange)
    {
        final long now = nowNs.getAsLong();
        if (!logged || now - loggedNs >= MINUTE_NS)
        {
            logged = true;
            loggedNs = now;
            LOG.error("{} cannot be told to who listens (said once a minute)", what, strange);
        }
    }
}
