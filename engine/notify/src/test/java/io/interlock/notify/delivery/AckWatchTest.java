package io.interlock.notify.delivery;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.port.Issue;
import io.interlock.core.port.NoticeCommand;
import io.interlock.notify.AckSource;
import io.interlock.notify.DeliveryException;
import io.interlock.notify.Notification;
import io.interlock.notify.NotificationChannel;
import io.interlock.notify.route.Awaited;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a receiver is asked, how often, and what is told of one that does not answer. */
@Timeout(300)
class AckWatchTest
{
    private static final long EVERY_MS = 30_000;
    private static final Awaited FIRST = new Awaited("pager", "boot-2", "boot-1", 500);

    /** What a receiver says to a look. */
    @FunctionalInterface
    private interface Says
    {
        AckSource.Taken to(String incident) throws DeliveryException, InterruptedException;
    }

    private final ManualClock clock = new ManualClock();
    private final List<String> looks = new CopyOnWriteArrayList<>();
    private final List<AckSource.Times> times = new CopyOnWriteArrayList<>();
    private final List<String> acknowledged = new CopyOnWriteArrayList<>();
    private final List<Issue> issues = new CopyOnWriteArrayList<>();
    private final Semaphore begun = new Semaphore(0);
    private final Semaphore ended = new Semaphore(0);
    private volatile List<Awaited> awaited = List.of();
    private volatile long toldMs;
    private volatile Says says = incident -> null;
    private final AckWatch watch = new AckWatch(ChannelEntry.of(new Pager(), Notes.ROUTE),
        new AckWatch.Parts(clock, this::awaited, incident -> toldMs, this::acknowledge, issues::add));

    private final class Pager implements NotificationChannel, AckSource
    {
        @Override
        public String name()
        {
            return "pager";
        }

        @Override
        public String deliver(final Notification notification, final Duration timeout)
        {
            return "";
        }

        @Override
        public AckSource acknowledgements()
        {
            return this;
        }

        @Override
        public Duration every()
        {
            return Duration.ofMillis(EVERY_MS);
        }

        @Override
        public Taken look(final String incident, final Times now, final Duration timeout) throws DeliveryException, InterruptedException
        {
            times.add(now);
            looks.add(incident);
            return says.to(incident);
        }
    }

    /** Each turn of the watch begins here, and waits until the test lets it go on: so no turn runs while the test changes something. */
    private List<Awaited> awaited()
    {
        ended.release();
        try
        {
            begun.acquire();
        }
        catch (final InterruptedException closing)
        {
            Thread.currentThread().interrupt();
            return List.of();
        }
        return awaited;
    }

    private NoticeCommand.Answer acknowledge(final Awaited notice, final AckSource.Taken taken)
    {
        acknowledged.add(notice.id() + " by " + taken.actor());
        awaited = awaited.stream().filter(other -> !other.equals(notice)).toList();
        return new NoticeCommand.Answer(true, "done");
    }

    private void start()
    {
        watch.start(WorkerRig.daemon(watch));
        ended.acquireUninterruptibly();
    }

    @AfterEach
    void close()
    {
        watch.close();
    }

    /** One whole turn of the watch, of which nothing is left when this returns. */
    private void turn()
    {
        begun.release();
        Eventually.holds("its next turn begins", () ->
        {
            watch.wake();
            return ended.tryAcquire();
        });
    }

    private void after(final long ms)
    {
        clock.advanceMs(ms);
        turn();
    }

    @Test
    void shouldAskNobodyWhileNothingIsOpen()
    {
        start();
        after(10 * EVERY_MS);
        awaited = List.of(new Awaited("another", "boot-2", "boot-1", 500));
        after(10 * EVERY_MS);
        assertThat(looks).isEmpty();
    }

    @Test
    void shouldAskInItsTimeUntilSomebodyHasIt()
    {
        start();
        awaited = List.of(FIRST);
        turn();
        after(EVERY_MS - 1);
        assertThat(looks).as("nobody answers at once").isEmpty();
        after(1);
        after(EVERY_MS - 1);
        assertThat(looks).containsExactly("boot-1");
        assertThat(times).containsExactly(new AckSource.Times(500, clock.wallMs() - EVERY_MS + 1));
        says = incident -> new AckSource.Taken("pagerduty:Jane", "words");
        after(1);
        assertThat(acknowledged).containsExactly("boot-2 by pagerduty:Jane");
        after(10 * EVERY_MS);
        assertThat(looks).hasSize(2);
    }

