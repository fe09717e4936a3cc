package io.interlock.core.engine;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine's own log. Threading: any thread but a trading one. */
final class EngineLog
{
    static final Logger LOG = LoggerFactory.getLogger("io.interlock.engine");

    private EngineLog()
    {
    }

    static void fault(final Throwable thrown)
    {
        LOG.error("judging an event threw; OPEN is refused until a restart", thrown);
    }
}
