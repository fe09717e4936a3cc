package io.interlock.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.port.Issue;
import io.interlock.core.port.NoticeRecord.Outcome;
import io.interlock.core.port.Priority;
import io.interlock.notify.DeliveryException;
import io.interlock.notify.Kind;
import io.interlock.notify.delivery.ChannelStatus.State;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ChannelWorkerTest
{
    private static final ScriptedChannel.Script BUSY = message ->
    {
        throw DeliveryException.passing("busy");
    };
    private static final String CANARY = "canary-s3cr3t";

    @Test
    void shouldRecordWhatTheReceiverAnswered()
    {
        try (WorkerRig rig = new WorkerRig(message -> "250\r\nqueued\u0000 as 7").start())
        {
            assertThat(rig.worker.status().state()).isEqualTo(State.STARTING);
            rig.worker.offer(Notes.of("a", Priority.CRITICAL));
            rig.awaitRecords(1);
            assertThat(rig.outcomes()).containsExactly("a DELIVERED 1");
            assertThat(rig.records.get(0).channel()).isEqualTo("mail");
            assertThat(rig.records.get(0).words().details()).isEqualTo("250 queued as 7; incident e-a");
            assertThat(rig.worker.status().state()).isEqualTo(State.UP);
            assertThat(rig.worker.status().counts().delivered()).isEqualTo(1);
        }
    }

    @Test
    void shouldTryAgainAfterTheBackoffAndRecordTheFirstFailureAndHowManyThereWere()
    {
        try (WorkerRig rig = new WorkerRig(BUSY).start())
        {
            rig.worker.offer(Notes.of("a", Priority.WARNING));
            rig.awaitFailed(1);
            rig.clock.advanceMs(1_000);
            rig.awaitFailed(2);
            rig.channel.does(message -> "taken");
            rig.clock.advanceMs(1_000);
            rig.awaitRecords(2);
            assertThat(rig.outcomes()).containsExactly("a RETRIED 1", "a DELIVERED 3");
            assertThat(rig.records).extracting(record -> record.words().details())
                .containsExactly("busy; again in 1 s", "taken; 3 attempts in all; incident e-a");
        }
    }

    @Test
    void shouldRecordAgainWhereTheReasonIsAnotherAndNotWhereOnlyATimeInItIs()
    {
        final AtomicInteger attempt = new AtomicInteger();
        try (WorkerRig rig = new WorkerRig(message ->
        {
            final int now = attempt.incrementAndGet();
            throw DeliveryException.permanent((now < 4 ? "401" : "403") + " at 12:00:0" + now + " request a1b2c3d" + now);
        }).start())
        {
            rig.worker.offer(Notes.of("a", Priority.CRITICAL));
            for (int failed = 1; failed <= 6; failed++)
            {
                rig.awaitFailed(failed);
                rig.clock.advanceMs(600_000);
            }
            rig.awaitFailed(7);
            assertThat(rig.outcomes()).containsExactly("a RETRIED 1", "a RETRIED 4");
        }
    }

    @Test
    void shouldRecordNoMoreThanEightReasonsOfOneMessage()
    {
        final AtomicInteger attempt = new AtomicInteger();
        try (WorkerRig rig = new WorkerRig(message ->
        {
            throw DeliveryException.permanent("reason " + attempt.incrementAndGet());
        }).start())
        {
            rig.worker.offer(Notes.of("a", Priority.CRITICAL));
            for (int failed = 1; failed <= 20; failed++)
            {
                rig.awaitFailed(failed);
                rig.clock.advanceMs(600_000);
            }
            assertThat(rig.count(Outcome.RETRIED)).isEqualTo(QueuedMessage.MOST_REASONS);
        }
    }

    @Test
    void shouldObeyARetryTimeForAllMessages()
    {
        try (WorkerRig rig = new WorkerRig(message ->
        {
            throw DeliveryException.later("slow down", Duration.ofSeconds(42));
        }).start())
        {
            rig.worker.offer(Notes.of("a", Priority.WARNING));
            rig.awaitRecords(1);
            rig.channel.does(message -> "taken");
            rig.worker.offer(Notes.of("b", Priority.EMERGENCY));
            rig.clock.advanceMs(41_999);
            assertThat(rig.channel.ids()).containsExactly("a");
            assertThat(rig.worker.status().counts().queued()).isEqualTo(2);
            rig.clock.advanceMs(1);
            rig.awaitRecords(3);
            assertThat(rig.channel.ids()).containsExactly("a", "b", "a");
        }
    }

    @Test
    void shouldGiveUpALesserMessageAtItsDeadline()
    {
        final CountDownLatch goesOn = new CountDownLatch(1);
        try (WorkerRig rig = new WorkerRig(BUSY, Notes.PATIENT, ChannelState.CAPACITY).start())
        {
            rig.worker.offer(Notes.of("a", Priority.WARNING));
            rig.awaitRecords(1);
            // The worker is busy with another, so that it cannot be faster than the deadline.
            rig.channel.does(message ->
            {
                goesOn.await();
                return "taken";
            });
            rig.worker.offer(Notes.of("long", Priority.CRITICAL));
            rig.awaitAsked(2);
            rig.worker.offer(Notes.of("waits", Kind.UPDATE, Priority.WARNING, "a"));
            rig.clock.advanceMs(600_000);
            rig.awaitRecords(3);
            assertThat(rig.count(Outcome.FAILED)).isEqualTo(2);
            assertThat(rig.records.get(1).words().details()).isEqualTo("not taken within 10 min: busy");
            assertThat(rig.records.get(2).words().details()).isEqualTo("not taken within 10 min: never tried");
            goesOn.countDown();
            rig.awaitRecords(4);
            assertThat(rig.worker.status().counts().queued()).isZero();
        }
    }

    @Test
    void shouldNeverGiveUpACriticalOne()
    {
        try (WorkerRig rig = new WorkerRig(BUSY).start())
        {
            rig.worker.offer(Notes.of("a", Priority.CRITICAL));
            for (int attempt = 1; attempt <= 30; attempt++)
            {
                rig.awaitFailed(attempt);
                rig.clock.advanceMs(600_000);
            }
            assertThat(rig.count(Outcome.FAILED)).isZero();
            rig.awaitFailed(31);
            assertThat(rig.outcomes()).as("the first, and that it is kept beyond its deadline").hasSize(2);
            assertThat(rig.records.get(1).words().details()).contains("kept");
            rig.channel.does(message -> "taken");
            rig.clock.advanceMs(600_000);
            Eventually.holds("delivered", () -> rig.count(Outcome.DELIVERED) == 1);
        }
    }

    @Test
    void shouldKeepTheUrgentThatAPersonMustMendAndTellOnce()
    {
        try (WorkerRig rig = new WorkerRig(message ->
        {
            throw DeliveryException.permanent("535 wrong password: see that the variable MAIL_PASSWORD is right");
        }).start())
        {
            rig.worker.offer(Notes.of("a", Priority.CRITICAL));
            rig.awaitRecords(1);
            rig.worker.offer(Notes.of("b", Priority.CRITICAL));
            rig.awaitRecords(2);
            assertThat(rig.outcomes()).containsExactly("a RETRIED 1", "b RETRIED 1");
            assertThat(rig.worker.status().state()).isEqualTo(State.DOWN);
            assertThat(rig.worker.status().lastError()).contains("wrong password");
            rig.channel.does(message -> "taken");
            rig.worker.offer(Notes.of("c", Priority.CRITICAL));
            rig.awaitIssues(2);
            Eventually.holds("all three", () -> rig.count(Outcome.DELIVERED) == 3);
            assertThat(rig.issues).extracting(Issue::issueType).containsExactly(ChannelNews.DOWN, ChannelNews.UP);
            assertThat(rig.issues.get(0).details()).startsWith("channel mail needs a person: 535");
            assertThat(rig.worker.status().state()).isEqualTo(State.UP);
        }
    }

    @Test
    void shouldOpenAfterFiveFailuresTryOneAndCloseAgain()
    {
        try (WorkerRig rig = new WorkerRig(BUSY).start())
        {
            rig.worker.offer(Notes.of("a", Priority.CRITICAL));
            rig.worker.offer(Notes.of("b", Priority.CRITICAL));
            for (int attempts = 2; attempts <= 4; attempts += 2)
            {
                rig.awaitFailed(attempts);
                rig.clock.advanceMs(1_000);
            }
            rig.awaitIssues(1);
            assertThat(rig.worker.status().state()).isEqualTo(State.OPEN);
            assertThat(rig.records).as("one of each message").hasSize(2);
            rig.clock.advanceMs(29_999);
            assertThat(rig.channel.asked).hasSize(5);
            rig.clock.advanceMs(1);
            rig.awaitFailed(6);
            assertThat(rig.channel.asked).as("one trial").hasSize(6);
            rig.channel.does(message -> "taken");
            rig.clock.advanceMs(59_999);
            assertThat(rig.channel.asked).hasSize(6);
            rig.clock.advanceMs(1);
            rig.awaitRecords(4);
            rig.awaitIssues(2);
            assertThat(rig.issues).extracting(Issue::issueType).containsExactly(ChannelNews.DOWN, ChannelNews.UP);
            assertThat(rig.count(Outcome.DELIVERED)).isEqualTo(2);
        }
    }

    @Test
    void shouldTryABrokenChannelByAnotherMessageToo()
    {
        try (WorkerRig rig = new WorkerRig(BUSY).start())
        {
            rig.worker.offer(Notes.of("poison", Priority.EMERGENCY));
            for (int attempts = 1; attempts <= 4; attempts++)
            {
                rig.awaitFailed(attempts);
                rig.clock.advanceMs(1_000);
            }
            rig.awaitFailed(5);
            rig.channel.does(message ->
            {
                if ("poison".equals(message.id()))
                {
                    throw DeliveryException.passing("500");
                }
                return "taken";
            });
            rig.worker.offer(Notes.of("good", Priority.CRITICAL));
            rig.clock.advanceMs(30_000);
            rig.awaitFailed(6);
            rig.clock.advanceMs(60_000);
            Eventually.holds("the other is taken", () -> rig.count(Outcome.DELIVERED) == 1);
        }
    }

    @Test
    void shouldShowOnlyTheClassOfWhatAChannelThrows()
    {
        try (WorkerRig rig = new WorkerRig(message ->
        {
            throw new IllegalStateException("https://api.example/bot" + CANARY, new Error(CANARY));
        }).start())
        {
            rig.worker.offer(Notes.of("a", Priority.CRITICAL));
            rig.awaitRecords(1);
            rig.channel.does(message ->
            {
                throw new StackOverflowError(CANARY);
            });
            for (int attempts = 1; attempts <= 4; attempts++)
            {
                rig.awaitFailed(attempts);
                rig.clock.advanceMs(1_000);
            }
            rig.awaitIssues(1);
            assertThat(rig.records.get(0).words().details()).isEqualTo("it threw java.lang.IllegalStateException; again in 1 s");
            assertThat(rig.records.toString() + rig.issues + rig.worker.status()).contains("StackOverflowError").doesNotContain(CANARY);
        }
    }

    @Test
    void shouldNotDeliverAKindThatTheChannelDoesNotWant()
    {
        try (WorkerRig rig = new WorkerRig(message -> "taken").start())
        {
            rig.worker.offer(Notes.of("a", Kind.ACKNOWLEDGED, Priority.CRITICAL, "A"));
            rig.awaitRecords(1);
            assertThat(rig.outcomes()).containsExactly("a SUPPRESSED 0");
            assertThat(rig.channel.asked).isEmpty();
        }
    }

    @Test
    void shouldBeDownFromTheStartWhereTheChannelCouldNotBeMade()
    {
        final WorkerRig rig = new WorkerRig(message -> "never");
        final DeliveryParts parts = new DeliveryParts(
            rig.clock, WorkerRig::daemon, rig.records::add, rig.issues::add, FailsafeBackoff::new);
        final ChannelWorker worker =
            new ChannelWorker(new ChannelEntry("sms", "twilio", Notes.ROUTE, null, "auth-token: not set"), 10, parts);
        worker.start();
        worker.offer(Notes.of("a", Priority.EMERGENCY));
        rig.awaitRecords(1);
        rig.awaitIssues(1);
        assertThat(rig.outcomes()).containsExactly("a RETRIED 1");
        assertThat(rig.issues).extracting(Issue::details).containsExactly("channel sms needs a person: auth-token: not set");
        assertThat(worker.status().state()).isEqualTo(State.DOWN);
        worker.stop();
    }
}
