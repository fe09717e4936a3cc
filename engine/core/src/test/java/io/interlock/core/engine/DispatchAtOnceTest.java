package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.port.ActionContext;
import io.interlock.core.port.TradingActions;
import io.interlock.core.testing.PatientContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A tightening is dispatched at once: cancelling waits neither for the rest of a round nor for the complete state (SEMANTICS 5). */
class DispatchAtOnceTest
{
    /** Holds the breaker thread within a round until the orders are cancelled, or for too long. */
    private static final class Holding extends Request<Boolean>
    {
        private final CountDownLatch cancelled;

        Holding(final CountDownLatch cancelled)
        {
            this.cancelled = cancelled;
        }

        @Override
        void execute(final BreakerAgent breaker)
        {
            try
            {
                complete(cancelled.await(10, TimeUnit.SECONDS));
            }
            catch (final InterruptedException interrupted)
            {
                Thread.currentThread().interrupt();
                complete(Boolean.FALSE);
            }
        }
    }

    @Test
    void shouldCancelWhileTheRoundThatHaltedStillRuns()
    {
        final CountDownLatch cancelled = new CountDownLatch(1);
        final TradingActions actions = new TradingActions()
        {
            @Override
            public CompletionStage<String> cancelAll(final ActionContext context)
            {
                cancelled.countDown();
                return CompletableFuture.completedFuture("none open");
            }
        };
        try (BreakerEngine engine = BreakerEngine.launch(
            PatientContext.make().config(TestConfigs.patient()).clock(new ManualClock()).actions(actions).invoked(true)))
        {
            final Scope venue = engine.scope("v");
            engine.drain();
            venue.reporter().network(NetworkStatus.DISCONNECTED);
            final Holding holding = new Holding(cancelled);
            engine.parts().mailbox().send(holding, Long.MAX_VALUE, engine.parts()::pump);
            engine.breaker().doWork();
            assertThat(holding.await(0)).as("the orders were cancelled before the round was over").isTrue();
            assertThat(venue.ownLevel()).isEqualTo(Level.HALT);
        }
    }
}
