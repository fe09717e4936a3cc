package io.interlock.journal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file whose write failed in the middle. */
class LiveFileTest
{
    private static final int CYCLE = 29_000_000;

    @TempDir
    private Path temp;

    private LiveFile begin() throws IOException
    {
        PrivateFiles.zeroFile(LiveFile.precreated(temp, CYCLE), StoreSettings.MIN_PREALLOCATE_BYTES, true);
        return LiveFile.begin(temp, CYCLE, StoreSettings.MIN_PREALLOCATE_BYTES);
    }

    @Test
    void shouldShowNoReaderAPartOfAFrame() throws Exception
    {
        try (LiveFile file = begin(); CycleReader reader = new CycleReader(file.file()))
        {
            file.append(new byte[] {1, 2, 3}, 3);
            // Fails behind the length, with the document open.
            assertThatThrownBy(() -> file.append(new byte[] {1, 2, 3}, 100)).isInstanceOf(IOException.class)
                .hasMessageContaining(file.file().toString());
            assertThat(reader.next()).containsExactly(1, 2, 3);
            assertThat(reader.next()).isNull();
            assertThat(reader.rest()).isZero();
        }
    }

    @Test
    void shouldTakeNothingAfterAFailure() throws Exception
    {
        try (LiveFile file = begin())
        {
            assertThatThrownBy(() -> file.append(new byte[1], 2)).isInstanceOf(IOException.class);
            assertThat(file.broken()).isTrue();
            assertThatThrownBy(() -> file.append(new byte[1], 1)).isInstanceOf(IOException.class).hasMessageContaining("failed before");
            assertThatThrownBy(file::force).isInstanceOf(IOException.class).hasMessageContaining("failed before");
            assertThat(file.frames()).isZero();
        }
    }

    @Test
    void shouldSayWhenTheForceFails() throws Exception
    {
        final LiveFile file = begin();
        file.append(new byte[1], 1);
        file.close();
        assertThatThrownBy(file::force).isInstanceOf(IOException.class).hasMessageContaining("could not be forced");
        // Also where the system would say the next time that all is well.
        assertThatThrownBy(file::force).isInstanceOf(IOException.class).hasMessageContaining("failed before");
        assertThatThrownBy(() -> file.append(new byte[1], 1)).isInstanceOf(IOException.class).hasMessageContaining("failed before");
    }
}
