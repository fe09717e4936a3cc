package io.interlock.journal.report;

import io.interlock.journal.record.RecordContent;
import io.interlock.journal.record.RecordType;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Lives of the engine: when each began, how it ended, and what it brought back from those before.
 *
 * <p>Threading: one thread.
 */
final class LifeBook
{
    private static final int FIRST = 20;
    private static final int LAST = 40;
    private static final int MOST_FOUND = 12;
    private static final int MOST_CONFIG = 12_000;

    private final Rows<Life> rows = new Rows<>(FIRST, LAST);
    private Life current;
    private long unplanned;
    private String config = "";
    private long firstMs;

    /** One life. */
    static final class Life
    {
        private final UUID boot;
        private final long startMs;
        private final List<String> found = new ArrayList<>();
        private long lastMs;
        private String build = "";
        private String configHash = "";
        private boolean stopped;
        private long foundMore;
        private boolean ended;
        private boolean told;

        private Life(final UUID boot, final long startMs)
        {
            this.boot = boot;
            this.startMs = startMs;
            lastMs = startMs;
        }

        UUID boot()
        {
            return boot;
        }

        long startMs()
        {
            return startMs;
        }

        long lastMs()
        {
            return lastMs;
        }

        String build()
        {
            return build;
        }

        String configHash()
        {
            return configHash;
        }

        /** What its recovery found. */
        List<String> found()
        {
            return found;
        }

        long foundMore()
        {
            return foundMore;
        }

        /** A record says that it was stopped as planned. */
        boolean isPlanned()
        {
            return stopped;
        }

        /** Another life came after it. */
        boolean isEnded()
        {
            return ended;
        }
    }

    /** Lives of which nothing is asked for are not told, and yet known: a record may be of one. */
    void record(final RecordContent content, final boolean inside)
    {
        final RecordContent.Stamp stamp = content.stamp();
        if (current == null || !current.boot.equals(stamp.bootId()))
        {
            end();
            firstMs = current == null ? stamp.wallMs() : firstMs;
            current = new Life(stamp.bootId(), stamp.wallMs());
        }
        if (inside && !current.told)
        {
            current.told = true;
            rows.add(current);
        }
        current.lastMs = Math.max(current.lastMs, stamp.wallMs());
        // Anything after a STOPPED says that it was none.
        current.stopped = content.type() == RecordType.STOPPED;
        if (content.type() == RecordType.STARTED)
        {
            current.build = Shown.name(content.texts().subject());
            current.configHash = content.config().toString();
            config = Shown.cut(content.texts().details(), MOST_CONFIG);
        }
        else if (content.type() == RecordType.RECOVERED && content.vital() == null)
        {
            found(Shown.words(content.texts().details()));
        }
    }

    private void end()
    {
        if (current != null)
        {
            current.ended = true;
            unplanned += current.stopped || !current.told ? 0 : 1;
        }
    }

    private void found(final String words)
    {
        if (current.found.size() < MOST_FOUND)
        {
            current.found.add(words);
        }
        else
        {
            current.foundMore++;
        }
    }

    /** When the first record of all was written. */
    long firstMs()
    {
        return firstMs;
    }

    Rows<Life> rows()
    {
        return rows;
    }

    /** The life that wrote last; null where there is none. */
    Life last()
    {
        return current;
    }

    /** Lives after which another came though no record says that they were stopped as planned. */
    long unplanned()
    {
        return unplanned;
    }

    /** In the words of the last start; empty where none is told. */
    String config()
    {
        return config;
    }
}
