package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.model.Level;
import io.interlock.core.port.ActionContext;
import io.interlock.core.port.TradingActions;
import io.interlock.core.port.TransitionEvent;
import io.interlock.core.testing.Await;
import io.interlock.core.testing.PatientContext;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The log goes to a pipe that nobody reads: orders are cancelled all the same. The log of these tests goes to stderr. */
@Timeout(120)
class StuckLogTest
{
    private final PrintStream before = System.err;
    private final CountDownLatch never = new CountDownLatch(1);
    private final List<String> cancelled = new CopyOnWriteArrayList<>();
    private final List<TransitionEvent> told = new CopyOnWriteArrayList<>();

    /** Takes nothing until it is let go. */
    private final class Pipe extends OutputStream
    {
        @Override
        public void write(final int oneByte)
        {
            if (Thread.currentThread().getName().startsWith("interlock-"))
            {
                hang();
            }
        }

        private void hang()
        {
            while (never.getCount() > 0)
            {
                try
                {
                    never.await();
                }
                catch (final InterruptedException ignored)
                {
                    continue;
                }
            }
        }
    }

    @BeforeEach
    void block()
    {
        System.setErr(new PrintStream(new Pipe(), true));
    }

    @AfterEach
    void restore()
    {
        never.countDown();
        System.setErr(before);
    }

    @Test
    void shouldCancelInEveryScopeThoughTheLogStandsStill()
    {
        final TradingActions actions = new TradingActions()
        {
            @Override
            public CompletionStage<String> cancelAll(final ActionContext context)
            {
                cancelled.add(context.scope());
                return context.scope().equals("b") ? CompletableFuture.failedFuture(new IllegalStateException("planted"))
                    : CompletableFuture.completedFuture("none open");
            }
        };
        final BreakerEngine engine = BreakerEngine.launch(PatientContext.make().config(TestConfigs.patient()).actions(actions)
            .listenerDeadline(Duration.ofMillis(50)).addTransitionListener(told::add));
        try (engine)
        {
            for (final String scope : List.of("a", "b", "c"))
            {
                engine.scope(scope).reporter().apiLatency(4 * TestConfigs.SECOND);
                engine.drain();
                Await.until("cancelled in " + scope, () -> cancelled.contains(scope));
            }
            Await.until("listeners are told of all", () -> told.size() == 3);
            Await.until("it says who hangs", () -> engine.issues(Duration.ofMinutes(1)).stream().anyMatch(
                issue -> issue.issueType().equals("LISTENER_HUNG") && issue.details().startsWith("the log has not returned")));
            assertThat(engine.desk().kill("", "ann", "").level()).isEqualTo(Level.SHUTDOWN);
            Await.until("and at the root", () -> cancelled.contains(""));
        }
    }
}
