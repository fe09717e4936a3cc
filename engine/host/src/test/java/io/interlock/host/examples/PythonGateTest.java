package io.interlock.host.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.core.engine.EngineContext;
import io.interlock.core.gate.Gate;
import io.interlock.core.mapped.GateFileException;
import io.interlock.core.mapped.MappedLook;
import io.interlock.core.mapped.MappedScope;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.model.Verdict;
import io.interlock.core.port.EngineClock;
import io.interlock.core.testing.Await;
import io.interlock.host.Interlock;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The example that reads a gate from another process and language, against the engine's own gates and against whatever lies there. */
@Timeout(300)
class PythonGateTest
{
    private static final double PATIENT_S = 30;
    private static final long PATIENT_NS = 30_000_000_000L;
    private static final double SHORT_S = 0.1;
    private static final List<String> SCOPES = List.of("", "binance", "binance/maker-1", "okx");
    private static final Double[] CONFIDENCES = {null, 0.0, 0.7, 0.70001, 1.0, -0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY};
    private static final long MS = 1_000_000L;

    @TempDir
    private Path temp;
    private Path data;
    private Path copy;
    private Python python;

    @BeforeEach
    void start() throws IOException
    {
        Python.assumeInstalled();
        python = Python.start();
        data = temp.resolve("data");
        copy = Files.createDirectory(temp.resolve("copy"));
    }

    @AfterEach
    void end()
    {
        if (python != null)
        {
            python.close();
        }
    }

    private Interlock launch()
    {
        final BreakerConfig config = ConfigLoader.load("test", """
            engine: { stale-limit: 30s, max-scopes: 16 }
            console: { port: 0 }
            scopes:
              okx: { tags: [aggressive], throttle: { size-factor: 0.25 } }
            """);
        final Interlock interlock = Interlock.launch(config, data, new EngineContext().commandDeadline(Duration.ofSeconds(30)));
        SCOPES.forEach(interlock::scope);
        return interlock;
    }

    /** What is mirrored comes a moment later than what is decided, never looser. */
    private void assertSame(final Interlock interlock, final String when)
    {
        for (final String scope : SCOPES)
        {
            final Gate gate = interlock.scope(scope).gate();
            for (final Intent intent : Intent.values())
            {
                for (final Double confidence : CONFIDENCES)
                {
                    Await.until(when + ": " + scope + " " + intent + " " + confidence, () ->
                    {
                        // Each time anew: what loosens is shown a moment later too, once it is durable.
                        final Verdict expected = confidence == null ? gate.check(intent) : gate.check(intent, confidence);
                        final Python.Answer answer = python.ask(data, scope, PATIENT_S, intent, confidence);
                        final MappedLook look = MappedLook.at(data, PATIENT_NS, EngineClock.SYSTEM);
                        final Verdict read = look.check(look.scope(scope), intent, confidence).verdict();
                        return answer.allowed() == expected.allowed() && answer.sizeFactor() == expected.sizeFactor()
                            && answer.reason().equals(expected.reason().name()) && read.reason() == expected.reason()
                            && read.sizeFactor() == expected.sizeFactor();
                    });
                }
            }
        }
    }

    @Test
    void shouldAnswerAsTheEnginesOwnGateAtEachLevelAndFollowARestart()
    {
        try (Interlock interlock = launch())
        {
            assertSame(interlock, "CLOSED");
            for (final long latencyMs : new long[] {600, 1_500, 4_000})
            {
                interlock.scope("binance").reporter().apiLatency(latencyMs * MS);
                interlock.scope("okx").reporter().apiLatency(latencyMs * MS);
                interlock.drain();
                assertThat(interlock.scope("binance").gate().level())
                    .isEqualTo(latencyMs < 1_000 ? Level.ALERT : latencyMs < 3_000 ? Level.THROTTLE : Level.HALT);
                assertSame(interlock, latencyMs + " ms");
            }
            interlock.desk().override("binance", true, "ann", "news");
            assertSame(interlock, "override on");
            interlock.desk().override("binance", false, "ann", "");
            interlock.desk().forceRecovery("binance", "ann", "");
            assertSame(interlock, "recovered");
            interlock.desk().override("", true, "ann", "");
            interlock.desk().kill("okx", "ann", "");
            assertSame(interlock, "killed");
        }
        assertThat(ask(data, "binance", PATIENT_S, Intent.CANCEL).allowed()).isTrue();
        assertThat(ask(data, "okx", PATIENT_S, Intent.CLOSE).reason()).isEqualTo("DENIED_SHUTDOWN");
        assertThat(ask(data, "binance", PATIENT_S, Intent.OPEN).allowed()).as("closed").isFalse();
        try (Interlock again = launch())
        {
            assertSame(again, "started again, with the same objects");
            again.desk().override("", false, "ann", "");
            again.desk().reset("okx", "ann", "books checked");
            assertSame(again, "reset");
            again.desk().kill("", "ann", "");
            assertSame(again, "all killed");
        }
    }

