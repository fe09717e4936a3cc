package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import org.junit.jupiter.api.Test;

class DecisionsTest
{
    @Test
    void shouldTellTheAuditThreadsOnlyWhenTheGatesAreTight()
    {
        try (BreakerEngine engine = BreakerEngine.launch(
            new EngineContext().config(TestConfigs.lanes(true, 1)).clock(new ManualClock()).invoked(true)))
        {
            final Decisions decisions = new Decisions(engine.parts());
            final InputEvent event = new InputEvent().plain(InputKind.RESET, 0);
            decisions.begin(event, null, 0);
            decisions.onCommand(0, event, false, "not at SHUTDOWN", 0);
            assertThat(decisions.flush()).as("records that were still waiting in the judgement").isEqualTo(1);
            decisions.begin(event, null, 0);
            decisions.onCommand(0, event, false, "not at SHUTDOWN", 0);
            decisions.end();
            assertThat(decisions.flush()).as("records that were still waiting after it").isZero();
        }
    }
}