    @Test
    void shouldCountFromWhenTheReceiverKnewOfIt()
    {
        toldMs = Long.MAX_VALUE;
        start();
        awaited = List.of(FIRST);
        turn();
        after(EVERY_MS);
        assertThat(looks).as("it waits in the channel's queue").isEmpty();
        toldMs = 900;
        after(EVERY_MS);
        assertThat(times).extracting(AckSource.Times::sinceMs).containsExactly(900L);
    }

    @Test
    void shouldTellOnceThatItFailsAndThatItIsBack()
    {
        says = incident ->
        {
            throw DeliveryException.passing("answers HTTP 500");
        };
        start();
        awaited = List.of(FIRST);
        turn();
        after(EVERY_MS);
        assertThat(looks).hasSize(1);
        assertThat(issues).as("one failure is no news").isEmpty();
        after(EVERY_MS);
        assertThat(looks).hasSize(2);
        after(EVERY_MS);
        assertThat(looks).as("it comes later and later").hasSize(2);
        for (int i = 0; i < 10; i++)
        {
            after(AckWatch.LONGEST_NS / 1_000_000);
        }
        assertThat(looks).hasSize(12);
        assertThat(issues).hasSize(1);
        assertThat(issues.get(0).issueType()).isEqualTo(ChannelNews.ACKS_DOWN);
        assertThat(issues.get(0).details()).contains("channel pager does not say who acknowledged there: answers HTTP 500");
        says = incident -> null;
        after(AckWatch.LONGEST_NS / 1_000_000);
        assertThat(issues).extracting(Issue::issueType).containsExactly(ChannelNews.ACKS_DOWN, ChannelNews.ACKS_UP);
        after(EVERY_MS);
        assertThat(looks).as("in its time again").hasSize(14);
    }

    @Test
    void shouldLeaveItAloneForAsLongAsItSays()
    {
        says = incident ->
        {
            throw DeliveryException.later("answers HTTP 429", Duration.ofMillis(10 * EVERY_MS));
        };
        start();
        awaited = List.of(FIRST);
        turn();
        after(EVERY_MS);
        after(10 * EVERY_MS - 1);
        assertThat(looks).hasSize(1);
        awaited = List.of();
        turn();
        awaited = List.of(FIRST);
        turn();
        assertThat(looks).as("nor for what opens then").hasSize(1);
        after(EVERY_MS);
        assertThat(looks).hasSize(2);
    }

    @Test
    void shouldSeldomComeAgainWithATokenThatIsRefusedBeforeSomethingElseIsOpen()
    {
        says = incident ->
        {
            throw DeliveryException.permanent("answers HTTP 401: api-token is not accepted");
        };
        start();
        awaited = List.of(FIRST);
        turn();
        after(EVERY_MS);
        after(NANOSECONDS.toMillis(AckWatch.LONGEST_NS) - EVERY_MS);
        assertThat(looks).hasSize(1);
        awaited = List.of(FIRST, new Awaited("pager", "boot-9", "boot-9", 500));
        after(EVERY_MS);
        after(EVERY_MS);
        assertThat(looks).hasSize(2);
        assertThat(issues).as("told once").hasSize(1);
        assertThat(issues.get(0).details()).contains("api-token is not accepted", "interlock notify ack");
        says = incident -> null;
        after(NANOSECONDS.toMillis(AckWatch.LONGEST_NS));
        assertThat(looks).as("a token that was mended").hasSizeGreaterThan(2);
        assertThat(issues).extracting(Issue::issueType).containsExactly(ChannelNews.ACKS_DOWN, ChannelNews.ACKS_UP);
    }

    @Test
    void shouldAskOfManyInTurns()
    {
        awaited = IntStream.range(0, 2 * AckWatch.MOST_LOOKS).mapToObj(i -> new Awaited("pager", "id-" + i, "e-" + i, 500)).toList();
        start();
        turn();
        after(EVERY_MS);
        assertThat(looks).hasSize(AckWatch.MOST_LOOKS);
        after(EVERY_MS);
        assertThat(looks).hasSize(2 * AckWatch.MOST_LOOKS).doesNotHaveDuplicates();
    }

    @Test
    void shouldOutliveASourceThatThrows()
    {
        says = incident ->
        {
            throw new IllegalStateException("a secret text");
        };
        start();
        awaited = List.of(FIRST);
        turn();
        after(EVERY_MS);
        after(2 * EVERY_MS);
        assertThat(looks).hasSize(2);
        assertThat(issues).hasSize(1);
        assertThat(issues.get(0).details()).contains("IllegalStateException").doesNotContain("a secret text");
    }
}
