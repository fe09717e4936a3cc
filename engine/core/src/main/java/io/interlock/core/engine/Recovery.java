package io.interlock.core.engine;

import io.interlock.core.machine.BreakerStateMachine;
import io.interlock.core.machine.InputKind;
import io.interlock.core.machine.RestoredScope;
import io.interlock.core.machine.ScopeView;
import io.interlock.core.port.EngineClock;
import io.interlock.core.port.Recovered;
import io.interlock.core.port.ScopeVital;
import io.interlock.core.port.TransitionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Brings back what former lives left behind, before anybody else uses an engine: each part of a scope as severe as the most severe source
 * says (DESIGN, after a crash).
 *
 * <p>Threading: the launching thread, before the breaker's is started.
 */
final class Recovery
{
    private final BreakerAgent breaker;

    Recovery(final BreakerAgent breaker)
    {
        this.breaker = breaker;
    }

    /** Restores what is known; says what each scope is then. */
    Recovered restore(final Recovered known, final boolean journalHealthy)
    {
        final ScopeRegistry registry = breaker.parts().registry();
        final BreakerStateMachine machine = breaker.machine();
        breaker.births();
        known.scopes().forEach(left -> registry.getOrCreate(left.scope()));
        breaker.births();
        for (final ScopeVital left : known.scopes())
        {
            machine.restore(registry.find(left.scope()).id(), left.vital(), breaker.timeNs());
        }
        known.scopes().forEach(this::recall);
        if (!known.scopes().isEmpty())
        {
            breaker.launched(InputKind.RESTART);
        }
        if (!known.scopes().isEmpty() && journalHealthy)
        {
            breaker.launched(InputKind.JOURNAL_HEALTHY);
        }
        if (known.damaged())
        {
            breaker.launched(InputKind.JOURNAL_DAMAGED);
        }
        if (known.tooManyStarts())
        {
            breaker.launched(InputKind.RESTARTS);
        }
        breaker.showAll();
        final List<ScopeVital> restored = new ArrayList<>();
        for (int id = 0; id < machine.scopeCount(); id++)
        {
            final ScopeView view = machine.scope(id);
            restored.add(new ScopeVital(
                0, breaker.wallMs(), view.definition().path(), RestoredScope.of(view, view.level(), view.override())));
        }
        return new Recovered(restored, known.damaged(), known.tooManyStarts(), known.findings());
    }

    /** Why a scope is where it is: of whichever source knew its level. */
    private void recall(final ScopeVital left)
    {
        final int id = breaker.parts().registry().find(left.scope()).id();
        if (left.since() != null && left.vital().level() == breaker.machine().scope(id).level())
        {
            final TransitionEvent.Why why = left.since().why();
            // Both clocks at one moment: the breaker's own time stands still while an engine is launched.
            final EngineClock clock = breaker.parts().clock();
            final long agoMs = Math.max(0, clock.wallMs() - left.since().wallMs());
            final long nowNs = clock.nanoTime() - breaker.parts().originNs();
            breaker.machine().recall(id, why.cause(), why.value(), why.threshold(), nowNs - TimeUnit.MILLISECONDS.toNanos(agoMs));
        }
    }
}
