package io.interlock.cli.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.interlock.cli.ExitCode;
import io.interlock.cli.Main;
import io.interlock.cli.Run;
import io.interlock.config.ConfigLoader;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.host.Interlock;
import io.interlock.journal.store.ChronicleStore;
import io.interlock.journal.store.StoreSettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import net.openhft.chronicle.queue.ChronicleQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no journal, or none that can be read: a clear word, exit code 3, and nothing on the disk is changed by a command that reads. */
class BadJournalTest
{
    private static final String[][] COMMANDS = {{"verify"}, {"journal", "dump"}, {"journal", "dump", "--json"}};

    @TempDir
    private Path folder;
    @TempDir
    private Path elsewhere;
    private Path data;

    @BeforeEach
    void setUp()
    {
        data = folder.resolve("data");
    }

    private static Run run(final String[] command, final Path directory, final String... more)
    {
        final List<String> args = new ArrayList<>(List.of(command));
        args.add(directory.toString());
        args.addAll(List.of(more));
        return Run.of("", args.toArray(String[]::new));
    }

    /** What the chain alone cannot show. */
    @Test
    void shouldFindACutEndByWhatLiesBesideAndStillAfterAStart() throws IOException
    {
        for (int life = 0; life < 2; life++)
        {
            try (Interlock interlock = Interlock.launch(ConfigLoader.load("test", "preset: default\n"), data))
            {
                interlock.scope("v").reporter().apiLatency((4 + life) * 1_000_000_000L);
                interlock.drain();
            }
        }
        assertThat(run(COMMANDS[0], data).out()).startsWith("whole: ");
        final Path last = Journals.files(data).get(1);
        Files.delete(last);

        final Run cut = run(COMMANDS[0], data);
        assertThat(cut.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(cut.out()).contains("CUT: state.dat names record ", "CUT: gate.dat names record ", "its end was cut off", "not whole: ");
        assertThat(run(COMMANDS[0], data.resolve("journal")).exitCode()).isEqualTo(ExitCode.FAILED);

        try (Interlock interlock = Interlock.launch(ConfigLoader.load("test", "preset: default\n"), data))
        {
            assertThat(interlock.scope("").level()).isEqualTo(Level.HALT);
        }
        final Run told = run(COMMANDS[0], data);
        assertThat(told.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(told.out())
            .contains("TOLD in ", "a start found, and nobody has accepted it: state.dat: it names record ", "not whole: ");

        try (Interlock interlock = Interlock.launch(ConfigLoader.load("test", "preset: default\n"), data))
        {
            assertThat(interlock.desk().accept(Cause.JOURNAL_DAMAGE, "ann", "a disk was changed").accepted()).isTrue();
        }
        final Run accepted = run(COMMANDS[0], data);
        assertThat(accepted.out()).startsWith("whole: ").contains("1 damages that starts found and operators accepted");
        assertThat(run(COMMANDS[0], data, "--json").out()).contains("\"accepted\":1", "\"sealed_from\":0", "\"end_shown\":true");

        assertThat(accepted.out()).doesNotContain("nothing shows whether its end was cut off");
        Files.delete(data.resolve("state.dat"));
        assertThat(run(COMMANDS[0], data).out()).doesNotContain("nothing shows");
        Files.delete(data.resolve("gate.dat"));
        assertThat(run(COMMANDS[0], data).out()).startsWith("whole: ").contains("nothing shows whether its end was cut off");
        assertThat(run(COMMANDS[0], data, "--json").out()).contains("\"end_shown\":false");
    }

    /** By gate.dat alone: a start, {@code verify} and {@code doctor} say so. */
    @Test
    void shouldNotForgetALevelWithTheStateFileAndTheJournalsEnd() throws IOException
    {
        for (int life = 0; life < 2; life++)
        {
            try (Interlock interlock = Interlock.launch(ConfigLoader.load("test", "preset: default\n"), data))
            {
                interlock.desk().override("", true, "ann", "life " + life);
                interlock.desk().override("", false, "ann", "life " + life);
            }
        }
        final Run whole = Run.of("", "doctor", "--directory", data.toString());
        assertThat(whole.out()).containsPattern("ok +journal +head ");
        Files.delete(Journals.files(data).get(1));
        final Run byState = Run.of("", "doctor", "--directory", data.toString());
        assertThat(byState.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(byState.out()).containsPattern("FAIL +journal ").contains("state.dat beside it names record ");
        final Path journal = data.resolve("journal");
        final Path away = Files.move(journal, folder.resolve("away"));
        final Run gone = Run.of("", "doctor", "--directory", data.toString());
        assertThat(gone.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(gone.out()).containsPattern("FAIL +journal .*is gone: it ends with record 0, and state.dat beside it names record ");
        Files.move(away, journal);
        Files.delete(data.resolve("state.dat"));
        final Run byGate = Run.of("", "doctor", "--directory", data.toString());
        assertThat(byGate.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(byGate.out()).contains("gate.dat beside it names record ", "its end was cut off", "accepts JOURNAL_DAMAGE");
        assertThat(run(COMMANDS[0], data).out()).contains("CUT: gate.dat names record ").doesNotContain("CUT: state.dat");

        try (Interlock interlock = Interlock.launch(ConfigLoader.load("test", "preset: default\n"), data))
        {
            assertThat(interlock.scope("").ownLevel()).isEqualTo(Level.HALT);
            assertThat(interlock.desk().accept(Cause.JOURNAL_DAMAGE, "ann", "a disk was changed").accepted()).isTrue();
        }
        assertThat(Run.of("", "doctor", "--directory", data.toString()).out()).containsPattern("ok +journal +head ");
    }

    private void refused(final String... parts) throws IOException
    {
        final Map<String, String> before = Journals.listing(folder);
        for (final String[] command : COMMANDS)
        {
            final Run run = run(command, data);
            assertThat(run.exitCode()).as("%s: %s%s", List.of(command), run.out(), run.err()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(run.err() + run.out()).contains(parts).doesNotContain("Exception", "internal error");
        }
        assertThat(Journals.listing(folder)).as("nothing on the disk is changed").isEqualTo(before);
    }

    @Test
    void shouldRefuseADirectoryThatIsNotThere() throws IOException
    {
        refused("data", "there is no such directory");
    }

    @Test
    void shouldRefuseAFile() throws IOException
    {
        Files.writeString(data, "a file");
        refused("data");
    }

    @Test
    void shouldRefuseAnEmptyDirectoryAndOneWithOtherThings() throws IOException
    {
        Files.createDirectory(data);
        refused("data", "no journal");
        Files.writeString(data.resolve("notes.txt"), "hello");
        refused("data", "no journal");
    }

    @Test
    void shouldRefuseAnEmptyJournal() throws IOException
    {
        ChronicleStore.open(data.resolve("journal"), StoreSettings.defaults()).close();
        refused("no journal");
    }

    @Test
    void shouldRefuseALinkThatLeadsNowhereAndOneThatLeadsToItself() throws IOException
    {
        Files.createSymbolicLink(data, folder.resolve("gone"));
        refused("data");
        Files.delete(data);
        Files.createSymbolicLink(data, data);
        refused("data");
    }

    @Test
    void shouldRefuseGarbageThatIsNamedAsAJournal() throws IOException
    {
        Files.createDirectories(data.resolve("journal"));
        final byte[] garbage = new byte[5_000];
        Arrays.fill(garbage, (byte)0xA5);
        Files.write(data.resolve("journal/20261101-0930.cq4"), garbage);
        refused("no record");
    }

    @Test
    void shouldRefuseAPipeInPlaceOfAFile() throws Exception
    {
        Files.createDirectories(data.resolve("journal"));
        final Path pipe = data.resolve("journal/20261101-0930.cq4");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "there is no mkfifo here");
        for (final String[] command : COMMANDS)
        {
            final Run run = run(command, data);
            assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(run.out() + run.err()).contains("20261101-0930.cq4");
        }
    }

    @Test
    void shouldReadAForeignQueueWithoutLoadingWhatItNames() throws IOException
    {
        final Path folderOfQueue = Files.createDirectories(data.resolve("journal"));
        try (ChronicleQueue queue = ChronicleQueue.singleBuilder(folderOfQueue).build();
            var appender = queue.createAppender())
        {
            appender.writeDocument(wire -> wire.write("payload").text("!io.interlock.NoSuchClass { command: rm }"));
        }
        for (final String[] command : COMMANDS)
        {
            final Run run = run(command, data);
            assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(run.out() + run.err()).doesNotContain("ClassNotFound", "internal error", "Exception");
        }
    }

    @Test
    void shouldRefuseAJournalOfALaterVersion() throws IOException
    {
        Journals.halted(data, "v", "checked");
        for (final Path file : Journals.files(data))
        {
            final byte[] bytes = Files.readAllBytes(file);
            final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i + 204 < bytes.length; i++)
            {
                if (buffer.getInt(i) == 0x524A_4C49)
                {
                    buffer.putShort(i + 4, (short)2);
                    final int length = buffer.getInt(i + 8);
                    final CRC32C crc = new CRC32C();
                    crc.update(bytes, i, length - 4);
                    buffer.putInt(i + length - 4, (int)crc.getValue());
                }
            }
            Files.write(file, bytes);
        }
        refused("version 2");
    }

    @Test
    void shouldNameRecordsThatAreMissingWithAFile() throws IOException
    {
        for (int life = 0; life < 3; life++)
        {
            Journals.halted(data, "v", "life " + life);
        }
        final List<Path> files = Journals.files(data);
        Files.delete(files.get(1));
        final Run verified = run(new String[] {"verify"}, data);
        assertThat(verified.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(verified.out()).contains("MISSING").contains("records ");
        final Run dumped = run(new String[] {"journal", "dump"}, data);
        assertThat(dumped.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(dumped.out()).contains("missing");
    }

    @Test
    void shouldReadAJournalThatIsInUse()
    {
        try (Interlock interlock = Interlock.launch(ConfigLoader.load("test", "engine: { stale-limit: 10s }"), data))
        {
            interlock.scope("v").reporter().apiLatency(4_000_000_000L);
            interlock.drain();
            for (final String[] command : COMMANDS)
            {
                assertThat(run(command, data).exitCode()).isEqualTo(ExitCode.OK);
            }
        }
    }

    /** In a process of its own, since root may read everything but where it has given that up. */
    @Test
    void shouldRefuseADirectoryWithoutRights() throws Exception
    {
        Journals.halted(data, "v", "checked");
        final Map<String, String> before = Journals.listing(folder);
        for (final Path closed : List.of(data, data.resolve("journal"), Journals.files(data).get(0)))
        {
            final Set<PosixFilePermission> rights = Files.getPosixFilePermissions(closed);
            Files.setPosixFilePermissions(closed, Set.of());
            try
            {
                refusedWithoutRights(COMMANDS[0]);
                if (closed.equals(data))
                {
                    refusedWithoutRights(COMMANDS[1]);
                }
            }
            finally
            {
                Files.setPosixFilePermissions(closed, rights);
            }
        }
        assertThat(Journals.listing(folder)).as("nothing on the disk is changed").isEqualTo(before);
    }

    private void refusedWithoutRights(final String[] command) throws Exception
    {
        final List<String> words = new ArrayList<>();
        if (System.getProperty("user.name").equals("root"))
        {
            words.addAll(List.of("setpriv", "--bounding-set", "-dac_override,-dac_read_search"));
        }
        words.add(Path.of(System.getProperty("java.home")).resolve("bin/java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream().filter(flag -> flag.startsWith("--")).forEach(words::add);
        words.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Main.class.getName()));
        words.addAll(List.of(command));
        words.add(data.toString());
        final Process process;
        try
        {
            process = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(elsewhere.resolve("out").toFile()).start();
        }
        catch (final IOException none)
        {
            assumeTrue(false, "there is no setpriv here: " + none);
            return;
        }
        final boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended).isTrue();
        final String said = Files.readString(elsewhere.resolve("out"));
        assertThat(process.exitValue()).as(said).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(said).contains(data.toString()).doesNotContain("internal error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"absent", "directory", "empty", "short", "huge", "readable by all", "pipe", "nul\u0000"})
    void shouldRefuseAKeyFileThatIsNone(final String kind) throws Exception
    {
        Journals.halted(data, "v", "checked");
        final String name = kind.contains("\u0000") ? kind : folder.resolve("key").toString();
        final Path key = folder.resolve("key");
        switch (kind)
        {
            case "directory" -> Files.createDirectory(key);
            case "empty" -> Files.write(key, new byte[0]);
            case "short" -> Files.writeString(key, "tooshort");
            case "huge" -> Files.write(key, new byte[1 << 20]);
            case "readable by all" -> Files.writeString(key, "0123456789abcdef0123456789abcdef");
            case "pipe" -> assumeTrue(new ProcessBuilder("mkfifo", name).start().waitFor() == 0, "there is no mkfifo here");
            default ->
            {
                // Not there at all.
            }
        }
        if (Files.isRegularFile(key))
        {
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(kind.startsWith("readable") ? "rw-r--r--" : "rw-------"));
        }
        final Run run = run(new String[] {"verify"}, data, "--key", name);
        assertThat(run.exitCode()).as(run.out() + run.err()).isIn(ExitCode.BAD_INPUT, ExitCode.USAGE);
        assertThat(run.err()).contains("key").doesNotContain("internal error", "0123456789abcdef", "tooshort");
    }

    @Test
    void shouldSayThatTheKeyIsAnotherOne() throws IOException
    {
        final Path key = Files.writeString(folder.resolve("key"), "0123456789abcdef0123456789abcdef");
        final Path other = Files.write(folder.resolve("other"), "fedcba9876543210fedcba9876543210".getBytes(UTF_8));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rw-------"));
        Interlock.launch(ConfigLoader.load("test", "journal: { key-file: " + key + " }\nengine: { stale-limit: 10s }"), data).close();
        assertThat(run(new String[] {"verify"}, data, "--key", key.toString()).exitCode()).isEqualTo(ExitCode.OK);
        final Run wrong = run(new String[] {"verify"}, data, "--key", other.toString());
        assertThat(wrong.exitCode()).as(wrong.out() + wrong.err()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(wrong.out() + wrong.err()).contains("WRONG_KEY");
        final Run none = run(new String[] {"verify"}, data);
        assertThat(none.exitCode()).as(none.out() + none.err()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(none.out() + none.err()).contains("KEY_NEEDED");
    }
}
