package io.interlock.host;

import io.interlock.config.BreakerConfig;
import io.interlock.config.NotificationsConfig;
import io.interlock.core.engine.BreakerEngine;
import io.interlock.core.engine.EngineException;
import io.interlock.core.port.EngineClock;
import io.interlock.core.port.NotificationSink;
import io.interlock.journal.FileJournal;
import io.interlock.journal.input.InputLog;
import io.interlock.notify.delivery.ChannelEntry;
import io.interlock.notify.delivery.NotifyCenter;
import io.interlock.notify.kit.ChannelKit;
import io.interlock.notify.kit.Rehearsal;
import io.interlock.notify.kit.WordsKit;
import io.interlock.notify.words.TemplateException;
import io.interlock.notify.words.Wording;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The notifications of one engine: made before it, so that they hear of what the launch decides, started once the journal has said what
 * former lives left undelivered, and closed after it, so that they still deliver what it told last.
 *
 * <p>Threading: the launching and the closing thread.
 */
final class HostNotifications
{
    /** As many as a configuration may have: each has a thread. */
    private static final int MOST_OWN = 100;

    private final Notices notices = new Notices();
    private final BreakerConfig whole;
    /** Null before the engine runs. */
    private volatile BreakerEngine engine;
    private final NotificationsConfig config;
    private final FileJournal journal;
    private final NotifyCenter center;

    private HostNotifications(
        final BreakerConfig config, final Path directory, final FileJournal journal, final List<ChannelEntry> channels)
    {
        whole = config;
        this.config = config.notifications();
        this.journal = journal;
        center = new NotifyCenter(
            new NotifyCenter.Setup(this.config, channels, wording(directory), directory, EngineClock.SYSTEM, this::head),
            notices::record, notices::issue);
    }

    /**
     * As configured. What is wrong with them stops a launch only where it is in the configuration: a template, two channels of one name.
     * What was opened before is closed then.
     */
    static HostNotifications open(
        final BreakerConfig config, final Path directory, final List<ChannelEntry> own, final FileJournal journal, final InputLog inputs)
    {
        try
        {
            return open(config, directory, journal, own);
        }
        catch (final RuntimeException wrong)
        {
            journal.close();
            if (inputs != null)
            {
                inputs.close();
            }
            throw new EngineException("notifications cannot be sent as configured: " + wrong.getMessage(), wrong);
        }
    }

    static HostNotifications open(
        final BreakerConfig config, final Path directory, final FileJournal journal, final List<ChannelEntry> own)
    {
        if (own.size() > MOST_OWN)
        {
            throw new IllegalArgumentException("the host brings " + own.size() + " channels of its own, and at most " + MOST_OWN
                + " are allowed, since each has a thread: let one channel tell several receivers");
        }
        final List<ChannelEntry> channels = new ArrayList<>(ChannelKit.channels().of(config.notifications()));
        channels.addAll(own);
        return new HostNotifications(config, directory, journal, channels);
    }

    private Wording wording(final Path directory)
    {
        try
        {
            return WordsKit.words(this::inForce, whole, directory.toString());
        }
        catch (final TemplateException bad)
        {
            throw new EngineException("notifications.templates: " + bad.getMessage(), bad);
        }
    }

    private BreakerConfig inForce()
    {
        final BreakerEngine running = engine;
        return running == null ? whole : running.desk().config();
    }

    private String head()
    {
        return journal.head().sequence() == 0 ? "" : journal.head().toString();
    }

    NotificationSink sink()
    {
        return center;
    }

    NotifyCenter center()
    {
        return center;
    }

    void start(final BreakerEngine running)
    {
        engine = running;
        notices.engine(running);
        center.restore(journal.notices(Duration.ofNanos(config.policy().redeliverNs())));
        center.start();
        Rehearsal.start(whole);
    }

    /** Before the engine is closed. */
    void closing()
    {
        notices.closing();
    }

    /** After the engine was closed, before the journal is. */
    void close()
    {
        center.close();
        journal.last(notices::rest);
    }
}
