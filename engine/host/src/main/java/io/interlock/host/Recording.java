package io.interlock.host;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigYaml;
import io.interlock.config.InputFiles;
import io.interlock.journal.input.InputLog;
import io.interlock.journal.input.InputSettings;
import io.interlock.journal.store.ChronicleStore;
import io.interlock.journal.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Opens the recording of inputs as configured: a queue beside the journal, with a retention of its own.
 *
 * <p>Threading: stateless.
 */
final class Recording
{
    private static final long MIB = 1 << 20;
    private static final long AHEAD_BYTES = 4 * MIB;
    /** Files are begun by the recording itself, each with a snapshot, and never by the store. */
    private static final Duration NEVER = Duration.ofDays(365_000);

    private Recording()
    {
    }

    static InputLog open(final BreakerConfig config, final Path directory) throws IOException
    {
        final InputFiles files = config.journal().inputFiles();
        final StoreSettings settings = new StoreSettings(AHEAD_BYTES, Long.MAX_VALUE, NEVER, files.keepMib() * MIB,
            Duration.ofDays(files.keepDays()), config.journal().files().lowSpaceMib() * MIB, System::currentTimeMillis);
        return new InputLog(ChronicleStore.openUnforced(directory.resolve(InputLog.FOLDER), settings), new InputSettings(
            ConfigYaml.of(config), JournalSetup.build(), JournalSetup.hash(ConfigText.of(config)), files.rollMib() * MIB,
            System::currentTimeMillis));
    }
}
