package io.interlock.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.port.Priority;
import io.interlock.notify.DeliveryException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When exactly a channel's thread is interrupted, what an interrupt that came late leaves behind, and how often closing tries. */
@Timeout(300)
class WorkerLimitsTest
{
    private static final long OVER_MS = 10_500;

    @Test
    void shouldInterruptNotBeforeTheGraceIsOverAndLeaveNothingOfItToTheNextMessage()
    {
        final AtomicReference<Thread> worker = new AtomicReference<>();
        final AtomicBoolean released = new AtomicBoolean();
        final AtomicReference<Boolean> leftOver = new AtomicReference<>();
        try (WorkerRig rig = new WorkerRig(message ->
        {
            if (message.id().equals("b"))
            {
                leftOver.set(Thread.currentThread().isInterrupted());
                return "taken";
            }
            worker.set(Thread.currentThread());
            // Looks at nothing, so the interrupt stays until the worker takes it.
            while (!released.get())
            {
                Thread.yield();
            }
            return "taken late";
        }).start())
        {
            rig.worker.offer(Notes.of("a", Priority.CRITICAL));
            Eventually.holds("it is at it", () -> worker.get() != null);
            rig.worker.offer(Notes.of("b", Priority.CRITICAL));
            rig.clock.advanceMs(OVER_MS - 1);
            assertThat(worker.get().isInterrupted()).isFalse();
            rig.clock.advanceMs(1);
            assertThat(worker.get().isInterrupted()).isTrue();
            released.set(true);
            rig.awaitRecords(2);
            assertThat(rig.outcomes()).containsExactly("a DELIVERED 1", "b DELIVERED 1");
            assertThat(leftOver.get()).isFalse();
        }
    }

    @Test
    void shouldTryEachOnceWhileItClosesWhereTheReceiverTakesNothing() throws InterruptedException
    {
        final CountDownLatch first = new CountDownLatch(1);
        final WorkerRig rig = new WorkerRig(message ->
        {
            first.await();
            throw DeliveryException.passing("busy");
        }).start();
        rig.worker.offer(Notes.of("a", Priority.WARNING));
        rig.awaitAsked(1);
        rig.worker.offer(Notes.of("b", Priority.CRITICAL));
        rig.worker.offer(Notes.of("c", Priority.EMERGENCY));
        rig.worker.beginClose();
        first.countDown();
        assertThat(rig.worker.awaitEnd(TimeUnit.SECONDS.toNanos(30))).isTrue();
        assertThat(rig.channel.ids()).containsExactly("a", "c", "b");
    }
}
