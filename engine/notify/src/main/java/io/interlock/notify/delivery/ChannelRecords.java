package io.interlock.notify.delivery;

import io.interlock.core.port.EngineClock;
import io.interlock.core.port.NoticeDigest;
import io.interlock.core.port.NoticeIncident;
import io.interlock.core.port.NoticeRecord;
import io.interlock.core.port.NoticeRecord.Outcome;
import io.interlock.core.port.Priority;
import io.interlock.notify.Draft;
import io.interlock.notify.Kind;
import io.interlock.notify.route.Outbox;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What became of one channel's messages, on its way to the journal, so that a storm does not go on there. In a minute at most
 * {@link #MOST_SINGLE} outcomes have a record of their own; what comes beyond is gathered by outcome into records that stand for many
 * ({@link NoticeDigest}), one each {@link #DIGEST_NS} or when one is full, {@link #MOST_DIGESTS} in a minute at most.
 *
 * <p>A digest names each urgent message and each change of level, so that a restart knows of them what it would know from a record each.
 * What is not named yet when the process dies, or finds no room in the last digest of a minute, has no outcome in the journal, and without
 * one an urgent message is sent again with its id: once too often, never once too little.
 *
 * <p>Threading: under the lock of its worker. Times are monotonic nanoseconds.
 */
final class ChannelRecords
{
    /** Records of their own in a minute. */
    static final int MOST_SINGLE = 60;
    /** Digests in a minute: each outcome's, one each 5 s, and some that were full before. */
    static final int MOST_DIGESTS = 60;
    /** How long what is gathered waits for its digest. */
    static final long DIGEST_NS = 5_000_000_000L;
    /** Most characters of names in one digest. */
    static final int MOST_TEXT = 8_000;

    private static final long MINUTE_NS = 60_000_000_000L;

    private final String channel;
    private final EngineClock clock;
    private final Ledger ledger;
    private final Map<Outcome, Page> pages = new EnumMap<>(Outcome.class);
    private long minuteStartNs;
    private int singles;
    private int digests;

    /**
     * What a record is about.
     *
     * @param id    of the message.
     * @param scope its path.
     * @param named whether a restart asks what became of it.
     */
    record About(String id, String scope, boolean named)
    {
        static About of(final Draft draft)
        {
            return new About(draft.id(), draft.scope(), draft.priority().compareTo(Priority.CRITICAL) >= 0
                || draft.kind() == Kind.TRANSITION || draft.kind() == Kind.RESOLVED);
        }
    }

    /** What is gathered of one outcome. */
    private static final class Page
    {
        private final List<NoticeDigest.Name> names = new ArrayList<>();
        private final long sinceNs;
        private int length;
        private long others;
        private long attempts;
        private String last = "";

        private Page(final long sinceNs)
        {
            this.sinceNs = sinceNs;
        }
    }

    ChannelRecords(final String channel, final EngineClock clock, final Ledger ledger)
    {
        this.channel = channel;
        this.clock = clock;
        this.ledger = ledger;
        minuteStartNs = clock.nanoTime();
    }

    void write(final About about, final Outcome outcome, final int attempt, final String details)
    {
        tick();
        if (singles < MOST_SINGLE)
        {
            singles++;
            write(about.id(), about.scope(), outcome, attempt, details);
            return;
        }
        final NoticeDigest.Name name = new NoticeDigest.Name(about.id(), into(outcome, details));
        final boolean named = about.named() && name.isNameable();
        Page page = pages.get(outcome);
        if (page != null && named && page.length + name.length() > MOST_TEXT && digests < MOST_DIGESTS)
        {
            close(outcome, page);
            page = null;
        }
        if (page == null)
        {
            page = new Page(clock.nanoTime());
            pages.put(outcome, page);
        }
        if (named && page.length + name.length() <= MOST_TEXT)
        {
            page.names.add(name);
            page.length += name.length();
        }
        else
        {
            page.others++;
        }
        page.attempts += attempt;
        page.last = details;
    }

    /** What a restart needs to know of it beside its id. */
    private static String into(final Outcome outcome, final String details)
    {
        final NoticeIncident incident = outcome == Outcome.DELIVERED ? NoticeIncident.of(details) : null;
        return incident != null ? incident.name() : details.startsWith(Outbox.JOINED) ? details.substring(Outbox.JOINED.length()) : "";
    }

    /** Writes what has waited long enough. Call it a few times a second. */
    void tick()
    {
        final long nowNs = clock.nanoTime();
        if (nowNs - minuteStartNs >= MINUTE_NS)
        {
            minuteStartNs = nowNs;
            singles = 0;
            digests = 0;
        }
        for (final Outcome outcome : Outcome.values())
        {
            final Page page = pages.get(outcome);
            if (page != null && nowNs - page.sinceNs >= DIGEST_NS && digests < MOST_DIGESTS)
            {
                close(outcome, page);
            }
        }
    }

    /** Writes all that is gathered: nothing comes after it. */
    void end()
    {
        for (final Outcome outcome : Outcome.values())
        {
            final Page page = pages.get(outcome);
            if (page != null)
            {
                close(outcome, page);
            }
        }
    }

    private void close(final Outcome outcome, final Page page)
    {
        pages.remove(outcome);
        digests++;
        write(NoticeDigest.ID, "", outcome, (int)Math.min(Integer.MAX_VALUE, page.attempts),
            NoticeDigest.words(page.names, page.others, page.last));
    }

    private void write(final String id, final String scope, final Outcome outcome, final int attempt, final String details)
    {
        ledger.write(new NoticeRecord(clock.wallMs(), id, scope, channel, outcome, attempt, new NoticeRecord.Words("", details)));
    }
}
