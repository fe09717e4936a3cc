package io.interlock.journal.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.core.machine.RestoredScope;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.testing.Runs;
import io.interlock.journal.record.ChainHead;
import io.interlock.journal.record.Hash;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a state file says, whatever bytes it has. */
class StateReaderTest
{
    private static final long SEED = 4_003L;

    @TempDir
    private Path directory;

    private static StateSnapshot state(final long sequence, final Level level, final int scopes)
    {
        final List<ScopeVitals> vitals = new ArrayList<>();
        vitals.add(new ScopeVitals("", new RestoredScope(level, true, ExchangeStatus.DOWN, NetworkStatus.DISCONNECTED, 7L << 14)));
        for (int i = 1; i < scopes; i++)
        {
            vitals.add(new ScopeVitals("börse/" + i, new RestoredScope(level, false, ExchangeStatus.UP, NetworkStatus.CONNECTED, 0)));
        }
        return new StateSnapshot(new UUID(5, 6), new ChainHead(sequence, Hash.parse("5a".repeat(32))), vitals);
    }

    /** Older: record 1, ALERT; newer: record 2, HALT. */
    private byte[] twoStates() throws Exception
    {
        final FileStateDirectory files = new FileStateDirectory(directory);
        try (StateFile file = StateFile.create(files, state(0, Level.CLOSED, 20), 0))
        {
            file.write(state(1, Level.ALERT, 20));
            file.write(state(2, Level.HALT, 20));
        }
        return files.read();
    }

    @Test
    void shouldReadTheNewestOfARealFileAndGoOnFromIt() throws Exception
    {
        final FileStateDirectory files = new FileStateDirectory(directory);
        assertThat(StateReader.read(files)).isNull();
        twoStates();
        final StateRead read = StateReader.read(files);
        assertThat(read).isEqualTo(new StateRead(4, state(2, Level.HALT, 20), List.of()));
        // Left over from a start that was interrupted; and the next life outgrows its slots.
        Files.write(directory.resolve("state.dat.new"), new byte[100_000]);
        try (StateFile file = StateFile.create(files, state(3, Level.THROTTLE, 20), read.generation()))
        {
            assertThat(StateReader.read(files)).isEqualTo(new StateRead(6, state(3, Level.THROTTLE, 20), List.of()));
            file.write(state(4, Level.SHUTDOWN, 2000));
            assertThat(StateReader.read(files)).isEqualTo(new StateRead(8, state(4, Level.SHUTDOWN, 2000), List.of()));
            file.write(state(5, Level.HALT, 3));
            assertThat(StateReader.read(files)).isEqualTo(new StateRead(9, state(5, Level.HALT, 3), List.of()));
        }
        assertThat(directory.resolve("state.dat.new")).doesNotExist();
    }

    @Test
    void shouldRefuseAFileThatIsFarTooLong() throws Exception
    {
        try (RandomAccessFile file = new RandomAccessFile(directory.resolve("state.dat").toFile(), "rw"))
        {
            file.setLength((1L << 26) + 1);
        }
        assertThatThrownBy(() -> StateReader.read(new FileStateDirectory(directory))).hasMessageContaining("no state file has more than");
    }

    @Test
    void shouldFindOrSurviveEveryFlippedBit() throws Exception
    {
        final byte[] bytes = twoStates();
        final StateSnapshot newer = state(2, Level.HALT, 20);
        final StateSnapshot older = state(1, Level.ALERT, 20);
        int found = 0;
        for (int bit = 0; bit < bytes.length * 8; bit++)
        {
            bytes[bit >> 3] ^= (byte)(1 << (bit & 7));
            final StateRead read = StateReader.read(bytes);
            bytes[bit >> 3] ^= (byte)(1 << (bit & 7));
            if (read.faults().isEmpty())
            {
                assertThat(read.snapshot()).as("bit %d", bit).isEqualTo(newer);
            }
            else
            {
                found++;
                assertThat(read.faults()).as("bit %d", bit).singleElement().matches(fault -> fault.kind() == StateFault.Kind.TORN);
                assertThat(read.snapshot()).as("bit %d", bit).isEqualTo(bit >> 3 < bytes.length / 2 ? newer : older);
            }
        }
        final int used = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(20);
        assertThat(found).as("every bit that means something").isEqualTo(2 * used * 8);
        Runs.done("bits flipped in a state file", bytes.length * 8L, found + " found, the others mean nothing; the state was read");
    }

