package io.interlock.core.report;

import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import java.util.function.Consumer;

/** Adds up the results that were folded and are judged. Threading: the actor that is the breaker. */
final class FoldedSum implements Consumer<InputEvent>
{
    private long successes;
    private long failures;

    @Override
    public void accept(final InputEvent event)
    {
        if (event.kind() == InputKind.FOLDED_RESULTS)
        {
            successes += (long)event.a();
            failures += (long)event.b();
        }
    }

    long successes()
    {
        return successes;
    }

    long failures()
    {
        return failures;
    }
}
