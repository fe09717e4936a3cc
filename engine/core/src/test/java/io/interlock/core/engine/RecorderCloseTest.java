package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.ConfigLoader;
import io.interlock.core.machine.BreakerStateMachine;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.port.InputRecorder;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A recorder has one owner at a time: the breaker thread, and once that has ended whoever closes the engine. */
@Timeout(300)
class RecorderCloseTest
{
    /** Where the closing thread never comes to wait for the breaker the round ends by itself, and the test fails. */
    private static final long MOST_NS = 10_000_000_000L;

    /** Its round takes until the closing thread waits for the breaker's, or goes on without it. */
    private static final class Slow implements InputRecorder
    {
        private final CountDownLatch entered = new CountDownLatch(1);
        private final Thread closer = Thread.currentThread();
        private volatile boolean inside;
        private volatile Boolean ended;

        @Override
        public void input(final InputEvent event, final String actor, final long timeNs, final long wallMs)
        {
            inside = true;
            entered.countDown();
            final long untilNs = System.nanoTime() + MOST_NS;
            while (!isWaitedFor() && ended == null && System.nanoTime() - untilNs < 0)
            {
                Thread.onSpinWait();
            }
            inside = false;
        }

        private boolean isWaitedFor()
        {
            return closer.getState() == Thread.State.TIMED_WAITING && Arrays.stream(closer.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(AgentThread.class.getName()) && frame.getMethodName().equals("join"));
        }

        @Override
        public void end(final BreakerStateMachine machine, final long decisions, final long timeNs, final long wallMs)
        {
            ended = !inside;
        }
    }

    @Test
    void shouldEndTheRecordingOnlyBehindTheBreakerThoughTheCloserIsInterrupted() throws Exception
    {
        final Slow recorder = new Slow();
        final BreakerEngine engine =
            BreakerEngine.launch(new EngineContext().config(ConfigLoader.preset("default")).inputs(recorder));
        engine.root().reporter().apiLatency(4 * TestConfigs.SECOND);
        recorder.entered.await();
        Thread.currentThread().interrupt();
        try
        {
            engine.close();
        }
        finally
        {
            assertThat(Thread.interrupted()).as("it is still interrupted").isTrue();
        }
        assertThat(recorder.ended).as("the end was recorded behind the last round").isTrue();
    }
}
