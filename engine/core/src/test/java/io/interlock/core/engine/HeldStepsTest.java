package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.model.Cause;
import io.interlock.core.port.TransitionEvent;
import io.interlock.core.port.TransitionJournal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Steps down that a failed journal holds back are told in the order in which they were decided. Found by the simulation. */
class HeldStepsTest
{
    private static final long HALTING = 4 * TestConfigs.SECOND;

    private final List<TransitionEvent> told = new ArrayList<>();
    private boolean broken;

    private final TransitionJournal journal = new TransitionJournal()
    {
        @Override
        public void force() throws IOException
        {
            if (broken)
            {
                throw new IOException("planted");
            }
        }

        @Override
        public void reopen(final String why)
        {
            broken = false;
        }
    };

    private static void round(final TurnsEngine turns)
    {
        turns.breaker();
        turns.journal();
        turns.dispatch();
        while (turns.listener(1))
        {
            // The next.
            continue;
        }
    }

    @Test
    void shouldTellWhatWasHeldBeforeWhatIsDurableAtOnce()
    {
        final TurnsEngine turns = TurnsEngine.launch(
            new EngineContext().config(TestConfigs.patient()).journal(journal).addTransitionListener(told::add), new ManualClock(), 64);
        turns.whileWaiting(turns::breaker);
        turns.breaker();
        final Scope first = turns.engine().scope("first");
        final Scope second = turns.engine().scope("second");
        first.reporter().apiLatency(HALTING);
        second.reporter().apiLatency(HALTING);
        round(turns);
        broken = true;
        turns.engine().desk().forceRecovery("first", "ann", "");
        round(turns);
        turns.watchdog();
        round(turns);
        turns.engine().desk().accept(Cause.JOURNAL, "bob", "the disk has room again");
        turns.engine().desk().forceRecovery("second", "ann", "");
        turns.breaker();
        // All of it is durable before anybody hears of it.
        turns.journal();
        round(turns);
        assertThat(told.stream().filter(event -> !event.tightens()).map(TransitionEvent::scope)).containsExactly("first", "second");
        turns.engine().close();
    }
}