    private Python.Answer ask(final Path directory, final String scope, final double limitS, final Intent intent)
    {
        try
        {
            return python.ask(directory, scope, limitS, intent, 0.9);
        }
        catch (final IOException broken)
        {
            throw new AssertionError(broken);
        }
    }

    /** The gate file of an engine whose binance is at HALT. */
    private byte[] halted() throws IOException
    {
        try (Interlock interlock = launch())
        {
            interlock.scope("binance").reporter().apiLatency(4_000 * MS);
            interlock.drain();
            Await.until("mirrored", () -> ask(data, "binance", PATIENT_S, Intent.OPEN).reason().equals("DENIED_HALT"));
            Await.until("mirrored too", () -> ask(data, "okx", PATIENT_S, Intent.OPEN).allowed());
            return Files.readAllBytes(data.resolve("gate.dat"));
        }
    }

    @Test
    void shouldRefuseNewRiskWhereNobodyWritesTheFileAnyMore() throws IOException
    {
        // As it was while the engine lived: this process runs, and gives that file no sign of life.
        Files.write(copy.resolve("gate.dat"), halted());
        Await.until("stale", () -> ask(copy, "", SHORT_S, Intent.OPEN).reason().equals("DENIED_STALE"));
        assertThat(ask(copy, "", SHORT_S, Intent.CLOSE).allowed()).isTrue();
        assertThat(ask(copy, "", SHORT_S, Intent.CANCEL).allowed()).isTrue();
        // The process that wrote it is gone, with its last sign still young.
        final byte[] dead = Files.readAllBytes(copy.resolve("gate.dat"));
        ByteBuffer.wrap(dead).order(ByteOrder.LITTLE_ENDIAN).putLong(16, Integer.MAX_VALUE - 7L);
        seal(dead);
        Files.write(copy.resolve("gate.dat"), dead);
        assertThat(ask(copy, "", 100_000, Intent.OPEN).reason()).isEqualTo("DENIED_STALE");
        assertThat(MappedLook.at(copy, 100_000_000_000_000L, EngineClock.SYSTEM).life()).isEqualTo(MappedLook.Life.DEAD);
    }

    /** The header's checksum anew. */
    private static void seal(final byte[] file)
    {
        final CRC32 crc = new CRC32();
        crc.update(file, 0, 12);
        crc.update(file, 16, 48);
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(12, (int)crc.getValue());
    }

    @Test
    void shouldNotBeLooserForAnyBitThatIsFlipped() throws IOException
    {
        final byte[] whole = halted();
        final Path file = copy.resolve("gate.dat");
        final long seed = 20_261_127L;
        final Random random = new Random(seed);
        for (int i = 0; i < 400; i++)
        {
            final byte[] broken = whole.clone();
            // First each bit of the gate words of binance and binance/maker-1, which no checksum covers; then any.
            final int at = i < 128 ? 4_096 + (1 + i / 64) * 512 + 144 + i % 64 / 8
                : i % 2 == 0 ? random.nextInt(192) : 4_096 + random.nextInt(4 * 512);
            broken[at] ^= (byte)(1 << (i < 128 ? i % 8 : random.nextInt(8)));
            Files.write(file, broken);
            final String what = "seed " + seed + ", flip " + i + " at byte " + at;
            assertThat(ask(copy, "binance", 3_600, Intent.OPEN).allowed()).as(what).isFalse();
            assertThat(ask(copy, "binance/maker-1", 3_600, Intent.OPEN).allowed()).as(what).isFalse();
            assertThat(ask(copy, "binance", 3_600, Intent.CANCEL).allowed()).as(what).isTrue();
            assertThat(isOpenByJava("binance") || isOpenByJava("binance/maker-1")).as(what).isFalse();
        }
    }

