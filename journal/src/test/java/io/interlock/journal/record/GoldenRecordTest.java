package io.interlock.journal.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.journal.MemoryJournal;
import io.interlock.journal.verify.JournalVerifier;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** Version 1 on the disk, for ever: every later version reads this file. */
class GoldenRecordTest
{
    private static final String NAME = "journal-record-v1.hex";

    private static List<byte[]> golden() throws Exception
    {
        if (Boolean.getBoolean("interlock.regenerate"))
        {
            Files.write(Path.of("src/test/resources", NAME), GoldenRecords.lines());
            return GoldenRecords.lines().stream().map(HexFormat.of()::parseHex).toList();
        }
        try (InputStream in = GoldenRecordTest.class.getResourceAsStream("/" + NAME))
        {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().map(HexFormat.of()::parseHex).toList();
        }
    }

    @Test
    void shouldReadEveryFieldOfEveryType() throws Exception
    {
        final List<byte[]> frames = golden();
        final List<RecordContent> expected = new ArrayList<>(GoldenRecords.contents());
        final int sealed = expected.size();
        expected.add(expected.get(1));
        expected.addAll(GoldenRecords.later());
        assertThat(frames).hasSize(expected.size());
        for (int i = 0; i < frames.size(); i++)
        {
            final JournalRecord record = (JournalRecord)new RecordDecoder().decode(frames.get(i));
            assertThat(record.content()).isEqualTo(expected.get(i));
            assertThat(record.sequence()).isEqualTo(i + 1);
            assertThat(record.seal().keyed()).isEqualTo(i >= sealed);
        }
        assertThat(expected.stream().map(RecordContent::type).distinct()).containsExactly(RecordType.values());
    }

    @Test
    void shouldStillWriteExactlyThoseBytes() throws Exception
    {
        final HexFormat hex = HexFormat.of();
        assertThat(GoldenRecords.lines()).isEqualTo(golden().stream().map(hex::formatHex).toList());
    }

    @Test
    void shouldVerifyWithItsKey() throws Exception
    {
        assertThat(new JournalVerifier(GoldenRecords.KEY, null, null).verify(MemoryJournal.source(golden())).findings())
            .allMatch(finding -> finding.what().contains("decision"));
    }

    /** By numbers alone, so that a constant of the layout cannot move on both sides. */
    @Test
    void shouldLieWhereTheDiagramSays() throws Exception
    {
        final byte[] bytes = golden().get(1);
        final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(new String(bytes, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("ILJR");
        assertThat(buffer.getShort(4)).isEqualTo((short)1);
        assertThat(bytes[6]).isEqualTo((byte)2);
        assertThat(bytes[7]).isEqualTo((byte)0);
        assertThat(buffer.getInt(8)).isEqualTo(bytes.length).isEqualTo(168 + 15 + 36);
        assertThat(bytes[12]).isEqualTo((byte)Level.ALERT.ordinal());
        assertThat(bytes[13]).isEqualTo((byte)Level.HALT.ordinal());
        assertThat(bytes[14]).isEqualTo((byte)Cause.API_LATENCY.ordinal());
        assertThat(Arrays.copyOfRange(bytes, 15, 18)).containsOnly(0xFF);
        assertThat(buffer.getShort(20)).isEqualTo((short)15);
        assertThat(Arrays.copyOfRange(bytes, 22, 32)).containsOnly(0);
        assertThat(buffer.getLong(32)).isEqualTo(2);
        assertThat(buffer.getLong(40)).isEqualTo(0x0123_4567_89AB_CDEFL);
        assertThat(buffer.getLong(48)).isEqualTo(0xFEDC_BA98_7654_3210L);
        assertThat(buffer.getLong(56)).isEqualTo(43);
        assertThat(buffer.getLong(64)).isEqualTo(123_456_789_012L);
        assertThat(buffer.getLong(72)).isEqualTo(1_700_000_000_123L);
        assertThat(buffer.getLong(80)).isEqualTo(3_000_000_001L);
        assertThat(buffer.getLong(88)).isEqualTo(3_000_000_000L);
        assertThat(buffer.getLong(96)).isZero();
        assertThat(HexFormat.of().formatHex(bytes, 104, 136)).startsWith("00112233").endsWith("edfe0f");
        final byte[] before = golden().get(0);
        assertThat(HexFormat.of().formatHex(bytes, 136, 168))
            .isEqualTo(HexFormat.of().formatHex(before, before.length - 36, before.length - 4));
        assertThat(new String(bytes, 168, 15, StandardCharsets.US_ASCII)).isEqualTo("binance/maker-1");
        final byte[] digest = MessageDigest.getInstance("SHA-256").digest(Arrays.copyOf(bytes, 183));
        assertThat(Arrays.copyOfRange(bytes, 183, 215)).isEqualTo(digest);
        final CRC32C crc = new CRC32C();
        crc.update(bytes, 0, 215);
        assertThat(buffer.getInt(215)).isEqualTo((int)crc.getValue());
    }
}
