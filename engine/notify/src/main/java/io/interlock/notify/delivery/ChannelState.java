package io.interlock.notify.delivery;

import io.interlock.config.ChannelRoute;
import io.interlock.core.port.EngineClock;
import io.interlock.core.port.NoticeRecord.Outcome;
import io.interlock.notify.DeliveryException;
import io.interlock.notify.Draft;
import io.interlock.notify.Notification;
import io.interlock.notify.delivery.ChannelStatus.State;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * One channel's queue, breaker and counts: which message is tried next, and what follows from an outcome. No thread and no waiting.
 *
 * <p>What is journaled of attempts. What became of a message in the end (DELIVERED, FAILED, SUPPRESSED) has the number of all attempts that
 * stood behind it. On the way there the first failure is recorded, and each later one whose reason is another (numbers of requests and
 * times in it do not count; eight reasons at most) or after which the message is kept beyond its deadline: a channel that stays down for
 * days says once why, not each time. {@link ChannelRecords} bounds what a storm writes.
 *
 * <p>Threading: under the lock of its worker. Times are monotonic nanoseconds.
 */
final class ChannelState
{
    static final int CAPACITY = 256;
    /** A CRITICAL or EMERGENCY that was not taken within its deadline is tried again after this, or once the channel takes another. */
    static final long PARKED_NS = 600_000_000_000L;
    /** A kept message that was refused is tried again after this, then after twice as long each time up to {@link #PARKED_NS}. */
    static final long REFUSED_NS = 60_000_000_000L;
    /** A receiver that wants to be left alone for longer is asked again after this. */
    static final long LONGEST_RETRY_AFTER_NS = 3_600_000_000_000L;

    private final String name;
    private final String type;
    private final ChannelRoute route;
    private final EngineClock clock;
    private final Supplier<Backoff> backoffs;
    private final Ledger ledger;
    private final ChannelRecords records;
    private final ChannelBreaker breaker = new ChannelBreaker();
    private final ChannelQueue queue;
    private final ToldChanges told = new ToldChanges();
    private State state = State.STARTING;
    private long sinceWallMs;
    private boolean toldDown;
    private long trials;
    private long notBeforeNs;
    private long delivered;
    private long failed;
    private long suppressed;
    private String lastError = "";

    ChannelState(final ChannelEntry entry, final int capacity, final DeliveryParts parts, final Ledger ledger)
    {
        name = entry.name();
        type = entry.type();
        route = entry.route();
        clock = parts.clock();
        backoffs = parts.backoffs();
        this.ledger = ledger;
        records = new ChannelRecords(name, clock, ledger);
        queue = new ChannelQueue(capacity, (notification, why) -> suppress(notification.draft(), why));
        sinceWallMs = clock.wallMs();
        notBeforeNs = clock.nanoTime();
    }

    void offer(final Notification notification)
    {
        offer(notification, 0);
    }

    /** One that is held for a while, whatever becomes of the channel meanwhile. */
    void offer(final Notification notification, final long waitMs)
    {
        final long nowNs = clock.nanoTime();
        queue.offer(notification, nowNs, nowNs + waitMs * 1_000_000);
    }

    /** A rule kept it from this channel. */
    void suppress(final Draft draft, final String why)
    {
        suppress(ChannelRecords.About.of(draft), why);
    }

    void suppress(final ChannelRecords.About about, final String why)
    {
        suppressed++;
        records.write(about, Outcome.SUPPRESSED, 0, why);
    }

    /** Nothing comes after it: what is gathered for the journal is written. */
    void end()
    {
        records.end();
    }

    /** The message to be tried now; null: none. */
    QueuedMessage next()
    {
        final long nowNs = clock.nanoTime();
        if (breaker.waitNs(nowNs) > 0 || notBeforeNs - nowNs > 0)
        {
            return null;
        }
        return start(breaker.isOpen() ? queue.pickTrial(nowNs, (trials++ & 1) == 1) : queue.pickDue(nowNs), nowNs);
    }

    /** While closing: the next CRITICAL or EMERGENCY, each once; null: none, or the channel is broken. */
    QueuedMessage nextAtClose()
    {
        final long nowNs = clock.nanoTime();
        if (breaker.waitNs(nowNs) > 0 || notBeforeNs - nowNs > 0)
        {
            return null;
        }
        final QueuedMessage message = queue.pickAtClose(nowNs);
        if (message != null)
        {
            message.triedAtClose = true;
        }
        return start(message, nowNs);
    }

