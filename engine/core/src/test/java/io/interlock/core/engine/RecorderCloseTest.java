package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.ConfigLoader;
import io.interlock.core.machine.BreakerStateMachine;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.port.InputRecorder;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A recorder has one owner at a time: the breaker thread, and once that has ended whoever closes the engine. */
@Timeout(60)
class RecorderCloseTest
{
    private static final long ROUND_NS = 200_000_000L;

    /** Its rounds take long. */
    private static final class Slow implements InputRecorder
    {
        private final CountDownLatch entered = new CountDownLatch(1);
        private volatile boolean inside;
        private volatile Boolean ended;

        @Override
        public void input(final InputEvent event, final String actor, final long timeNs, final long wallMs)
        {
            inside = true;
            entered.countDown();
            final long untilNs = System.nanoTime() + ROUND_NS;
            while (System.nanoTime() - untilNs < 0)
            {
                LockSupport.parkNanos(ROUND_NS);
            }
            inside = false;
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
