package io.interlock.core.engine;

import io.interlock.core.gate.GuardWord;
import io.interlock.core.model.Level;
import io.interlock.core.text.FaultText;

/**
 * What becomes of a fault on the breaker thread: it is counted, OPEN is refused from then on, and it is told where that can be told. An
 * error of the virtual machine shuts down. Nothing here throws, whatever there is no memory for.
 *
 * <p>Threading: breaker thread only.
 */
final class Faults
{
    /** No more: what fails so often fails for another reason than memory. */
    private static final int TRIES = 10_000;

    private final EngineParts parts;
    private final AttentionBoard attention;
    private boolean fatal;
    private int taken;
    private long count;

    Faults(final EngineParts parts, final AttentionBoard attention)
    {
        this.parts = parts;
        this.attention = attention;
    }

    void fault(final Throwable thrown)
    {
        try
        {
            note(thrown);
        }
        catch (final Throwable untold)
        {
            EngineLog.fault(untold);
        }
    }

    private void note(final Throwable thrown)
    {
        parts.tally().fault();
        parts.words().raise(0, GuardWord.FAULT);
        attention.fail();
        if (thrown instanceof VirtualMachineError)
        {
            parts.criticals().raised();
            parts.words().raise(0, GuardWord.KILLED);
            fatal = true;
            parts.reserve().release();
        }
        count++;
        if (Long.bitCount(count) == 1)
        {
            // The first, second, fourth time: what throws in every round must fill neither log nor journal.
            parts.raise("ENGINE_FAULT", "",
                "judging an event threw " + FaultText.of(thrown) + ", " + count + " times by now; OPEN is refused until a restart");
            EngineLog.fault(thrown);
        }
    }

    /** Whether a MEMORY_ERROR is to be judged: until the root is down. Where even that throws, the guard alone keeps everything refused. */
    boolean takeFatal(final Level root)
    {
        final boolean now = fatal && root != Level.SHUTDOWN && taken < TRIES;
        taken += now ? 1 : 0;
        return now;
    }
}
