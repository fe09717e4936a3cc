package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.config.ConfigLoader;
import io.interlock.core.gate.GateWord;
import io.interlock.core.gate.GuardWord;
import io.interlock.core.mapped.GateFileException;
import io.interlock.core.mapped.GateFileReader;
import io.interlock.core.mapped.MappedHeader;
import io.interlock.core.mapped.MappedLook;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.model.Reason;
import io.interlock.core.port.EngineClock;
import io.interlock.core.testing.Await;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gate file as another process judges it: bytes of an engine that lived, and clocks that the test sets. */
class MappedLookTest
{
    private static final long LIMIT_NS = 100_000_000L;
    private static final long MS = 1_000_000L;
    private static final int RECORD = 4_096;
    private static final int SIZE = 512;
    private static final int GATE = 144;

    @TempDir
    private Path directory;
    private Path file;
    private byte[] live;
    private MappedHeader header;
    private long nowNs;
    private long nowMs;
    private final EngineClock clock = new EngineClock()
    {
        @Override
        public long nanoTime()
        {
            return nowNs;
        }

        @Override
        public long wallMs()
        {
            return nowMs;
        }
    };

    /** The root, binance at ALERT, and binance/maker-1 below it. */
    @BeforeEach
    void copyOfALiveEngine() throws IOException
    {
        final Path data = directory.resolve("data");
        file = Files.createDirectory(directory.resolve("copy")).resolve("gate.dat");
        try (BreakerEngine engine = BreakerEngine.launch(new EngineContext().directory(data)
            .config(ConfigLoader.load("test", "engine: { stale-limit: 30s, max-scopes: 8 }"))))
        {
            engine.scope("binance").reporter().apiLatency(600 * MS);
            engine.scope("binance/maker-1");
            engine.drain();
            Await.until("mirrored", () -> MappedLook.at(data, 60_000 * MS, EngineClock.SYSTEM).scopes().stream()
                .filter(scope -> scope.words().gate() != 0 && scope.words().guard() == 0).count() == 3);
            live = Files.readAllBytes(data.resolve("gate.dat"));
        }
        Files.write(file, live);
        try (GateFileReader reader = GateFileReader.open(file))
        {
            header = reader.header();
        }
        nowNs = header.heartbeatNs();
        nowMs = header.heartbeatMs();
    }

    private MappedLook look()
    {
        return MappedLook.at(file.getParent(), LIMIT_NS, clock);
    }

    private Reason open(final String scope)
    {
        final MappedLook look = look();
        return look.check(look.scope(scope), Intent.OPEN, 0.9).verdict().reason();
    }

    private void put(final int at, final long value) throws IOException
    {
        ByteBuffer.wrap(live).order(ByteOrder.LITTLE_ENDIAN).putLong(at, value);
        Files.write(file, live);
    }

    private long get(final int at)
    {
        return ByteBuffer.wrap(live).order(ByteOrder.LITTLE_ENDIAN).getLong(at);
    }

    @Test
    void shouldBelieveAYoungSignOfLifeByBothClocks()
    {
        assertThat(look().life()).isEqualTo(MappedLook.Life.ALIVE);
        assertThat(open("binance")).isEqualTo(Reason.ALLOWED);
        nowNs += LIMIT_NS;
        assertThat(open("binance")).isEqualTo(Reason.ALLOWED);
        nowNs += 2 * MS;
        assertThat(look().life()).isEqualTo(MappedLook.Life.STALE);
        assertThat(open("binance")).isEqualTo(Reason.DENIED_STALE);
        assertThat(look().ageNs()).isEqualTo(LIMIT_NS + 2 * MS);
    }

    @Test
    void shouldNotBelieveWhereOneClockSaysOtherwise()
    {
        nowMs += 1_000;
        assertThat(open("")).as("suspended: monotonic time stood still").isEqualTo(Reason.DENIED_STALE);
        nowMs -= 2_000;
        assertThat(open("")).as("the wall clock was set back").isEqualTo(Reason.DENIED_STALE);
        nowMs += 1_000;
        assertThat(open("")).isEqualTo(Reason.ALLOWED);
        nowNs -= 1_000 * MS;
        assertThat(look().ageNs()).as("the machine was started again").isEqualTo(Long.MAX_VALUE);
        assertThat(open("")).isEqualTo(Reason.DENIED_STALE);
    }

    @Test
    void shouldRefuseBeforeTheFirstSignAndBeforeAGateWordIsWritten() throws IOException
    {
        final long word = get(RECORD + SIZE + GATE);
        put(RECORD + SIZE + GATE, 0);
        assertThat(open("binance")).isEqualTo(Reason.DENIED_STALE);
        assertThat(GuardWord.describe(look().guard(look().scope("binance")))).isEqualTo("RECOVERING");
        assertThat(open("binance/maker-1")).as("of another scope nothing is said").isEqualTo(Reason.ALLOWED);
        put(RECORD + SIZE + GATE, word);
        assertThat(open("binance")).isEqualTo(Reason.ALLOWED);
        put(136, 0);
        assertThat(open("binance")).isEqualTo(Reason.DENIED_STALE);
    }

    @Test
    void shouldTakeTheMostSevereOfGateWordAndCheckedWords() throws IOException
    {
        // All levels CLOSED in the gate words; the vital words say ALERT, which permits, so a kill mark on top of it.
        put(RECORD + SIZE + GATE, get(RECORD + SIZE + GATE) & ~0x3FL);
        final MappedLook look = look();
        assertThat(GateWord.effective(look.word(look.scope("binance"))))
            .isEqualTo(Level.ALERT);
        put(RECORD + SIZE + 136, 0x44454C4C494B3A29L);
        assertThat(open("binance")).isEqualTo(Reason.DENIED_SHUTDOWN);
        assertThat(open("binance/maker-1")).as("below it").isEqualTo(Reason.DENIED_SHUTDOWN);
        assertThat(open("")).as("above it").isEqualTo(Reason.ALLOWED);
    }

    @Test
    void shouldNotTrustBitsThatNoGateWordHas() throws IOException
    {
        put(RECORD + GATE, get(RECORD + GATE) | 1L << 60);
        assertThatThrownBy(this::look).isInstanceOf(GateFileException.class).hasMessageContaining("bits that none has");
    }
}
