package io.interlock.core.mapped;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.gate.GuardWord;
import io.interlock.core.mapped.HeartbeatReader.Found;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sign of life is read from a whole gate file alone, and each other file is named. */
class HeartbeatReaderTest
{
    private static final int SCOPES = 4;
    private static final long SEED = Long.getLong("interlock.seed", 9_005L);

    @TempDir
    private Path temp;
    private Path path;
    private HeartbeatReader reader;

    @BeforeEach
    void open()
    {
        path = temp.resolve(GateFile.NAME);
        reader = new HeartbeatReader(temp);
    }

    @AfterEach
    void close()
    {
        reader.close();
    }

    private GateFile engine(final long boot)
    {
        final GateFile file = new GateFile(temp, SCOPES, new UUID(boot, 7), 1_700_000_000_000L, 5_000);
        file.add(0, "");
        file.publish();
        return file;
    }

    private static void beat(final GateFile file, final long nanos, final long guard)
    {
        new GateFileInfo(file).heartbeat(1, nanos, guard);
    }

    @Test
    void shouldReadEachSignOfLife()
    {
        final GateFile file = engine(1);
        assertThat(reader.look(true)).isEqualTo(Found.SOUND);
        assertThat(reader.heartbeatNs()).isZero();
        assertThat(reader.pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(reader.startedMs()).isEqualTo(1_700_000_000_000L);
        for (int i = 1; i <= 3; i++)
        {
            beat(file, i * 1_000, GuardWord.STALE);
            assertThat(reader.look(false)).isEqualTo(Found.SOUND);
            assertThat(reader.heartbeatNs()).isEqualTo(i * 1_000);
            assertThat(reader.guard()).isEqualTo(GuardWord.STALE);
        }
    }

    @Test
    void shouldFollowTheFileOfTheNextLife()
    {
        final GateFile old = engine(1);
        assertThat(reader.look(true)).isEqualTo(Found.SOUND);
        final long life = reader.life();
        beat(engine(2), 77, 0);
        beat(old, 99, 0);
        assertThat(reader.look(false)).isEqualTo(Found.SOUND);
        assertThat(reader.heartbeatNs()).as("what was not looked for").isEqualTo(99);
        assertThat(reader.look(true)).isEqualTo(Found.SOUND);
        assertThat(reader.heartbeatNs()).isEqualTo(77);
        assertThat(reader.life()).isNotEqualTo(life);
    }

    @Test
    void shouldNameAFileThatIsNotThereOrWasRemoved() throws IOException
    {
        assertThat(reader.look(false)).isEqualTo(Found.MISSING);
        assertThat(reader.problem()).contains("there is no ", "gate.dat");
        beat(engine(1), 5, 0);
        assertThat(reader.look(false)).isEqualTo(Found.SOUND);
        Files.delete(path);
        assertThat(reader.look(true)).isEqualTo(Found.MISSING);
        beat(engine(2), 6, 0);
        assertThat(reader.look(false)).isEqualTo(Found.SOUND);
        assertThat(reader.heartbeatNs()).isEqualTo(6);
    }

    @Test
    void shouldNameAFileThatIsCutWhileItIsOpen() throws IOException
    {
        engine(1);
        assertThat(reader.look(true)).isEqualTo(Found.SOUND);
        final long whole = Files.size(path);
        for (final long length : new long[] {whole - 1, GateFileLayout.HEADER, 151, 12, 0})
        {
            try (RandomAccessFile cut = new RandomAccessFile(path.toFile(), "rw"))
            {
                cut.setLength(length);
            }
            assertThat(reader.look(false)).as("%d bytes", length).isEqualTo(Found.CUT);
            assertThat(reader.problem()).contains(length + " bytes");
        }
        engine(1);
        assertThat(reader.look(true)).isEqualTo(Found.SOUND);
        Files.write(path, new byte[] {0}, java.nio.file.StandardOpenOption.APPEND);
        assertThat(reader.look(true)).isEqualTo(Found.CUT);
    }

    @Test
    void shouldNameEveryFlippedBitOfWhatNeverChanges() throws IOException
    {
        engine(1);
        final byte[] sound = Files.readAllBytes(path);
        final Random random = new Random(SEED);
        for (int at = 0; at < GateFileLayout.STATIC_END; at++)
        {
            final byte[] bytes = sound.clone();
            bytes[at] ^= (byte)(1 << random.nextInt(8));
            Files.write(path, bytes);
            assertThat(reader.look(true)).as("seed %d, byte %d", SEED, at).isIn(Found.DAMAGED, Found.FOREIGN);
        }
        Files.write(path, sound);
        assertThat(reader.look(true)).isEqualTo(Found.SOUND);
    }

    @Test
    void shouldNameWhatIsNoGateFileAtAll() throws IOException
    {
        Files.createDirectory(path);
        assertThat(reader.look(true)).isEqualTo(Found.FOREIGN);
        assertThat(reader.problem()).contains("no regular file");
        Files.delete(path);
        Files.write(path, new byte[10_000]);
        assertThat(reader.look(true)).isEqualTo(Found.FOREIGN);
        assertThat(reader.problem()).contains("does not begin like");
    }

    @Test
    void shouldAllocateNothingWhileAllIsWell()
    {
        final GateFile file = engine(1);
        final com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean)ManagementFactory.getThreadMXBean();
        final int looks = 20_000;
        for (int i = 0; i < looks; i++)
        {
            beat(file, i + 1, 0);
            reader.look(false);
        }
        final long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < looks; i++)
        {
            reader.look(false);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).as("bytes of %d looks", looks).isLessThan(looks);
    }
}
