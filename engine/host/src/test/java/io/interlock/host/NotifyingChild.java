package io.interlock.host;

import io.interlock.core.engine.Scope;
import io.interlock.core.port.TransitionEvent;
import java.nio.file.Path;

/**
 * A gateway that notifies: halts or kills a scope if it is told to, says the transition's id once the journal has it, and waits to be
 * killed.
 */
final class NotifyingChild
{
    private static final long HALTS_NS = 4_000_000_000L;

    private NotifyingChild()
    {
    }

    /**
     * Lives.
     *
     * @param args the configuration, the directory, and {@code halt}, {@code kill} or {@code wait}.
     * @throws Exception when something is in the way.
     */
    public static void main(final String[] args) throws Exception
    {
        final Interlock interlock = Interlock.launch(Path.of(args[0]), Path.of(args[1]));
        if (!"wait".equals(args[2]))
        {
            interlock.addTransitionListener(event -> tell(interlock, event));
            final Scope scope = interlock.scope("venue");
            if ("halt".equals(args[2]))
            {
                scope.reporter().apiLatency(HALTS_NS);
            }
            else
            {
                interlock.desk().kill(scope.path(), "ann", "a drill");
            }
        }
        else
        {
            System.out.println("ready");
        }
        // Until the parent kills this process, or is gone.
        while (System.in.read() >= 0)
        {
            continue;
        }
        Runtime.getRuntime().halt(0);
    }

    private static void tell(final Interlock interlock, final TransitionEvent event)
    {
        while (interlock.head().sequence() == 0)
        {
            Thread.onSpinWait();
        }
        System.out.println("journaled " + event.id());
    }
}
