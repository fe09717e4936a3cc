package io.interlock.notify.delivery;

import io.interlock.core.port.Issue;
import io.interlock.core.port.NoticeDigest;
import io.interlock.core.port.NoticeRecord;
import io.interlock.core.port.NoticeRecord.Outcome;
import io.interlock.notify.words.Wording;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A center with channels that do what a test says. */
final class CenterRig implements AutoCloseable
{
    /** Limits of real time that no test with a machine of whatever speed comes to. */
    static final CenterParts.Limits PATIENT = new CenterParts.Limits(Inbox.CAPACITY, ChannelState.CAPACITY, 60_000, 60_000);
    /** The same; and no channel is ever so far behind that it merges messages. */
    static final CenterParts.Limits ROOMY = new CenterParts.Limits(Inbox.CAPACITY, 1_000_000, 60_000, 60_000);

    final ManualClock clock = new ManualClock();
    final List<NoticeRecord> records = new CopyOnWriteArrayList<>();
    final List<Issue> issues = new CopyOnWriteArrayList<>();
    final List<ScriptedChannel> channels;
    final NotifyCenter center;
    TestRules rules;

    CenterRig(final CenterParts.Limits limits, final Wording wording, final ScriptedChannel... channels)
    {
        this.channels = List.of(channels);
        final Consumer<NoticeRecord> writes = records::add;
        final DeliveryParts delivery =
            new DeliveryParts(clock, WorkerRig::daemon, writes, issues::add, () -> failure -> WorkerRig.BACKOFF_NS);
        final List<ChannelEntry> entries = Stream.of(channels).map(channel -> ChannelEntry.of(channel, Notes.ROUTE)).toList();
        center = new NotifyCenter(new CenterParts(entries, wording, this::rules, null, delivery, limits));
        clock.onMove(center::look);
        clock.onMove(center::wake);
    }

    CenterRig(final ScriptedChannel... channels)
    {
        this(PATIENT, FallbackWords::of, channels);
    }

    /** The whole of it, as {@link NotifyCenter}'s own, with {@link #PATIENT}. */
    static NotifyCenter patient(final NotifyCenter.Setup setup, final Consumer<NoticeRecord> records, final Consumer<Issue> issues)
    {
        return whole(setup, records, issues, PATIENT);
    }

    /** The whole of it, with other limits than {@link NotifyCenter}'s own. */
    static NotifyCenter whole(
        final NotifyCenter.Setup setup, final Consumer<NoticeRecord> records, final Consumer<Issue> issues, final CenterParts.Limits limits)
    {
        final CenterParts parts = CenterParts.of(setup, records, issues);
        return new NotifyCenter(new CenterParts(
            parts.channels(), parts.wording(), parts.rules(), parts.statusFile(), parts.delivery(), limits));
    }

    private Rules rules(final Post post)
    {
        rules = new TestRules(post, channels.stream().map(ScriptedChannel::name).toList());
        return rules;
    }

    CenterRig start()
    {
        center.start();
        // What a test sets from now on is not met by the restore.
        Eventually.holds("restored", () -> !rules.seen.isEmpty());
        return this;
    }

    long delivered(final String channel, final String id)
    {
        return each().filter(record -> record.outcome() == Outcome.DELIVERED && record.channel().equals(channel)
            && record.id().equals(id)).count();
    }

    /** Also what stands in a record for many. */
    Stream<NoticeRecord> each()
    {
        return records.stream().flatMap(record -> NoticeDigest.each(record).stream());
    }

    void awaitDelivered(final String channel, final String id)
    {
        Eventually.holds(id + " on " + channel, () -> delivered(channel, id) > 0);
    }

    @Override
    public void close()
    {
        channels.forEach(channel -> channel.does(message -> "taken"));
        center.close();
    }
}
