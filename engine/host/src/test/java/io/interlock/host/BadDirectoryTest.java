package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.interlock.core.engine.EngineException;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands where an engine's directory should be, and hostile bytes in its files: one kind of exception, or a level no looser. */
class BadDirectoryTest
{
    private static final long SEED = 4711;

    @TempDir
    private Path folder;
    private Path data;

    @BeforeEach
    void setUp()
    {
        data = folder.resolve("data");
    }

    private void refused(final Path directory, final String... parts)
    {
        assertThatThrownBy(() -> Interlock.launch(HostRig.config(), directory).close())
            .isInstanceOf(EngineException.class).hasMessageContainingAll(parts);
    }

    private void halted()
    {
        try (Interlock interlock = Interlock.launch(HostRig.config(), data))
        {
            interlock.scope("binance").reporter().apiLatency(HostRig.HALTING_NS);
            interlock.drain();
            assertThat(interlock.scope("binance").level()).isEqualTo(Level.HALT);
        }
    }

    /** Starts and is as strict as before; what it found is an issue that has these words. */
    private void comesBackInHaltSaying(final String part)
    {
        try (Interlock interlock = Interlock.launch(HostRig.config(), data))
        {
            assertThat(interlock.scope("binance").level()).isEqualTo(Level.HALT);
            assertThat(interlock.scope("binance").gate().check(Intent.OPEN, 0.9).allowed()).isFalse();
            assertThat(interlock.engine().issues(Duration.ofMinutes(1))).extracting(issue -> issue.details())
                .anyMatch(details -> details.contains(part));
        }
    }

    @Test
    void shouldNameTheFileThatStandsWhereTheDirectoryShouldBe() throws IOException
    {
        Files.writeString(data, "a file");
        refused(data, data.toString(), "is a file");
        assertThat(data).hasContent("a file");
    }

    @Test
    void shouldNameTheDirectoryBelowAFile() throws IOException
    {
        Files.writeString(data, "a file");
        refused(data.resolve("below"), data.resolve("below").toString(), "cannot be made");
    }

    @Test
    void shouldNameALinkThatLeadsNowhereOrToItself() throws IOException
    {
        Files.createSymbolicLink(data, folder.resolve("gone"));
        refused(data, data.toString());
        Files.delete(data);
        Files.createSymbolicLink(data, data);
        refused(data, data.toString());
    }

