package io.interlock.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.port.Issue;
import io.interlock.core.port.Recovered;
import io.interlock.journal.record.Hash;
import io.interlock.journal.record.JournalKey;
import io.interlock.journal.store.ChronicleSource;
import io.interlock.journal.store.FrameSource;
import io.interlock.journal.store.StoreSettings;
import io.interlock.journal.verify.Finding;
import io.interlock.journal.verify.JournalVerifier;
import io.interlock.journal.verify.Verification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A journal without seals, and a start with a key: the key is new, or somebody without it made the whole journal anew. A start tells an
 * operator, and the journal says so for good.
 */
class KeyLaterTest
{
    private static final StoreSettings SMALL = StoreSettings.defaults().withFiles(StoreSettings.MIN_PREALLOCATE_BYTES, 1 << 20);
    private static final JournalKey KEY = JournalKey.of("a key of thirty-two characters !".getBytes(StandardCharsets.UTF_8));

    @TempDir
    private Path directory;
    private long wallMs = 1_800_000_000_000L;

    private Recovered live(final JournalKey key) throws IOException
    {
        wallMs += 700_000;
        try (FileJournal journal = FileJournal.open(directory,
            new FileJournal.Settings(Hash.ZERO, "preset: default", "test", key, () -> wallMs), SMALL.withClock(() -> wallMs)))
        {
            final Recovered recovered = journal.recover();
            journal.append(UUID.randomUUID(), recovered);
            journal.append(new Issue(wallMs, "NOISE", "", Double.NaN, Double.NaN, "noise"));
            journal.force();
            return recovered;
        }
    }

    private Verification verified() throws IOException
    {
        try (FrameSource source = ChronicleSource.open(directory.resolve(FileJournal.FOLDER)))
        {
            return new JournalVerifier(KEY, null, null).verify(source);
        }
    }

    @Test
    void shouldTellOnceThatWhatIsThereHasNoSeal() throws IOException
    {
        live(null);
        final long unsealed = verified().head().sequence();

        final Recovered first = live(KEY);
        assertThat(first.damaged()).isTrue();
        assertThat(first.findings()).anyMatch(
            finding -> finding.startsWith("damage in the journal (there is a key, and record " + unsealed + " before it is not sealed"));

        final Verification told = verified();
        assertThat(told.sealed()).isEqualTo(unsealed + 1);
        assertThat(told.sealedLater()).isTrue();
        assertThat(told.findings()).singleElement().matches(finding -> finding.kind() == Finding.Kind.TOLD
            && finding.what().contains("is not sealed"));

        final Recovered second = live(KEY);
        assertThat(second.damaged()).isFalse();
    }

    @Test
    void shouldTellNothingWhereTheKeyWasThereFromTheBeginning() throws IOException
    {
        assertThat(live(KEY).damaged()).isFalse();
        assertThat(live(KEY).damaged()).isFalse();
        final Verification whole = verified();
        assertThat(whole.findings()).isEmpty();
        assertThat(whole.sealed()).isEqualTo(1);
        assertThat(whole.sealedLater()).isFalse();
    }
}