    @Test
    void shouldFindEveryCut() throws Exception
    {
        final byte[] bytes = twoStates();
        final int used = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(20);
        for (int length = 0; length < bytes.length; length++)
        {
            final StateRead read = StateReader.read(Arrays.copyOf(bytes, length));
            assertThat(read.faults()).as("%d bytes", length).hasSize(1);
            // Whatever is whole is found, though the file no longer says by its length where the second slot is.
            assertThat(read.snapshot()).as("%d bytes", length).isEqualTo(
                length >= bytes.length / 2 + used ? state(2, Level.HALT, 20) : length >= used ? state(1, Level.ALERT, 20) : null);
            assertThat(read.faults().get(0).kind()).isEqualTo(length >= used ? StateFault.Kind.TORN : StateFault.Kind.NO_STATE);
        }
        Runs.done("cuts at every byte of a state file", bytes.length, "all found");
    }

    @Test
    void shouldSurviveAnyBytes() throws Exception
    {
        final byte[] good = twoStates();
        final int used = ByteBuffer.wrap(good).order(ByteOrder.LITTLE_ENDIAN).getInt(20);
        final Random random = new Random(SEED);
        final int rounds = Runs.of(50_000, 1_000_000);
        for (int i = 0; i < rounds; i++)
        {
            final byte[] bytes = Arrays.copyOf(good, random.nextInt(4) == 0 ? random.nextInt(good.length) : good.length);
            for (int n = random.nextInt(6); n >= 0 && bytes.length > 0; n--)
            {
                bytes[random.nextInt(Math.min(bytes.length, used))] = (byte)random.nextInt();
            }
            if (bytes.length > used)
            {
                seal(bytes, 0, used);
            }
            final StateRead read = StateReader.read(bytes);
            assertThat(read.snapshot() != null || !read.faults().isEmpty()).as("seed %d, bytes %d", SEED, i).isTrue();
        }
        Runs.done("state files of any bytes", rounds, "each read or refused");
    }

    @Test
    void shouldRefuseAFileThatAnotherVersionWroteTo() throws Exception
    {
        final byte[] bytes = twoStates();
        final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        // The older slot, so that the newer one is still ours: even then.
        final int older = buffer.getLong(24) == 3 ? 0 : buffer.getInt(12);
        buffer.putInt(older + 8, 2);
        seal(bytes, older, buffer.getInt(older + 20));
        final StateRead read = StateReader.read(bytes);
        assertThat(read.refused()).isTrue();
        assertThat(read.snapshot()).isNull();
    }

    @Test
    void shouldLieWhereTheDiagramSays() throws Exception
    {
        final byte[] bytes = twoStates();
        final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(new String(bytes, 0, 8, StandardCharsets.US_ASCII)).isEqualTo("ILSTATE1");
        assertThat(buffer.getInt(8)).isEqualTo(1);
        assertThat(buffer.getInt(12)).isEqualTo(bytes.length / 2).isEqualTo(4096);
        assertThat(buffer.getInt(16)).isZero();
        assertThat(buffer.getInt(4096 + 16)).isEqualTo(1);
        assertThat(buffer.getLong(24)).isEqualTo(3);
        assertThat(buffer.getLong(4096 + 24)).isEqualTo(4);
        assertThat(buffer.getLong(32)).isEqualTo(5);
        assertThat(buffer.getLong(40)).isEqualTo(6);
        assertThat(buffer.getLong(48)).isEqualTo(1);
        assertThat(HexFormat.of().formatHex(bytes, 56, 88)).isEqualTo("5a".repeat(32));
        assertThat(buffer.getInt(88)).isEqualTo(20);
        assertThat(HexFormat.of().formatHex(bytes, 96, 112)).isEqualTo("0000" + "01" + "01" + "03" + "01" + "0000" + "00c0010000000000");
        assertThat(buffer.getShort(112)).isEqualTo((short)8);
    }

    private static void seal(final byte[] bytes, final int from, final int length)
    {
        final CRC32C crc = new CRC32C();
        crc.update(bytes, from, length - 4);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(from + length - 4, (int)crc.getValue());
    }
}
