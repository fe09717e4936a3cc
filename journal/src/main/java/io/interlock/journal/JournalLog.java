package io.interlock.journal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The journal's own log. Threading: any. */
final class JournalLog
{
    static final Logger LOG = LoggerFactory.getLogger("io.interlock.journal");

    private JournalLog()
    {
    }
}