    @Test
    void shouldNameADirectoryWithoutRights() throws IOException
    {
        Files.createDirectory(data);
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("r-x------"));
        try
        {
            assumeTrue(!Files.isWritable(data), "this user may write everywhere");
            refused(data, data.toString(), "AccessDenied");
            refused(data.resolve("below"), data.resolve("below").toString());
        }
        finally
        {
            Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void shouldSayThatTheJournalIsALinkThatLeadsNowhere() throws IOException
    {
        Files.createDirectory(data);
        Files.createSymbolicLink(data.resolve("journal"), folder.resolve("gone"));
        refused(data, data.resolve("journal").toString(), "NoSuchFile");
    }

    @ParameterizedTest
    @ValueSource(strings = {"journal", "state.dat", "gate.dat"})
    void shouldNameAFileOrDirectoryOfTheWrongKindWithin(final String name) throws IOException
    {
        Files.createDirectory(data);
        if (name.equals("journal"))
        {
            Files.writeString(data.resolve(name), "a file");
        }
        else
        {
            Files.createDirectory(data.resolve(name));
        }
        refused(data, data.toString(), name);
        // What was held on the way is let go of again.
        Files.delete(data.resolve(name));
        Interlock.launch(HostRig.config(), data).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"state.dat", "gate.dat", "journal/live/metadata.cq4t"})
    @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shouldNotWaitForAPipeInPlaceOfAFile(final String name) throws Exception
    {
        final Path pipe = data.resolve(name);
        Files.createDirectories(pipe.getParent());
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "there is no mkfifo here");
        refused(data, pipe.toString(), "no regular file");
    }

    @Test
    @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shouldStartWithAFailedJournalWhereAPipeIsInTheWayOfTheNextStateFile() throws Exception
    {
        Files.createDirectories(data);
        final Path pipe = data.resolve("state.dat.new");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "there is no mkfifo here");
        try (Interlock interlock = Interlock.launch(HostRig.config(), data))
        {
            assertThat(interlock.engine().issues(Duration.ofMinutes(1))).anyMatch(
                issue -> issue.issueType().equals("JOURNAL") && issue.details().contains(pipe + ": is no regular file"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"one flipped bit", "both slots", "noise", "empty", "cut"})
    void shouldRecoverFromTheOthersWhereTheStateFileIsDamagedAndSaySo(final String kind) throws IOException
    {
        halted();
        final Path state = data.resolve("state.dat");
        final byte[] bytes = Files.readAllBytes(state);
        switch (kind)
        {
            case "one flipped bit" -> bytes[40] ^= 1;
            case "both slots" ->
            {
                bytes[40] ^= 1;
                bytes[bytes.length / 2 + 40] ^= 1;
            }
            case "noise" -> new Random(SEED).nextBytes(bytes);
            default ->
            {
                // Shortened below.
            }
        }
        Files.write(state, kind.equals("empty") ? new byte[0] : kind.equals("cut") ? Arrays.copyOf(bytes, bytes.length / 2 - 1) : bytes);
        // The journal alone has to know.
        Files.delete(data.resolve("gate.dat"));
        comesBackInHaltSaying("state file");
        final byte[] mended = Files.readAllBytes(state);
        assertThat(mended).as("written anew").hasSameSizeAs(bytes);
    }

    /** Whoever cannot read the last levels does not guess: no start, and the file is left as evidence. */
    @ParameterizedTest
    @ValueSource(strings = {"noise", "zeros", "empty", "cut", "magic alone"})
    void shouldNotStartOverAGateFileThatIsNone(final String kind) throws IOException
    {
        halted();
        final Path gate = data.resolve("gate.dat");
        final byte[] bytes = Files.readAllBytes(gate);
        if (kind.equals("noise"))
        {
            new Random(SEED).nextBytes(bytes);
        }
        else if (kind.equals("zeros") || kind.equals("magic alone"))
        {
            Arrays.fill(bytes, kind.equals("zeros") ? 0 : 8, bytes.length, (byte)0);
        }
        final byte[] hostile = kind.equals("empty") ? new byte[0] : kind.equals("cut") ? Arrays.copyOf(bytes, 100) : bytes;
        Files.write(gate, hostile);
        refused(data, gate.toString());
        assertThat(Files.readAllBytes(gate)).isEqualTo(hostile);
        Files.delete(gate);
        comesBackInHaltSaying("binance was HALT since");
    }

    @Test
    void shouldNeverComeBackLooserOrWithAnotherExceptionFromFlippedBitsOfAGateFile() throws IOException
    {
        halted();
        final Path gate = data.resolve("gate.dat");
        final Random random = new Random(SEED);
        for (int round = 0; round < 20; round++)
        {
            final byte[] bytes = Files.readAllBytes(gate);
            final int at = random.nextInt(Math.min(bytes.length, 8_192));
            bytes[at] ^= (byte)(1 << random.nextInt(8));
            Files.write(gate, bytes);
            try (Interlock interlock = Interlock.launch(HostRig.config(), data))
            {
                assertThat(interlock.scope("binance").level()).as("seed %d, round %d, byte %d", SEED, round, at)
                    .isGreaterThanOrEqualTo(Level.HALT);
            }
            catch (final EngineException refused)
            {
                assertThat(refused).hasMessageContaining(gate.toString());
                Files.delete(gate);
            }
            if (!Files.exists(gate))
            {
                Interlock.launch(HostRig.config(), data).close();
            }
        }
    }
}
