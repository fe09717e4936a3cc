package io.interlock.host;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigYaml;
import io.interlock.config.InputFiles;
import io.interlock.journal.input.InputLog;
import io.interlock.journal.input.InputSettings;
import io.interlock.journal.store.ChronicleStore;
import io.interlock.journal.store.StoreSettings;
import java.io.IOException;
import java.nio.file.FileSystemException;
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

    /**
     * What came of opening it.
     *
     * @param log     null where there is none.
     * @param trouble why there is none though one is wanted; null where nothing is wrong.
     */
    record Opened(InputLog log, String trouble)
    {
    }

    /** A breaker without a recording protects; a recording that keeps a breaker from starting does not. */
    static Opened tryOpen(final BreakerConfig config, final Path directory)
    {
        try
        {
            return new Opened(config.journal().inputs() ? open(config, directory) : null, null);
        }
        catch (final IOException | RuntimeException refused)
        {
            return new Opened(null, "the recording of inputs in " + directory.resolve(InputLog.FOLDER) + " cannot be opened, so this life "
                + "cannot be replayed: " + why(refused));
        }
    }

    /** The system's own exceptions often say no more than a path: then their kind is the reason. */
    static String why(final Exception refused)
    {
        return refused instanceof FileSystemException system && system.getReason() == null ? system.toString() : refused.getMessage();
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
