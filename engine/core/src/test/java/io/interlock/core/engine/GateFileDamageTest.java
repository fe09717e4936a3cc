package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.core.mapped.GateFile;
import io.interlock.core.mapped.GateFileException;
import io.interlock.core.mapped.GateFileReader;
import io.interlock.core.mapped.MappedScope;
import io.interlock.core.model.Level;
import io.interlock.core.testing.Runs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever bytes the file holds: the levels that were, or a refusal; never anything looser. */
class GateFileDamageTest
{
    private static final int HEADER = 4096;
    private static final int RECORD = 512;
    private static final int SCOPES = 3;

    @TempDir
    private Path temp;
    private Path file;
    private byte[] sound;

    @BeforeEach
    void setUp() throws Exception
    {
        try (BreakerEngine engine = BreakerEngine.launch(TestConfigs.scopes(4), temp))
        {
            engine.scope("a").reporter().apiLatency(4 * TestConfigs.SECOND);
            engine.scope("b");
            engine.drain();
            engine.desk().override("b", true, "ann", "");
        }
        file = temp.resolve(GateFile.NAME);
        sound = Files.readAllBytes(file);
        assertThat(neverLooser()).isTrue();
    }

    /** True when the file is read as it was, false when it is refused; fails when it is read as anything looser. */
    private boolean neverLooser()
    {
        final List<MappedScope> scopes;
        try (GateFileReader reader = GateFileReader.open(temp))
        {
            reader.header();
            scopes = reader.scopes();
        }
        catch (final GateFileException refused)
        {
            assertThat(refused.getMessage()).contains(GateFile.NAME);
            return false;
        }
        assertThat(scopes).hasSize(SCOPES);
        assertThat(scopes.get(1).path()).isEqualTo("a");
        assertThat(scopes.get(1).own().compareTo(Level.HALT)).isNotNegative();
        assertThat(scopes.get(2).path()).isEqualTo("b");
        assertThat(scopes.get(2).vital().override()).isTrue();
        return true;
    }

    @Test
    void shouldSurviveEveryFlippedBitOfHeaderAndVitalParts() throws Exception
    {
        int refused = 0;
        long flips = 0;
        for (int at = 0; at < HEADER + SCOPES * RECORD; at++)
        {
            final boolean vital = Runs.nightly() || at < 72 || at >= HEADER && (at - HEADER) % RECORD < 144;
            // What is only looked at is sampled in the short form.
            for (int bit = 0; bit < (vital ? 8 : at % 16 == 0 ? 1 : 0); bit++)
            {
                final byte[] damaged = sound.clone();
                damaged[at] ^= (byte)(1 << bit);
                Files.write(file, damaged);
                refused += neverLooser() ? 0 : 1;
                flips++;
            }
        }
        assertThat(refused).isGreaterThan(70 * 8);
        Runs.done("bits flipped in gate.dat", flips, refused + " refused, the others read as they were");
    }

    @Test
    void shouldRefuseEveryTruncation() throws Exception
    {
        final int step = Runs.of(37, 1);
        long cuts = 0;
        for (int length = 0; length < sound.length; length += length < 200 ? 1 : step)
        {
            Files.write(file, Arrays.copyOf(sound, length));
            assertThat(neverLooser()).as("cut at " + length).isFalse();
            cuts++;
        }
        Runs.done("cuts of gate.dat", cuts, "all refused");
    }

    @Test
    void shouldRefuseRandomBytes() throws Exception
    {
        final long seed = 20261123L;
        final Random random = new Random(seed);
        for (int round = 0; round < Runs.of(200, 20_000); round++)
        {
            final byte[] bytes = sound.clone();
            final int from = random.nextInt(4) == 0 ? 0 : random.nextInt(HEADER + SCOPES * RECORD);
            for (int at = from; at < Math.min(bytes.length, from + 1 + random.nextInt(2_000)); at++)
            {
                bytes[at] = (byte)random.nextInt();
            }
            Files.write(file, bytes);
            assertThat(neverLooser()).as("seed " + seed + " round " + round).isIn(true, false);
        }
    }

    @Test
    void shouldNotStartOverADamagedOrForeignFileAndLeaveItAlone() throws Exception
    {
        Files.writeString(file, "this is somebody's holiday diary, and it is quite long");
        assertThatThrownBy(() -> BreakerEngine.launch(TestConfigs.scopes(4), temp)).isInstanceOf(EngineException.class)
            .hasMessageContaining("not a gate file");
        assertThat(Files.readString(file)).startsWith("this is");
        final byte[] other = sound.clone();
        other[8] = 9;
        Files.write(file, other);
        assertThatThrownBy(() -> BreakerEngine.launch(TestConfigs.scopes(4), temp)).isInstanceOf(EngineException.class)
            .hasMessageContaining("version 9").hasMessageContaining("version 1");
        Files.write(file, sound);
        BreakerEngine.launch(TestConfigs.scopes(4), temp).close();
    }
}
