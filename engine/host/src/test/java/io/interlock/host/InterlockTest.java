package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.core.engine.EngineException;
import io.interlock.core.mapped.GateFileReader;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.journal.FileJournal;
import io.interlock.journal.record.JournalKey;
import io.interlock.journal.store.ChronicleSource;
import io.interlock.journal.verify.JournalVerifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
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
            HostRig.await("all is durable", () -> !interlock.status().scope("binance").levels().ownOverride());
            Files.createFile(Path.of(args[0] + ".ready"));
            new CountDownLatch(1).await();
        }
    }

    private static BreakerConfig config()
    {
        return ConfigLoader.load("test", "engine: { stale-limit: 10s }");
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
            HostRig.await("all is durable", () -> interlock.status().journal().toString().equals(interlock.head().toString()));
            try (GateFileReader reader = GateFileReader.open(directory))
            {
                HostRig.await("the head is in gate.dat", () -> reader.header().journal().sequence() > 0);
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
        try (Interlock interlock = Interlock.launch(config(), directory))
        {
            assertThat(interlock.scope("").ownLevel()).isEqualTo(Level.HALT);
            assertThat(interlock.desk().accept(Cause.RESTARTS, "ann", "power").accepted()).isTrue();
        }
        try (Interlock interlock = Interlock.launch(config(), directory))
        {
            assertThat(interlock.desk().accept(Cause.RESTARTS, "ann", "again").accepted()).as("a planned stop does not count").isFalse();
        }
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
