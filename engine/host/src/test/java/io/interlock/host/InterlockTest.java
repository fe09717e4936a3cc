package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.core.engine.EngineContext;
import io.interlock.core.engine.EngineException;
import io.interlock.core.mapped.GateFileReader;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.testing.Await;
import io.interlock.core.testing.PatientContext;
import io.interlock.journal.FileJournal;
import io.interlock.journal.record.JournalKey;
import io.interlock.journal.record.JournalRecord;
import io.interlock.journal.record.RecordDecoder;
import io.interlock.journal.store.ChronicleSource;
import io.interlock.journal.store.FrameSource;
import io.interlock.journal.verify.JournalVerifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that embeds Interlock and is killed comes back as it was, and says why. */
class InterlockTest
{
    @TempDir
    private Path folder;

    /** Goes to HALT, says so by a file, and stays until it is killed. */
    static final class Child
    {
        private Child()
        {
        }

        public static void main(final String[] args) throws Exception
        {
            final Interlock interlock = Interlock.launch(config(), Path.of(args[0]));
            interlock.scope("binance").reporter().apiLatency(4_000_000_000L);
            interlock.drain();
            interlock.scope("other");
            interlock.desk().override("other", true, "child", "careful");
            // What tightens is journaled after it: what loosens behind it shows that all before is durable.
            interlock.desk().override("binance", true, "child", "for a moment");
            interlock.desk().override("binance", false, "child", "and off");
            Await.until("all is durable", () -> !interlock.status().scope("binance").levels().ownOverride());
            Files.createFile(Path.of(args[0] + ".ready"));
            new CountDownLatch(1).await();
        }
    }

    private static BreakerConfig config()
    {
        return ConfigLoader.load("test", "journal: { on-failure: halt }\nengine: { stale-limit: 10s }");
    }