    private QueuedMessage start(final QueuedMessage message, final long nowNs)
    {
        if (message != null)
        {
            if (message.backoff == null)
            {
                message.backoff = backoffs.get();
                message.roundEndsNs = nowNs + route.deadlineNs();
            }
            message.attempts++;
            message.triedMs = clock.wallMs();
            message.inFlight = true;
        }
        return message;
    }

    /** How long nothing needs to be tried; {@code most} at most. */
    long waitNs(final long most)
    {
        final long nowNs = clock.nanoTime();
        // A trial regards no message's own time; without a message there is none.
        final long queueNs = breaker.isOpen() && queue.hasTrial(nowNs) ? 0 : queue.waitNs(nowNs, most);
        final long closedNs = Math.max(breaker.waitNs(nowNs), notBeforeNs - nowNs);
        return Math.min(most, Math.max(queueNs, closedNs));
    }

    /** What is below CRITICAL and older than the deadline has failed; what was gathered for the journal is due. */
    void expire(final long nowNs)
    {
        records.tick();
        for (final QueuedMessage message : queue.takeExpired(nowNs, route.deadlineNs()))
        {
            final String why = message.attempts == 0 ? "never tried" : lastError;
            recordAll(message, Outcome.FAILED, "not taken within " + span(route.deadlineNs()) + ": " + why);
        }
    }

    void settle(final QueuedMessage message, final Attempt.Outcome outcome)
    {
        if (outcome.failure() != null)
        {
            failed(message, outcome.failure());
        }
        else if (outcome.answer() != null)
        {
            delivered(message, outcome.answer());
        }
        else
        {
            unwanted(message);
        }
    }

    private void delivered(final QueuedMessage message, final String answer)
    {
        queue.remove(message);
        message.inFlight = false;
        delivered++;
        told.delivered(message);
        recordAll(message, Outcome.DELIVERED, answer);
        final long nowNs = clock.nanoTime();
        if (breaker.isOpen())
        {
            queue.allDue(nowNs);
        }
        queue.parkedDue(nowNs);
        queue.refusedDue(nowNs);
        breaker.answered();
        turn(State.UP);
        if (toldDown)
        {
            toldDown = false;
            ledger.raise(ChannelNews.of(ChannelNews.UP, name, "works again", clock.wallMs()));
        }
    }

    /** The channel says that this kind is not for it. */
    private void unwanted(final QueuedMessage message)
    {
        queue.remove(message);
        message.inFlight = false;
        suppressed++;
        // Nothing left the house.
        message.attempts = 0;
        recordAll(message, Outcome.SUPPRESSED, "this channel does not take " + message.base().kind());
    }

    void failed(final QueuedMessage message, final DeliveryException why)
    {
        message.inFlight = false;
        failed++;
        lastError = why.getMessage();
        final long nowNs = clock.nanoTime();
        if (why.isPermanent())
        {
            refused(message, nowNs);
            return;
        }
        if (why.retryAfter() != null)
        {
            final long afterNs = Math.min(LONGEST_RETRY_AFTER_NS, Math.max(0, nanos(why.retryAfter())));
            notBeforeNs = Math.max(notBeforeNs, nowNs + afterNs);
        }
        again(message, why, nowNs);
        if (breaker.failed(nowNs))
        {
            trials = 0;
            turn(State.OPEN);
            tell(ChannelBreaker.FAILURES + " attempts in a row failed; one is made again in " + span(breaker.lastsNs()) + ": " + lastError);
        }
        else if (state == State.STARTING)
        {
            turn(State.UP);
        }
    }

    /**
     * A person must mend the channel, or the message itself is what is refused: that cannot be told apart. What must be kept is kept
     * and tried again now and then, and what is behind it goes on; what is lesser has failed.
     */
    private void refused(final QueuedMessage message, final long nowNs)
    {
        breaker.answered();
        if (!message.isKept())
        {
            queue.remove(message);
            recordAll(message, Outcome.FAILED, lastError);
            down(lastError);
            return;
        }
        final long waitNs = Math.min(PARKED_NS, REFUSED_NS << Math.min(message.refusals, 4));
        message.refusals++;
        message.backoff = null;
        message.nextNs = Math.max(nowNs + waitNs, notBeforeNs);
        recordRetry(message, lastError + "; kept, and tried again in " + span(waitNs), false);
        // Where others were taken since, it is this message alone: the others are not told again and again.
        if (!message.othersTaken)
        {
            down(lastError);
        }
    }

