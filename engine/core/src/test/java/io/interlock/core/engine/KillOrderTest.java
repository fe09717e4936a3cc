package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.model.Intent;
import io.interlock.core.model.Reason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A kill's mark in the mapped file may wait for the disk: what is below the scope does not wait with it. */
class KillOrderTest
{
    @Test
    void shouldGuardWhatIsBelowBeforeTheMark()
    {
        try (BreakerEngine engine = BreakerEngine.launch(TestConfigs.patient(), null))
        {
            final Scope venue = engine.scope("v");
            final Scope below = engine.scope("v/maker");
            final List<Reason> seen = new ArrayList<>();
            engine.parts().registry().marks(new ScopeRegistry.KillMarks()
            {
                @Override
                public void mark(final int scopeId)
                {
                    seen.add(venue.gate().check(Intent.CLOSE).reason());
                    seen.add(below.gate().check(Intent.CLOSE).reason());
                }

                @Override
                public void clear(final int scopeId)
                {
                    // Not looked at here.
                }
            });
            assertThat(engine.desk().kill("v", "ann", "smoke").accepted()).isTrue();
            assertThat(seen).startsWith(Reason.DENIED_SHUTDOWN, Reason.DENIED_SHUTDOWN);
        }
    }
}