    private void killInHalt(final Path directory) throws Exception
    {
        final Process child = new ProcessBuilder(Children.java(Child.class, directory.toString())).redirectErrorStream(true)
            .redirectOutput(folder.resolve("child.log").toFile()).start();
        final Path ready = Path.of(directory + ".ready");
        final long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!Files.exists(ready) && child.isAlive() && System.nanoTime() < end)
        {
            Thread.onSpinWait();
        }
        assertThat(Files.exists(ready)).as(Files.readString(folder.resolve("child.log"))).isTrue();
        child.toHandle().destroyForcibly();
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        Files.delete(ready);
    }

    @Test
    void shouldComeBackInHaltAfterAKillAndSayWhy() throws Exception
    {
        final Path directory = folder.resolve("data");
        killInHalt(directory);
        // The journal alone has to know.
        Files.delete(directory.resolve("gate.dat"));
        try (Interlock interlock = Interlock.launch(config(), directory))
        {
            assertThat(interlock.scope("binance").level()).isEqualTo(Level.HALT);
            assertThat(interlock.scope("binance").gate().check(Intent.OPEN, 0.9).allowed()).isFalse();
            assertThat(interlock.status().scopes()).anyMatch(scope -> scope.path().equals("other") && scope.levels().ownOverride());
            assertThat(interlock.engine().issues(Duration.ofMinutes(1)))
                .anyMatch(issue -> issue.issueType().equals("RECOVERY") && issue.details().contains("not stopped as planned"))
                .anyMatch(issue -> issue.details().startsWith("binance was HALT since ")
                    && issue.details().contains("because of API_LATENCY 4000 ms (threshold 3000 ms)"));
            assertThat(interlock.scope("binance").gate().explain()).contains("HALT because of API_LATENCY 4000ms (threshold 3000ms) since");
            // A sample may just be on its way to the disk.
            Await.until("all is durable", () -> interlock.status().journal().toString().equals(interlock.head().toString()));
            try (GateFileReader reader = GateFileReader.open(directory))
            {
                Await.until("the head is in gate.dat", () -> reader.header().journal().sequence() > 0);
                assertThat(reader.scopes()).anyMatch(scope -> scope.cause() == Cause.API_LATENCY && scope.value() == 4000.0);
            }
            assertThat(interlock.head().sequence()).isPositive();
        }
        try (ChronicleSource source = ChronicleSource.open(directory.resolve(FileJournal.FOLDER)))
        {
            assertThat(new JournalVerifier(null, null, null).verify(source).findings()).isEmpty();
        }
    }

    @Test
    void shouldHaltAtTheThirdUnplannedStartUntilAnOperatorAcceptsIt() throws Exception
    {
        final Path directory = folder.resolve("data");
        killInHalt(directory);
        killInHalt(directory);
        killInHalt(directory);
        final List<String> told = new CopyOnWriteArrayList<>();
        final EngineContext context = PatientContext.make()
            .addTransitionListener(event -> told.add(event.to() + " because of " + event.why().cause()))
            .addIssueListener(issue -> told.add(issue.issueType()));
        try (Interlock interlock = Interlock.launch(config(), directory, context))
        {
            assertThat(interlock.scope("").ownLevel()).isEqualTo(Level.HALT);
            Await.until("what the launch decided is told", () -> told.contains("HALT because of RESTARTS") && told.contains("RECOVERY"));
            assertThat(interlock.desk().accept(Cause.RESTARTS, "ann", "power").accepted()).isTrue();
        }
        try (ChronicleSource source = ChronicleSource.open(directory.resolve(FileJournal.FOLDER)))
        {
            assertThat(new JournalVerifier(null, null, null).verify(source).findings()).as("the launch's own decision is in it").isEmpty();
        }
        try (Interlock interlock = Interlock.launch(config(), directory))
        {
            assertThat(interlock.desk().accept(Cause.RESTARTS, "ann", "again").accepted()).as("a planned stop does not count").isFalse();
        }
    }

    @Test
    void shouldNotBringBackWhatWasRestoredAndEndedSince()
    {
        final Path directory = folder.resolve("data");
        try (Interlock interlock = Interlock.launch(config(), directory))
        {
            interlock.scope("binance").reporter().apiLatency(4_000_000_000L);
            interlock.scope("okx");
            assertThat(interlock.desk().override("okx", true, "ann", "careful").accepted()).isTrue();
            interlock.drain();
        }
        try (Interlock interlock = Interlock.launch(config(), directory))
        {
            assertThat(interlock.scope("binance").level()).isEqualTo(Level.HALT);
            assertThat(interlock.desk().forceRecovery("binance", "ann", "mended").accepted()).isTrue();
            assertThat(interlock.desk().override("okx", false, "ann", "calm").accepted()).isTrue();
            // What a stop finds still held back, since it is not durable yet, stays as strict as it was.
            Await.until("both have ended for the gates", () -> interlock.scope("binance").gate().check(Intent.OPEN, 0.9).allowed()
                && interlock.scope("okx").gate().check(Intent.OPEN, 0.9).allowed());
        }
        try (Interlock interlock = Interlock.launch(config(), directory))
        {
            assertThat(interlock.engine().issues(Duration.ofMinutes(1))).noneMatch(issue -> issue.details().contains("not stopped"));
        }
        try (Interlock interlock = Interlock.launch(config(), directory))
        {
            assertThat(interlock.scope("binance").level()).isEqualTo(Level.CLOSED);
            assertThat(interlock.status().scope("okx").levels().ownOverride()).isFalse();
        }
    }

    @Test
    void shouldJournalAtAStopWhatWasDecidedWhileTheJournalHadFailed() throws Exception
    {
        final Path directory = folder.resolve("data");
        final Path inTheWay = directory.resolve("state.dat.new");
        try (Interlock interlock = Interlock.launch(config(), directory))
        {
            interlock.scope("binance");
            Files.createDirectory(inTheWay);
            Files.delete(directory.resolve("state.dat"));
            interlock.desk().override("", true, "ann", "careful");
            Await.until("the journal has failed", () -> interlock.scope("").ownLevel() == Level.HALT);
            Files.delete(inTheWay);
            assertThat(interlock.desk().kill("", "ann", "fat finger").accepted()).isTrue();
        }
        final List<String> kept = records(directory);
        assertThat(kept).anyMatch(record -> record.contains("fat finger")).anyMatch(record -> record.startsWith("GAP"))
            .anyMatch(record -> record.startsWith("STOPPED"));
    }

    @Test
    void shouldNotCallAStopPlannedWhereTheJournalLacksSomethingAndSaySoAtTheNextStart() throws Exception
    {
        final Path directory = folder.resolve("data");
        final Path inTheWay = directory.resolve("state.dat.new");
        final Interlock failing = Interlock.launch(config(), directory);
        try (failing)
        {
            Files.createDirectory(inTheWay);
            Files.delete(directory.resolve("state.dat"));
            failing.desk().override("", true, "ann", "careful");
            Await.until("the journal has failed", () -> failing.scope("").ownLevel() == Level.HALT);
        }
        assertThat(failing.isStoppedAsPlanned()).isFalse();
        Files.delete(inTheWay);
        final Interlock sound = Interlock.launch(config(), directory);
        try (sound)
        {
            assertThat(sound.engine().issues(Duration.ofMinutes(1)))
                .anyMatch(issue -> issue.details().contains("not stopped as planned"));
            assertThat(sound.scope("").ownLevel()).isEqualTo(Level.HALT);
        }
        assertThat(sound.isStoppedAsPlanned()).isTrue();
        assertThat(records(directory)).anyMatch(record -> record.startsWith("GAP") && record.contains("a former life"));
    }

    /** Whole, and each record's type and words. */
    private static List<String> records(final Path directory) throws Exception
    {
        final List<String> all = new ArrayList<>();
        final RecordDecoder decoder = new RecordDecoder();
        try (ChronicleSource source = ChronicleSource.open(directory.resolve(FileJournal.FOLDER)))
        {
            for (FrameSource.Frame frame = source.next(); frame != null; frame = source.next())
            {
                final JournalRecord record = (JournalRecord)decoder.decode(frame.bytes());
                all.add(record.type() + " " + record.content().texts());
            }
        }
        try (ChronicleSource source = ChronicleSource.open(directory.resolve(FileJournal.FOLDER)))
        {
            assertThat(new JournalVerifier(null, null, null).verify(source).findings()).isEmpty();
        }
        return all;
    }

    @Test
    void shouldSealWithTheKeyOfItsConfigurationAndNameTheKeyFileThatIsMissing() throws Exception
    {
        final Path directory = folder.resolve("data");
        final Path key = folder.resolve("journal.key");
        final BreakerConfig config = ConfigLoader.load("test", "journal: { key-file: " + key + " }\nengine: { stale-limit: 10s }");
        assertThatThrownBy(() -> Interlock.launch(config, directory)).isInstanceOf(EngineException.class)
            .hasMessageContaining("journal.key").hasMessageContaining("does not exist");
        Files.writeString(key, "0123456789abcdef0123456789abcdef");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        try (Interlock interlock = Interlock.launch(config, directory))
        {
            assertThat(interlock.head().sequence()).isPositive();
        }
        try (ChronicleSource source = ChronicleSource.open(directory.resolve(FileJournal.FOLDER)))
        {
            assertThat(new JournalVerifier(JournalKey.read(key), null, null).verify(source).findings()).isEmpty();
        }
        final byte[] other = "fedcba9876543210fedcba9876543210".getBytes(StandardCharsets.UTF_8);
        try (ChronicleSource source = ChronicleSource.open(directory.resolve(FileJournal.FOLDER)))
        {
            assertThat(new JournalVerifier(JournalKey.of(other), null, null).verify(source).whole()).isFalse();
        }
        // Going on with another key, or with none, would leave a journal that verifies with neither.
        assertThatThrownBy(() -> Interlock.launch(config(), directory)).isInstanceOf(EngineException.class)
            .hasMessageContaining("journal.key-file names none");
        Files.write(key, other);
        assertThatThrownBy(() -> Interlock.launch(config, directory)).isInstanceOf(EngineException.class)
            .hasMessageContaining("that of journal.key-file is another");
        Files.writeString(key, "0123456789abcdef0123456789abcdef");
        Interlock.launch(config, directory).close();
        try (ChronicleSource source = ChronicleSource.open(directory.resolve(FileJournal.FOLDER)))
        {
            assertThat(new JournalVerifier(JournalKey.read(key), null, null).verify(source).findings()).isEmpty();
        }
    }

    @Test
    void shouldRefuseASecondInstanceOnOneDirectory()
    {
        final Path directory = folder.resolve("data");
        try (Interlock first = Interlock.launch(config(), directory))
        {
            assertThatThrownBy(() -> Interlock.launch(config(), directory)).isInstanceOf(EngineException.class)
                .hasMessageContaining("data");
            assertThat(first.scope("v").gate().check(Intent.OPEN, 0.9).allowed()).isTrue();
        }
    }
}
