package io.interlock.core.testing;

import io.interlock.core.engine.EngineContext;
import java.time.Duration;

/**
 * Contexts for tests whose commands and drains have as long as a busy machine needs: the second that a host has by default is over when the
 * breaker thread was not scheduled for that long.
 *
 * <p>Threading: any.
 */
public final class PatientContext
{
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private PatientContext()
    {
    }

    /**
     * As any new one, but patient.
     *
     * @return a context of its own.
     */
    public static EngineContext make()
    {
        return new EngineContext().commandDeadline(DEADLINE);
    }
}
