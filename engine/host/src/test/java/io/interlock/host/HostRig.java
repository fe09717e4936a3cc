package io.interlock.host;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.core.engine.EngineContext;
import io.interlock.core.model.Level;
import io.interlock.core.port.TradingActions;
import io.interlock.journal.FileJournal;
import io.interlock.journal.state.FileStateDirectory;
import io.interlock.journal.store.FrameSource;
import io.interlock.journal.store.FrameStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Whole engines over storage that a test lets fail. */
final class HostRig
{
    static final long HALTING_NS = 4_000_000_000L;

    private HostRig()
    {
    }

    /** Patient with a busy host, so that nothing but the storage is at fault. */
    static BreakerConfig config()
    {
        return ConfigLoader.load("test", "engine: { stale-limit: 30s }");
    }

    static EngineContext context(final Path directory)
    {
        return new EngineContext().config(config()).directory(directory).commandDeadline(Duration.ofSeconds(30));
    }

    static Interlock launch(final FrameStore store, final FrameSource source, final Path directory, final EngineContext context)
        throws IOException
    {
        return Interlock.launch(
            context, FileJournal.on(store, source, new FileStateDirectory(directory), JournalSetup.settings(config())));
    }

    /** With the channels of a configuration. */
    static Interlock launchNotifying(
        final FrameStore store, final FrameSource source, final Path directory, final BreakerConfig config, final TradingActions actions)
        throws IOException
    {
        final FileJournal journal = FileJournal.on(store, source, new FileStateDirectory(directory), JournalSetup.settings(config));
        final HostNotifications notifications = HostNotifications.open(config, directory, journal, List.of());
        return Interlock.launch(context(directory).config(config).actions(actions).notificationSink(notifications.sink()), journal,
            new Beside(null, null, notifications, null));
    }

    static boolean journalStands(final Interlock interlock)
    {
        return interlock.scope("").ownLevel().isAbove(Level.ALERT);
    }
}
