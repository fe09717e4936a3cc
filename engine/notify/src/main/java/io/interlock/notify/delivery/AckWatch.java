package io.interlock.notify.delivery;

import io.interlock.core.port.EngineClock;
import io.interlock.core.port.Issue;
import io.interlock.core.port.NoticeCommand;
import io.interlock.notify.AckSource;
import io.interlock.notify.DeliveryException;
import io.interlock.notify.route.Awaited;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one channel's receiver whether a person has acknowledged there what the channel told it, and brings that back as an acknowledgement
 * like any other. It asks only while something is open that nobody has acknowledged, one incident after the other, at most
 * {@value #MOST_LOOKS} in a round. What fails is asked again later and later, and told once until it works again; what a person must
 * mend is not asked again before something else is open.
 *
 * <p>Threading: owned by one daemon thread, {@code interlock-notify-acks-} and the channel's name, which alone calls the source and
 * touches the state; neither the dispatch nor the channel's worker waits for it. {@link #close} and {@link #wake} from any thread.
 */
final class AckWatch implements Runnable
{
    static final int MOST_LOOKS = 30;
    /** A single failure is no news: the next look may do. */
    static final int TOLD_AFTER = 2;
    /** Between looks, also where a person must mend something first: nobody tells this when that was done. */
    static final long LONGEST_NS = 600_000_000_000L;

    private static final long WATCH_NS = 250_000_000L;
    private static final int MOST_DOUBLINGS = 10;
    private static final Logger LOG = LoggerFactory.getLogger(AckWatch.class);

    private final String channel;
    private final AckSource source;
    private final Duration timeout;
    private final long everyNs;
    private final Parts parts;
    /** What was open when the receiver said that a person must mend something. */
    private Set<String> refused = Set.of();
    private long refusedNs;
    private boolean waiting;
    private long nextNs;
    private int turn;
    private int failures;
    private boolean toldFailing;
    private boolean toldRefused;
    private volatile boolean closed;
    private volatile Thread thread;

    /**
     * What it works with.
     *
     * @param clock   time.
     * @param awaited what is open and nobody has acknowledged, of all channels.
     * @param toldMs  as {@link Post#toldMs}.
     * @param acks    brings an acknowledgement home and gives the answer; waits a bounded time.
     * @param issues  gets what a person may want to know.
     */
    record Parts(
        EngineClock clock, Supplier<List<Awaited>> awaited, ToLongFunction<String> toldMs,
        BiFunction<Awaited, AckSource.Taken, NoticeCommand.Answer> acks, Consumer<Issue> issues)
    {
    }

    AckWatch(final ChannelEntry entry, final Parts parts)
    {
        channel = entry.name();
        source = entry.acknowledgements();
        timeout = Duration.ofNanos(entry.route().timeoutNs());
        everyNs = source.every().toNanos();
        this.parts = parts;
        nextNs = parts.clock().nanoTime();
    }

    String channel()
    {
        return channel;
    }

    void start(final Thread owner)
    {
        thread = owner;
        owner.start();
    }

    /** Time has changed: looks again. */
    void wake()
    {
        LockSupport.unpark(thread);
    }

    /** What is on its way is given up; waits for nobody. */
    void close()
    {
        closed = true;
        final Thread owner = thread;
        if (owner != null)
        {
            owner.interrupt();
        }
    }

    @Override
    public void run()
    {
        while (!closed)
        {
            try
            {
                look();
            }
            catch (final InterruptedException stray)
            {
                LOG.debug("a look for acknowledgements of channel {} was interrupted", channel);
            }
            catch (final Throwable thrown)
            {
                // Its text may be a stranger's: only its class is shown.
                failed(DeliveryException.passing("it threw " + thrown.getClass().getName()), List.of());
            }
            LockSupport.parkNanos(WATCH_NS);
        }
    }

    /** One round, where it is time for one. */
    private void look() throws InterruptedException
    {
        final List<Awaited> mine = parts.awaited().get().stream().filter(notice -> notice.channel().equals(channel)).toList();
        final long nowNs = parts.clock().nanoTime();
        if (mine.isEmpty())
        {
            waiting = false;
            refused = Set.of();
            return;
        }
        if (!waiting)
        {
            // Nobody answers at once; and what a failure made later stays so.
            waiting = true;
            nextNs = nextNs - nowNs < everyNs ? nowNs + everyNs : nextNs;
        }
        if (nextNs - nowNs <= 0 && (!refused.containsAll(ids(mine)) || nowNs - refusedNs >= LONGEST_NS))
        {
            round(mine);
        }
    }

    private static Set<String> ids(final List<Awaited> notices)
    {
        return notices.stream().map(Awaited::id).collect(Collectors.toSet());
    }

    private void round(final List<Awaited> mine) throws InterruptedException
    {
        try
        {
            final int looks = Math.min(MOST_LOOKS, mine.size());
            final int first = turn;
            turn = (turn + looks) % Integer.MAX_VALUE;
            for (int i = 0; i < looks && !closed; i++)
            {
                look(mine.get((first + i) % mine.size()));
            }
            answered();
        }
        catch (final DeliveryException failure)
        {
            failed(failure, mine);
        }
    }

    private void look(final Awaited notice) throws DeliveryException, InterruptedException
    {
        final long toldMs = parts.toldMs().applyAsLong(notice.incident());
        if (toldMs == Long.MAX_VALUE)
        {
            // The receiver does not know of the latest yet: nobody there can have acknowledged that.
            return;
        }
        final AckSource.Times times = new AckSource.Times(Math.max(notice.sinceMs(), toldMs), parts.clock().wallMs());
        final AckSource.Taken taken = source.look(notice.incident(), times, timeout);
        if (taken != null && !closed)
        {
            final NoticeCommand.Answer answer = parts.acks().apply(notice, taken);
            LOG.debug("channel {}: {} acknowledged {}: {}", channel, taken.actor(), notice.id(), answer.message());
        }
    }

    private void answered()
    {
        nextNs = parts.clock().nanoTime() + everyNs;
        failures = 0;
        refused = Set.of();
        if (toldFailing || toldRefused)
        {
            toldFailing = false;
            toldRefused = false;
            tell(ChannelNews.ACKS_UP, "says again who acknowledged there");
        }
    }

    private void failed(final DeliveryException why, final List<Awaited> mine)
    {
        if (closed)
        {
            return;
        }
        failures++;
        final long laterNs = Math.min(LONGEST_NS, everyNs << Math.min(failures - 1, MOST_DOUBLINGS));
        final long askedNs = why.retryAfter() == null ? 0 : why.retryAfter().toNanos();
        nextNs = parts.clock().nanoTime() + Math.max(laterNs, askedNs);
        final String until = "; until then an acknowledgement made there does not end the escalation here: interlock notify ack does";
        if (why.isPermanent())
        {
            nextNs = parts.clock().nanoTime() + everyNs;
            refused = new HashSet<>(ids(mine));
            refusedNs = parts.clock().nanoTime();
            if (!toldRefused)
            {
                toldRefused = true;
                tell(ChannelNews.ACKS_DOWN, "does not say who acknowledged there: " + why.getMessage()
                    + "; it is asked again every 10 min, and when something else is open" + until);
            }
        }
        else if (failures >= TOLD_AFTER && !toldFailing && !toldRefused)
        {
            toldFailing = true;
            tell(ChannelNews.ACKS_DOWN, "does not say who acknowledged there: " + why.getMessage() + "; it is asked again now and then"
                + until);
        }
    }

    private void tell(final String type, final String details)
    {
        try
        {
            parts.issues().accept(ChannelNews.of(type, channel, details, parts.clock().wallMs()));
        }
        catch (final RuntimeException thrown)
        {
            LOG.warn("what became of acknowledgements of channel {} could not be told: {}", channel, thrown.getClass().getName());
        }
    }
}
