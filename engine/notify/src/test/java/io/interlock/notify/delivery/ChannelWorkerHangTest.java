package io.interlock.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.port.Issue;
import io.interlock.core.port.NoticeRecord.Outcome;
import io.interlock.core.port.Priority;
import io.interlock.notify.delivery.ChannelStatus.State;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ChannelWorkerHangTest
{
    private static final long OVER_MS = 10_500;
    private static final long IGNORED_MS = 1_000;

    private final CountDownLatch release = new CountDownLatch(1);

    @Test
    void shouldInterruptWhatTakesLongerThanItsTimeout()
    {
        try (WorkerRig rig = new WorkerRig(message ->
        {
            release.await();
            return "late";
        }).start())
        {
            rig.worker.offer(Notes.of("a", Priority.CRITICAL));
            rig.awaitAsked(1);
            rig.clock.advanceMs(OVER_MS - 1);
            assertThat(rig.records).isEmpty();
            rig.clock.advanceMs(1);
            rig.awaitRecords(1);
            assertThat(rig.records.get(0).words().details()).isEqualTo("no answer within 10000 ms; again in 1 s");
            rig.channel.does(message -> "taken");
            rig.clock.advanceMs(1_000);
            rig.awaitRecords(2);
            assertThat(rig.outcomes()).containsExactly("a RETRIED 1", "a DELIVERED 2");
            assertThat(rig.worker.status().counts().abandoned()).isZero();
        }
    }

    @Test
    void shouldLeaveBehindAThreadThatIgnoresBeingInterrupted()
    {
        try (WorkerRig rig = new WorkerRig(message -> deaf()).start())
        {
            rig.worker.offer(Notes.of("a", Priority.CRITICAL));
            rig.awaitAsked(1);
            rig.clock.advanceMs(OVER_MS);
            rig.channel.does(message -> "taken");
            rig.clock.advanceMs(IGNORED_MS);
            rig.awaitRecords(1);
            rig.awaitIssues(1);
            assertThat(rig.issues).extracting(Issue::issueType).containsExactly(ChannelNews.HANGS);
            Eventually.holds("it is counted", () -> rig.worker.status().counts().abandoned() == 1);
            rig.clock.advanceMs(1_000);
            rig.awaitRecords(2);
            assertThat(rig.outcomes()).containsExactly("a RETRIED 1", "a DELIVERED 2");
            release.countDown();
            Eventually.holds("the thread has come back", () -> rig.worker.status().counts().abandoned() == 0);
            assertThat(rig.channel.closed).isFalse();
            rig.worker.offer(Notes.of("b", Priority.INFO));
            rig.awaitRecords(3);
            assertThat(rig.count(Outcome.DELIVERED)).as("what came late counts for nothing").isEqualTo(2);
        }
    }

    @Test
    void shouldBeDownWithThreeLeftBehindUntilOneComesBack()
    {
        try (WorkerRig rig = new WorkerRig(message -> deaf()).start())
        {
            rig.worker.offer(Notes.of("a", Priority.CRITICAL));
            for (int left = 1; left <= ChannelWorker.MOST_ABANDONED; left++)
            {
                rig.awaitAsked(left);
                rig.clock.advanceMs(OVER_MS);
                rig.clock.advanceMs(IGNORED_MS);
                rig.clock.advanceMs(1_000);
            }
            rig.awaitFailed(3);
            assertThat(rig.worker.status().state()).isEqualTo(State.DOWN);
            assertThat(rig.worker.status().counts().abandoned()).isEqualTo(3);
            rig.worker.offer(Notes.of("b", Priority.EMERGENCY));
            rig.clock.advanceMs(60_000);
            assertThat(rig.channel.asked).as("nothing is tried").hasSize(3);
            assertThat(rig.worker.status().counts().queued()).isEqualTo(2);
            rig.channel.does(message -> "taken");
            release.countDown();
            Eventually.holds("both are taken", () -> rig.count(Outcome.DELIVERED) == 2);
            Eventually.holds("all have come back", () -> rig.worker.status().counts().abandoned() == 0);
            assertThat(rig.worker.status().state()).isEqualTo(State.UP);
        }
    }

    @Test
    void shouldTryUrgentOnesOnceWhenItClosesAndLeaveTheRestWithoutAnOutcome() throws InterruptedException
    {
        final CountDownLatch first = new CountDownLatch(1);
        final WorkerRig rig = new WorkerRig(message ->
        {
            first.await();
            return "taken";
        }).start();
        rig.worker.offer(Notes.of("a", Priority.WARNING));
        rig.awaitAsked(1);
        rig.worker.offer(Notes.of("b", Priority.WARNING));
        rig.worker.offer(Notes.of("c", Priority.CRITICAL));
        rig.worker.offer(Notes.of("d", Priority.EMERGENCY));
        rig.worker.beginClose();
        first.countDown();
        assertThat(rig.worker.awaitEnd(TimeUnit.SECONDS.toNanos(30))).isTrue();
        rig.awaitRecords(3);
        assertThat(rig.outcomes()).containsExactly("a DELIVERED 1", "d DELIVERED 1", "c DELIVERED 1");
        Eventually.holds("closed", () -> rig.channel.closed);
    }

    @Test
    void shouldStopInTheMiddleOfAnAttemptWithoutAnOutcome() throws InterruptedException
    {
        final WorkerRig rig = new WorkerRig(message ->
        {
            release.await();
            return "late";
        }).start();
        rig.worker.offer(Notes.of("a", Priority.CRITICAL));
        rig.awaitAsked(1);
        rig.worker.beginClose();
        assertThat(rig.worker.awaitEnd(1)).isFalse();
        rig.worker.stop();
        Eventually.holds("closed", () -> rig.channel.closed);
        assertThat(rig.records).isEmpty();
    }

    /** Hangs until it is released, whatever is done to it. */
    private String deaf()
    {
        boolean waiting = true;
        while (waiting)
        {
            try
            {
                release.await();
                waiting = false;
            }
            catch (final InterruptedException ignored)
            {
                Thread.onSpinWait();
            }
        }
        return "late";
    }
}
