package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.gate.GuardWord;
import io.interlock.core.port.EngineClock;
import io.interlock.core.port.TransitionJournal;
import org.junit.jupiter.api.Test;

/** What throws in every round is counted each time, and told now and then. */
class FaultsTest
{
    @Test
    void shouldTellAFaultThatComesInEveryRoundNowAndThen()
    {
        final EngineParts parts = new EngineParts(TestConfigs.patient(), EngineClock.SYSTEM, TransitionJournal.NONE, 64);
        final Faults faults = new Faults(parts, new AttentionBoard(parts.words()));
        for (int i = 0; i < 1_000; i++)
        {
            faults.fault(new IllegalStateException("planted"));
        }
        assertThat(parts.tally().faults()).isEqualTo(1_000);
        assertThat(parts.words().ownGuard(0) & GuardWord.FAULT).isNotZero();
        assertThat(parts.issues().since(0)).hasSize(10).allMatch(issue -> issue.details().contains("planted"));
    }
}
