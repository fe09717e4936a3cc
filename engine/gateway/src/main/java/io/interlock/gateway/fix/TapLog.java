package io.interlock.gateway.fix;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What went wrong in the tap, each kind told once: a fault that every order meets must not fill the disk. Threading: any thread. */
final class TapLog
{
    private static final Logger LOG = LoggerFactory.getLogger("io.interlock.gateway");
    private static final int KINDS = 256;

    private final Set<String> told = ConcurrentHashMap.newKeySet();

    void fault(final String where, final Throwable thrown)
    {
        if (isNew(where + thrown.getClass().getName()))
        {
            LOG.error("{} threw; told once for each kind", where, thrown);
        }
    }

    void refused(final String msgType, final String reason)
    {
        if (isNew(msgType + reason))
        {
            LOG.warn("message type {} refused: {}; told once for each kind", msgType, reason);
        }
    }

    void unreadable(final String what)
    {
        if (isNew(what))
        {
            LOG.warn("{}; told once for each kind", what);
        }
    }

    private boolean isNew(final String kind)
    {
        return told.size() < KINDS && told.add(kind);
    }
}
