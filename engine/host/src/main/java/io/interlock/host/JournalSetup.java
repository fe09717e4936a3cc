package io.interlock.host;

import io.interlock.config.BreakerConfig;
import io.interlock.config.JournalFiles;
import io.interlock.journal.FileJournal;
import io.interlock.journal.record.Hash;
import io.interlock.journal.record.JournalKey;
import io.interlock.journal.store.StoreSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;

/** How a configuration sets the journal up. Stateless. */
final class JournalSetup
{
    private static final long MIB = 1 << 20;
    private static final long AHEAD_BYTES = 4 * MIB;

    private JournalSetup()
    {
    }

    static StoreSettings files(final JournalFiles files)
    {
        return StoreSettings.defaults()
            .withFiles(AHEAD_BYTES, files.rollMib() * MIB)
            .withRetention(files.keepMib() * MIB, Duration.ofDays(files.keepDays()))
            .withLowSpace(files.lowSpaceMib() * MIB);
    }

    /** What each record carries of the configuration and the program, and the key that seals it. */
    static FileJournal.Settings settings(final BreakerConfig config) throws IOException
    {
        final String keyFile = config.journal().files().keyFile();
        final JournalKey key = keyFile.isEmpty() ? null : JournalKey.read(Path.of(keyFile));
        final String text = ConfigText.of(config);
        return new FileJournal.Settings(hash(text), text, build(), key, System::currentTimeMillis);
    }

    /** Of this program. */
    static String build()
    {
        final String version = JournalSetup.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    static Hash hash(final String text)
    {
        try
        {
            return Hash.copyOf(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)), 0);
        }
        catch (final NoSuchAlgorithmException missing)
        {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }
}
