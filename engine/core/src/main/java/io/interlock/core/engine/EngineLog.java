package io.interlock.core.engine;

import io.interlock.core.text.CleanText;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine's own log. Threading: any thread but a trading one. */
final class EngineLog
{
    static final Logger LOG = LoggerFactory.getLogger("io.interlock.engine");

    private static final String FAULT = held("judging an event threw; OPEN is refused until a restart");
    private static final AtomicLong UNSAID = new AtomicLong();

    static
    {
        // Made ready here: a class whose first use finds no memory stays broken.
        CleanText.replaced("\n", '?');
    }

    private EngineLog()
    {
    }

    static void fault(final Throwable thrown)
    {
        error(FAULT, thrown);
    }

    /** A constant that is there once its class is: one that is used for the first time takes memory, and a handler may have none. */
    static String held(final String text)
    {
        return text;
    }

    /** What a thread says that goes on after anything it may have caught. Made before it is needed, as is this class. */
    static String goesOn(final String thread)
    {
        return thread + " threw and goes on";
    }

    /** Says that something threw, where nothing may throw again: a thread that ends for want of memory for a log line acts no more. */
    static void error(final String what, final Throwable thrown)
    {
        try
        {
            LOG.error(what, thrown);
        }
        catch (final Throwable unsaid)
        {
            UNSAID.incrementAndGet();
        }
    }

    /** As {@link #error}, for what is no fault of the engine. */
    static void warn(final String what, final Throwable thrown)
    {
        try
        {
            LOG.warn(what, thrown);
        }
        catch (final Throwable unsaid)
        {
            UNSAID.incrementAndGet();
        }
    }

    /** How often something threw that could not even be logged. */
    static long unsaid()
    {
        return UNSAID.get();
    }
}
