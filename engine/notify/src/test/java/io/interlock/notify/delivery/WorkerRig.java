package io.interlock.notify.delivery;

import io.interlock.config.ChannelRoute;
import io.interlock.core.port.Issue;
import io.interlock.core.port.NoticeRecord;
import io.interlock.core.port.NoticeRecord.Outcome;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** One worker with a clock that a test moves and a backoff of 1 s. */
final class WorkerRig implements AutoCloseable
{
    static final long BACKOFF_NS = Notes.SECOND_NS;

    final ManualClock clock = new ManualClock();
    final List<NoticeRecord> records = new CopyOnWriteArrayList<>();
    final List<Issue> issues = new CopyOnWriteArrayList<>();
    final ScriptedChannel channel;
    final ChannelWorker worker;

    WorkerRig(final ScriptedChannel.Script script)
    {
        this(script, Notes.ROUTE, ChannelState.CAPACITY);
    }

    WorkerRig(final ScriptedChannel.Script script, final ChannelRoute route, final int capacity)
    {
        channel = new ScriptedChannel("mail", script);
        worker = new ChannelWorker(ChannelEntry.of(channel, route), capacity, parts());
        clock.onMove(worker::watch);
        clock.onMove(worker::wake);
    }

    private DeliveryParts parts()
    {
        return new DeliveryParts(clock, WorkerRig::daemon, records::add, issues::add, () -> failure -> BACKOFF_NS);
    }

    static Thread daemon(final Runnable body)
    {
        final Thread thread = new Thread(body);
        thread.setDaemon(true);
        return thread;
    }

    WorkerRig start()
    {
        worker.start();
        return this;
    }

    void awaitAsked(final int count)
    {
        Eventually.holds(count + " attempts, not " + channel.asked.size(), () -> channel.asked.size() >= count);
    }

    void awaitRecords(final int count)
    {
        Eventually.holds(count + " records, not " + records, () -> records.size() >= count);
    }

    /** Attempts that failed, whether each has a record or not. */
    void awaitFailed(final int count)
    {
        Eventually.holds(count + " failed attempts, not " + worker.status(), () -> worker.status().counts().failed() >= count);
    }

    void awaitIssues(final int count)
    {
        Eventually.holds(count + " issues, not " + issues, () -> issues.size() >= count);
    }

    long count(final Outcome outcome)
    {
        return records.stream().filter(record -> record.outcome() == outcome).count();
    }

    List<String> outcomes()
    {
        return records.stream().map(record -> record.id() + ' ' + record.outcome() + ' ' + record.attempt()).toList();
    }

    @Override
    public void close()
    {
        worker.stop();
    }
}
