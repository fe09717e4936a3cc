package io.interlock.notify.delivery;

import io.interlock.core.port.EngineClock;
import io.interlock.core.port.Issue;
import io.interlock.core.port.NoticeRecord;
import io.interlock.core.port.TransitionEvent;
import io.interlock.notify.Draft;
import io.interlock.notify.Notification;
import io.interlock.notify.route.Outbox;
import io.interlock.notify.route.Plainly;
import io.interlock.notify.words.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives drafts their words and hands them to the channels' workers.
 *
 * <p>Threading: what sends, the dispatch thread alone; the rest any.
 */
final class Post implements Outbox
{
    private static final Logger LOG = LoggerFactory.getLogger(Post.class);

    private final Map<String, ChannelWorker> workers = new LinkedHashMap<>();
    private final Map<String, ChannelEntry> entries = new LinkedHashMap<>();
    private final EngineClock clock;
    private final Wording wording;
    private final Ledger ledger;
    private final Consumer<String> trouble;
    private long wordingFailures;
    private Draft latestDraft;
    private Notification latest;

    Post(final CenterParts parts, final Consumer<Issue> issues)
    {
        wording = parts.wording();
        final DeliveryParts given = parts.delivery();
        clock = given.clock();
        ledger = new Ledger(given.records(), given.issues());
        trouble = details -> ledger.raise(
            new Issue(given.clock().wallMs(), ChannelNews.TROUBLE, "", Double.NaN, Double.NaN, details));
        final DeliveryParts own = new DeliveryParts(given.clock(), given.threads(), given.records(), issues, given.backoffs());
        for (final ChannelEntry entry : parts.channels())
        {
            if (workers.put(entry.name(), new ChannelWorker(entry, parts.limits().channel(), own)) != null)
            {
                throw new IllegalArgumentException("two channels are named " + entry.name() + ": give each its own name");
            }
            entries.put(entry.name(), entry);
        }
    }

    /** In the order of the channels. */
    List<ChannelWorker> workers()
    {
        return List.copyOf(workers.values());
    }

    void start()
    {
        workers.values().forEach(ChannelWorker::start);
    }

    /** A channel is not told of itself. Throws nothing, since what the rules decided besides must still be done. */
    @Override
    public void send(final String channel, final Draft draft)
    {
        final ChannelWorker worker = workers.get(channel);
        if (worker != null && !ChannelNews.isAbout(draft, channel))
        {
            guarded(() -> worker.offer(words(draft)));
        }
    }

    @Override
    public void suppressed(final String channel, final Draft draft, final String why)
    {
        final ChannelWorker worker = workers.get(channel);
        if (worker != null)
        {
            guarded(() -> worker.suppress(ChannelRecords.About.of(draft), why));
        }
    }

    @Override
    public void record(final NoticeRecord record)
    {
        ledger.write(record);
        ledger.flush();
    }

    private void guarded(final Runnable body)
    {
        try
        {
            body.run();
        }
        catch (final Throwable thrown)
        {
            LOG.error("a channel could not be served: {}", thrown.getClass().getName());
        }
    }

    /** It found no room before the rules and is told with another: no channel is to be told of it after a restart. */
    void stoodFor(final String id, final TransitionEvent by)
    {
        final ChannelRecords.About about = new ChannelRecords.About(id, by.scope(), true);
        workers.values().forEach(worker -> guarded(() -> worker.suppress(about, JOINED + by.id())));
    }

    /** The rules failed on a transition: who takes its priority and scope is told plainly, in quiet hours at their end. */
    void sendPlainly(final TransitionEvent event)
    {
        final Draft draft = FallbackWords.draft(event);
        final Notification plain = FallbackWords.of(draft);
        final long nowMs = clock.wallMs();
        entries.forEach((name, entry) ->
        {
            final long waitMs = Plainly.waitMs(entry.type(), entry.route(), event.scope(), event.priority(), nowMs);
            if (waitMs >= 0)
            {
                guarded(() -> workers.get(name).offer(plain, waitMs));
            }
        });
    }

    private Notification words(final Draft draft)
    {
        if (draft != latestDraft)
        {
            latest = freshWords(draft);
            latestDraft = draft;
        }
        return latest;
    }

    private Notification freshWords(final Draft draft)
    {
        try
        {
            final Notification words = wording.words(draft);
            if (words != null)
            {
                return words;
            }
        }
        catch (final Throwable thrown)
        {
            wordingFailures++;
            if (Long.bitCount(wordingFailures) == 1)
            {
                LOG.warn("words of a message could not be made, {} times by now: {}", wordingFailures, thrown.getClass().getName());
                trouble.accept("the words of message " + draft.id() + " could not be made (" + thrown.getClass().getName() + "), "
                    + wordingFailures + " times by now: it is told plainly");
                ledger.flush();
            }
        }
        return FallbackWords.of(draft);
    }

    /**
     * Since when a receiver knows of all changes of an incident that made it stricter. Any thread.
     *
     * @param incident the episode that the receiver joins by.
     * @return milliseconds since 1970; 0 where this life sent none, {@code Long.MAX_VALUE} while one still waits here.
     */
    long toldMs(final String channel, final String incident)
    {
        return workers.get(channel).toldMs(incident);
    }

    List<ChannelStatus> status()
    {
        final List<ChannelStatus> all = new ArrayList<>();
        workers.values().forEach(worker -> all.add(worker.status()));
        return all;
    }

    void watch()
    {
        workers.values().forEach(ChannelWorker::watch);
    }

    /** It waits for the disk. */
    void lookAtSecrets()
    {
        workers.values().forEach(worker -> guarded(worker::lookAtSecrets));
    }

    void wake()
    {
        workers.values().forEach(ChannelWorker::wake);
    }

    /** Waits for urgent messages until then, real time. */
    void close(final long endNs) throws InterruptedException
    {
        workers.values().forEach(ChannelWorker::beginClose);
        for (final ChannelWorker worker : workers.values())
        {
            worker.awaitEnd(endNs - System.nanoTime());
        }
        stop();
    }

    void stop()
    {
        workers.values().forEach(ChannelWorker::stop);
    }
}
