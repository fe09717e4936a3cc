package io.interlock.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.NotificationsConfig;
import io.interlock.core.port.NoticeRecord;
import io.interlock.core.port.NoticeRecord.Outcome;
import io.interlock.core.port.Priority;
import io.interlock.core.port.TransitionEvent;
import io.interlock.notify.AckSource;
import io.interlock.notify.DeliveryException;
import io.interlock.notify.Notification;
import io.interlock.notify.NotificationChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nobody has acknowledged what the receiver did not know of: a host's own channel, whose receiver always says that Jane has it. */
@Timeout(300)
class ReadBackRaceTest
{
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final long SAFETY_S = 60;

    private final ManualClock clock = new ManualClock();
    private final List<NoticeRecord> records = new CopyOnWriteArrayList<>();
    private final List<AckSource.Times> looks = new CopyOnWriteArrayList<>();
    private final CountDownLatch goesOn = new CountDownLatch(1);
    private volatile boolean refuses;
    private final NotifyCenter center = CenterRig.patient(new NotifyCenter.Setup(NotificationsConfig.NONE,
        List.of(ChannelEntry.of(new Own(), Notes.PATIENT)), FallbackWords::of, null, clock, () -> ""), records::add, Notes::ignore);

    private final class Own implements NotificationChannel, AckSource
    {
        @Override
        public String name()
        {
            return "own";
        }

        @Override
        public String deliver(final Notification notification, final Duration timeout) throws DeliveryException
        {
            if (refuses)
            {
                throw DeliveryException.passing("not now");
            }
            return "taken";
        }

        @Override
        public AckSource acknowledgements()
        {
            return this;
        }

        @Override
        public Duration every()
        {
            return EVERY;
        }

        @Override
        public Taken look(final String incident, final Times now, final Duration timeout) throws InterruptedException
        {
            looks.add(now);
            assertThat(goesOn.await(SAFETY_S, TimeUnit.SECONDS)).isTrue();
            return new Taken("own:Jane", "words");
        }
    }

    @AfterEach
    void close()
    {
        goesOn.countDown();
        center.close();
    }

    private void after(final long ms)
    {
        clock.advanceMs(ms);
        center.look();
        center.wake();
    }

    private TransitionEvent now(final TransitionEvent event)
    {
        return new TransitionEvent(
            event.sequence(), event.id(), event.timeNs(), clock.wallMs(), event.scope(), event.change(), event.why());
    }

    private void polled(final String what, final BooleanSupplier condition)
    {
        Eventually.holds(what, () ->
        {
            after(100);
            return condition.getAsBoolean();
        });
    }

    private List<String> acknowledged()
    {
        return records.stream().filter(record -> record.outcome() == Outcome.ACKNOWLEDGED).map(NoticeRecord::id).toList();
    }

    private boolean delivered(final String id)
    {
        return records.stream().anyMatch(record -> record.outcome() == Outcome.DELIVERED && record.id().equals(id));
    }

    @Test
    void shouldNotCountForWhatBecameStricterWhileTheReceiverWasAsked()
    {
        center.start();
        center.transition(now(Events.of(1, Priority.CRITICAL, "A")));
        polled("it is asked", () -> looks.size() == 1);
        center.transition(now(Events.of(2, Priority.EMERGENCY, "A")));
        polled("told", () -> delivered("boot-2"));
        goesOn.countDown();
        polled("it is asked again, and Jane has that too", () -> !acknowledged().isEmpty());
        assertThat(acknowledged()).containsExactly("boot-2");
        assertThat(looks).hasSize(2);
        assertThat(looks.get(1).sinceMs()).as("since boot-2").isGreaterThan(looks.get(0).sinceMs());
    }

    @Test
    void shouldNotAskBeforeTheReceiverKnowsOfTheLatest()
    {
        goesOn.countDown();
        refuses = true;
        center.start();
        center.transition(now(Events.of(1, Priority.CRITICAL, "A")));
        final long madeMs = clock.wallMs();
        polled("it fails", () -> records.stream().anyMatch(record -> record.outcome() == Outcome.RETRIED));
        polled("time passes", () -> clock.wallMs() > madeMs + 10 * EVERY.toMillis());
        assertThat(looks).isEmpty();
        final long mendedMs = clock.wallMs();
        refuses = false;
        polled("it is acknowledged", () -> !acknowledged().isEmpty());
        assertThat(looks).hasSize(1);
        assertThat(looks.get(0).sinceMs()).as("counts from then").isGreaterThanOrEqualTo(mendedMs);
    }
}