    private void again(final QueuedMessage message, final DeliveryException why, final long nowNs)
    {
        final long waitNs = Math.max(message.backoff.afterFailure(why), notBeforeNs - nowNs);
        message.nextNs = nowNs + waitNs;
        if (message.nextNs - message.roundEndsNs <= 0)
        {
            recordRetry(message, lastError + "; again in " + span(waitNs), false);
            return;
        }
        final String late = "not taken within " + span(route.deadlineNs()) + ": " + lastError;
        if (message.isKept())
        {
            message.parked = true;
            message.backoff = null;
            message.nextNs = Math.max(nowNs + PARKED_NS, notBeforeNs);
            recordRetry(message, late + "; kept, and tried again when the channel works", true);
            return;
        }
        queue.remove(message);
        recordAll(message, Outcome.FAILED, late);
    }

    /** It needs a person. */
    void down(final String why)
    {
        if (state != State.DOWN)
        {
            turn(State.DOWN);
            tell("needs a person: " + why);
        }
        lastError = why;
    }

    /** Whether something waits that another secret may help. */
    boolean waitsInVain()
    {
        return queue.hasFailed();
    }

    /** A person has replaced a secret: what waits is tried now; what the receiver asked for, to be left alone for a while, stands. */
    void mended()
    {
        final long nowNs = clock.nanoTime();
        breaker.tryNow(nowNs);
        queue.allDue(nowNs);
    }

    private void tell(final String details)
    {
        toldDown = true;
        ledger.raise(ChannelNews.of(ChannelNews.DOWN, name, details, clock.wallMs()));
    }

    void hangs(final String details)
    {
        ledger.raise(ChannelNews.of(ChannelNews.HANGS, name, details, clock.wallMs()));
    }

    private void turn(final State to)
    {
        if (state != to)
        {
            state = to;
            sinceWallMs = clock.wallMs();
        }
    }

    /** A failed attempt after which others come: the first, and what is new in the reason. Those between are in the next one's number. */
    private void recordRetry(final QueuedMessage message, final String details, final boolean late)
    {
        if (message.isNews(lastError, late))
        {
            records.write(about(message.base()), Outcome.RETRIED, message.attempts, details);
        }
    }

    /** Nothing follows this: it says how many attempts there were. */
    private void recordAll(final QueuedMessage message, final Outcome outcome, final String answer)
    {
        final String details = (message.unrecorded() == 0 ? answer : answer + "; " + message.attempts + " attempts in all")
            + (outcome == Outcome.DELIVERED ? message.incident() : "");
        records.write(about(message.base()), outcome, message.attempts, details);
        for (final Notification other : message.others())
        {
            records.write(about(other), outcome, message.attempts, "with " + message.id() + ": " + details);
        }
    }

    private static ChannelRecords.About about(final Notification notification)
    {
        return ChannelRecords.About.of(notification.draft());
    }

    /** As {@link Post#toldMs}. */
    long toldMs(final String incident)
    {
        return queue.holdsChange(incident) ? Long.MAX_VALUE : told.lastMs(incident);
    }

    ChannelStatus status(final int abandoned)
    {
        final ChannelStatus.Counts counts = new ChannelStatus.Counts(delivered, failed, suppressed, queue.size(), abandoned);
        return new ChannelStatus(name, type, state, sinceWallMs, counts, lastError);
    }

    private static long nanos(final Duration duration)
    {
        return duration.compareTo(Duration.ofNanos(LONGEST_RETRY_AFTER_NS)) > 0 ? LONGEST_RETRY_AFTER_NS : duration.toNanos();
    }

    private static String span(final long ns)
    {
        final long ms = ns / 1_000_000;
        if (ms >= 120_000)
        {
            return ms / 60_000 + " min";
        }
        return ms >= 1_000 ? ms / 1_000 + " s" : ms + " ms";
    }
}
