package io.interlock.journal.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.ConfigLoader;
import io.interlock.core.machine.BreakerStateMachine;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.machine.ScopeDefinition;
import io.interlock.core.model.CriticalError;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Side;
import io.interlock.journal.MemoryJournal;
import io.interlock.journal.record.Hash;
import io.interlock.journal.store.MemoryStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** A recording of version 1 on the disk, for ever: every later version reads this file. */
class GoldenInputsTest
{
    private static final String FRAMES = "journal-inputs-v1.hex";
    private static final String SEEN = "journal-inputs-v1.txt";
    private static final UUID BOOT = new UUID(0x0123_4567_89AB_CDEFL, 0xFEDC_BA98_7654_3210L);
    private static final long WALL_MS = 1_700_000_000_123L;

    /** What this version writes. */
    private static List<byte[]> written() throws IOException
    {
        final MemoryStore store = new MemoryStore();
        final byte[] hash = new byte[InputLayout.HASH];
        hash[0] = 0x5A;
        final InputLog log = SmallLog.of(store, new InputSettings("preset: default\n", "0.1.0 \u00e9", Hash.copyOf(hash, 0), 1 << 30,
            () -> WALL_MS), 64, InputLayout.FRAME);
        final BreakerStateMachine machine = new BreakerStateMachine(ConfigLoader.preset("default"));
        machine.addScope(new ScopeDefinition(1, 0, "binance", ConfigLoader.preset("default").scope("binance")));
        log.begin(BOOT);
        log.snapshot(machine, 42, 123_456_789_012L, WALL_MS);
        long timeNs = 123_456_789_012L;
        final InputEvent event = new InputEvent();
        for (final InputKind kind : InputKind.values())
        {
            timeNs += 1_500_000;
            log.input(event.slot(kind, kind.ordinal() % 2, 0, kind.ordinal() - 3L), null, timeNs, WALL_MS + kind.ordinal());
        }
        log.scope(2, 1, "binance/maker-\u20ac");
        log.input(event.fill(2, 250_000, Side.SELL, 50_000.5, 49_999.25), null, timeNs, WALL_MS);
        log.input(event.exchange(2, ExchangeStatus.DOWN), null, timeNs, WALL_MS - 3_600_000);
        log.input(event.criticalError(0, CriticalError.MEMORY_ERROR).text("no \ud83d\ude80"), null, timeNs + 1, WALL_MS);
        log.input(event.plain(InputKind.KILL, 2).text("enough"), "ann \u00e9", timeNs + 2, WALL_MS);
        log.input(event.equity(1, Double.longBitsToDouble(0x7FF8_0000_0000_BEEFL)), "", Long.MAX_VALUE / 4, Long.MAX_VALUE / 4);
        log.guard(5, Long.MAX_VALUE / 4, WALL_MS);
        log.intentsLost(300, Long.MAX_VALUE / 4 + 1, WALL_MS);
        log.roundEnds(Long.MAX_VALUE / 4 + 1, true);
        log.lost();
        log.input(event.plain(InputKind.ORDER_SUCCESS, 0), null, Long.MAX_VALUE / 4 + 2, WALL_MS);
        log.end(machine, 43, Long.MAX_VALUE / 4 + 3, WALL_MS + 9);
        log.close();
        return Frames.of(store);
    }

    private static List<String> resource(final String name) throws IOException
    {
        try (InputStream in = GoldenInputsTest.class.getResourceAsStream("/" + name))
        {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static List<String> seen(final List<byte[]> frames) throws IOException
    {
        final Seen seen = new Seen();
        new InputReader(seen).read(MemoryJournal.source(frames));
        final List<String> lines = new ArrayList<>(seen.lines);
        seen.gaps.forEach(gap -> lines.add("gap " + gap));
        return lines;
    }

    private static List<byte[]> golden() throws IOException
    {
        if (Boolean.getBoolean("interlock.regenerate"))
        {
            Files.write(Path.of("src/test/resources", FRAMES), written().stream().map(HexFormat.of()::formatHex).toList());
            Files.write(Path.of("src/test/resources", SEEN), seen(written()));
        }
        return resource(FRAMES).stream().map(HexFormat.of()::parseHex).toList();
    }

    @Test
    void shouldReadWhatVersionOneWrote() throws Exception
    {
        assertThat(seen(golden())).isEqualTo(resource(SEEN));
        assertThat(resource(SEEN)).hasSizeGreaterThan(InputKind.values().length + 10);
    }

    @Test
    void shouldLoadTheMachineThatVersionOneSaved() throws Exception
    {
        final List<Snapshot> snapshots = new ArrayList<>();
        new InputReader(new InputVisitor()
        {
            @Override
            public void snapshot(final Snapshot snapshot)
            {
                snapshots.add(snapshot);
            }
        }).read(MemoryJournal.source(golden()));
        assertThat(snapshots).hasSize(2);
        for (final Snapshot snapshot : snapshots)
        {
            final BreakerStateMachine machine = BreakerStateMachine.load(ConfigLoader.preset("default"), snapshot.state());
            assertThat(machine.scopeCount()).isEqualTo(2);
            assertThat(machine.scope(1).definition().path()).isEqualTo("binance");
        }
    }

    @Test
    void shouldStillWriteExactlyThoseBytes() throws Exception
    {
        assertThat(written().stream().map(HexFormat.of()::formatHex).toList()).isEqualTo(resource(FRAMES));
    }

    /** By numbers alone, so that a constant of the layout cannot move on both sides. */
    @Test
    void shouldLieWhereTheDiagramSays() throws Exception
    {
        final byte[] bytes = golden().get(1);
        final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(new String(bytes, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("ILIN");
        assertThat(bytes[4]).isEqualTo((byte)1);
        assertThat(bytes[5]).isEqualTo((byte)2);
        assertThat(buffer.getShort(6)).isZero();
        assertThat(buffer.getShort(8)).isEqualTo((short)1);
        assertThat(buffer.getShort(10)).isZero();
        assertThat(buffer.getLong(16)).isEqualTo(BOOT.getMostSignificantBits());
        assertThat(buffer.getLong(24)).isEqualTo(BOOT.getLeastSignificantBits());
        assertThat(buffer.getLong(32)).isEqualTo(1);
        assertThat(buffer.getLong(40)).isEqualTo(123_456_789_012L);
        assertThat(buffer.getLong(48)).isEqualTo(WALL_MS);
        assertThat(buffer.getLong(56)).isEqualTo(42);
        final CRC32C crc = new CRC32C();
        crc.update(bytes, 0, 12);
        crc.update(bytes, 16, bytes.length - 16);
        assertThat(buffer.getInt(12)).isEqualTo((int)crc.getValue());
    }
}