    private boolean isOpenByJava(final String path)
    {
        try
        {
            final MappedLook look = MappedLook.at(copy, 3_600_000_000_000L, EngineClock.SYSTEM);
            final MappedScope scope = look.scope(path);
            return scope != null && look.check(scope, Intent.OPEN, 0.9).verdict().allowed();
        }
        catch (final GateFileException untrusted)
        {
            return false;
        }
    }

    @Test
    void shouldAnswerForACutFileAndWhateverElseLiesThere() throws Exception
    {
        final byte[] whole = halted();
        final Path file = copy.resolve("gate.dat");
        Files.write(file, whole);
        final double limitS = 3_600;
        assertThat(ask(copy, "okx", limitS, Intent.OPEN)).extracting(Python.Answer::allowed).as("whole").isEqualTo(true);
        for (final int length : new int[] {whole.length - 1, 4_096 + 512, 4_096, 4_095, 100, 12, 0})
        {
            // In place, under the reader's feet.
            try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw"))
            {
                cut.setLength(length);
            }
            assertLast(length + " bytes", limitS);
        }
        final byte[] later = whole.clone();
        ByteBuffer.wrap(later).order(ByteOrder.LITTLE_ENDIAN).putInt(8, 2);
        seal(later);
        Files.write(file, later);
        assertThat(assertLast("another version", limitS).detail()).contains("layout version 2");
        final byte[] noise = new byte[whole.length];
        new Random(7).nextBytes(noise);
        Files.write(file, noise);
        assertLast("noise", limitS);
        Arrays.fill(noise, (byte)0xFF);
        Files.write(file, noise);
        assertLast("ones", limitS);
        Files.delete(file);
        assertLast("nothing", limitS);
        Files.createDirectory(file);
        assertLast("a directory", limitS);
        Files.delete(file);
        Files.createSymbolicLink(file, file);
        assertLast("a link to itself", limitS);
        Files.delete(file);
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();
        assertLast("a pipe", limitS);
        Files.delete(file);
        Files.write(file, whole);
        assertThat(ask(copy, "okx", limitS, Intent.OPEN).allowed()).as("mended").isTrue();
        assertThat(ask(temp, "okx", limitS, Intent.CLOSE).allowed()).as("never seen").isFalse();
        assertThat(ask(copy, "nobody", limitS, Intent.OPEN).detail()).contains("there is no scope 'nobody'");
    }

    private Python.Answer assertLast(final String what, final double limitS)
    {
        final Python.Answer open = ask(copy, "okx", limitS, Intent.OPEN);
        assertThat(open.reason()).as(what).isEqualTo("DENIED_STALE");
        assertThat(open.detail()).as(what).isNotEmpty();
        assertThat(ask(copy, "okx", limitS, Intent.CLOSE).allowed()).as(what + ": as the last level").isTrue();
        assertThat(ask(copy, "okx", limitS, Intent.CANCEL).allowed()).as(what).isTrue();
        return open;
    }

    @Test
    void shouldReportOverTheConsoleAndSeeWhatCameOfIt() throws Exception
    {
        try (Interlock interlock = launch())
        {
            final String token = Files.readAllLines(interlock.console().orElseThrow().tokens()).stream()
                .filter(line -> line.startsWith("reporter ")).findFirst().orElseThrow().split(" ")[2];
            final String url = interlock.console().orElseThrow().url();
            assertThat(Python.run(token + "\n[{\"scope\":\"kraken\",\"event\":\"api_latency\",\"a\":4000}]", "report.py", url))
                .isEqualTo("0:1\n");
            Await.until("halted", () -> ask(data, "kraken", PATIENT_S, Intent.OPEN).reason().equals("DENIED_HALT"));
            assertThat(Python.run(token + "\n[{\"scope\":\"kraken\",\"event\":\"api_latancy\",\"a\":1}]", "report.py", url))
                .startsWith("1:").contains("RuntimeError: 400: report 0: ", "one of [api_latency").doesNotContain(token);
            assertThat(Python.run("", "gate.py", data.toString(), "kraken", "OPEN", "high"))
                .startsWith("2:").contains("'high' is no number").doesNotContain("Traceback");
            assertThat(Python.run("", "gate.py", data.toString(), "kraken", "OPEN", "0.9")).startsWith("1:{\"allowed\": false");
        }
    }
}
