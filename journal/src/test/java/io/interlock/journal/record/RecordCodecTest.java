package io.interlock.journal.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.machine.RestoredScope;
import io.interlock.core.model.Cause;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.NoticeRecord;
import io.interlock.journal.store.FrameStore;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** What is written is read again, and anything else is named. */
class RecordCodecTest
{
    private static final long SEED = 20_261_126L;
    private static final String[] PIECES = {"a", "/", "é", "€", "\uD83D\uDED1", "\uFFFD", " ", "\0"};

    private final RecordEncoder encoder = new RecordEncoder();
    private final RecordDecoder decoder = new RecordDecoder();
    private final Chain chain = new Chain(ChainHead.START, null);

    @Test
    void shouldReadAgainWhatItWrote()
    {
        final Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++)
        {
            final RecordContent content = content(random);
            final Decoded decoded = decoder.decode(encode(content));
            assertThat(decoded).as("seed %d, record %d", SEED, i).isInstanceOf(JournalRecord.class);
            assertThat(((JournalRecord)decoded).content()).as("seed %d, record %d", SEED, i).isEqualTo(content);
            assertThat(((JournalRecord)decoded).head()).isEqualTo(encoder.head());
            chain.advance(encoder.head());
        }
    }

    private static RecordContent content(final Random random)
    {
        final RestoredScope vital = random.nextInt(3) > 0 ? null : new RestoredScope(
            Level.of(random.nextInt(5)), random.nextBoolean(), ExchangeStatus.of(random.nextInt(4)), NetworkStatus.of(random.nextInt(2)),
            random.nextLong());
        final RecordType type = vital == null ? RecordType.COMMAND : RecordType.VITAL;
        final Level to = vital != null ? vital.level() : random.nextBoolean() ? null : Level.of(random.nextInt(5));
        return new RecordContent(
            type, new RecordContent.Stamp(new UUID(random.nextLong(), random.nextLong()), random.nextLong(), random.nextLong(), 7),
            new RecordContent.Change(
                random.nextBoolean() ? null : Level.HALT, to, random.nextBoolean() ? null : Cause.of(random.nextInt(21)),
                new RecordContent.Numbers(random.nextBoolean(), random.nextLong(), random.nextLong())),
            new RecordContent.Outcome(
                random.nextBoolean(), random.nextBoolean() ? null : ActionEvent.Stage.values()[random.nextInt(6)], random.nextInt(0x10000)),
            vital, new RecordContent.Texts(text(random), text(random), text(random), text(random), text(random)), Hash.ZERO);
    }

    private static String text(final Random random)
    {
        final StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--)
        {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    @Test
    void shouldReadAgainWhatBecameOfANotificationAndNoneWhereItIsOlder()
    {
        for (final NoticeRecord.Outcome outcome : NoticeRecord.Outcome.values())
        {
            final RecordContent content = new Contents(new UUID(1, 2), Hash.ZERO)
                .notice(new NoticeRecord(5, "boot-7", "v", "pager", outcome, 2, new NoticeRecord.Words("ann", "seen")), 4);
            assertThat(((JournalRecord)decoder.decode(encode(content))).content()).isEqualTo(content);
        }
        final RecordContent old = GoldenRecords.contents().get(4);
        final RecordContent.Outcome read = ((JournalRecord)decoder.decode(encode(old))).content().outcome();
        assertThat(read.notice()).isNull();
        assertThat(read.done()).isTrue();
    }

    private byte[] encode(final RecordContent content)
    {
        return Arrays.copyOf(encoder.bytes(), encoder.encode(content, chain));
    }

    private static RecordContent words(final String scope, final String details)
    {
        return new RecordContent(
            RecordType.COMMAND, new RecordContent.Stamp(new UUID(1, 2), 3, 4, 5), RecordContent.Change.NONE, RecordContent.Outcome.NONE,
            null,
            new RecordContent.Texts(scope, "", "", "", details), Hash.ZERO);
    }

    @Test
    void shouldFitAFrameWithEveryTextAtItsLongestAndCutAtACharacter()
    {
        final String stops = "\uD83D\uDED1".repeat(30_000);
        final RecordContent long1 = new RecordContent(
            RecordType.COMMAND, new RecordContent.Stamp(new UUID(1, 2), 3, 4, 5), RecordContent.Change.NONE, RecordContent.Outcome.NONE,
            null,
            new RecordContent.Texts("x" + stops, "x".repeat(70_000), "y".repeat(2000), "z".repeat(70_000), "d".repeat(200_000)), Hash.ZERO);
        final byte[] bytes = encode(long1);
        assertThat(bytes).hasSize(FrameStore.MAX_FRAME - 3);
        final RecordContent.Texts texts = ((JournalRecord)decoder.decode(bytes)).content().texts();
        assertThat(texts.scope()).isEqualTo("x" + "\uD83D\uDED1".repeat(255));
        assertThat(texts.actor()).hasSize(RecordLayout.MAX_NAME);
        assertThat(texts.details()).hasSize(RecordLayout.MAX_DETAILS);
        assertThat(((JournalRecord)decoder.decode(encode(words("\uD83D", "")))).content().texts().scope()).isEqualTo("?");
    }

    @Test
    void shouldKeepDecimalsAndNone()
    {
        final RecordContent.Numbers numbers = RecordContent.Numbers.ofDecimals(-0.0, Double.NaN);
        assertThat(numbers.valueForPeople(null)).isZero();
        assertThat(numbers.thresholdForPeople(null)).isNaN();
        assertThat(RecordContent.Numbers.ofDecimals(0.1, 1).valueForPeople(Cause.API_LATENCY)).isEqualTo(0.1);
        assertThat(new RecordContent.Numbers(false, 5_000_000, 1).valueForPeople(Cause.API_LATENCY)).isEqualTo(5.0);
    }

    @Test
    void shouldNameWhatIsWrong()
    {
        expect(RecordFault.Kind.TOO_SHORT, null);
        expect(RecordFault.Kind.TOO_SHORT, new byte[0]);
        expect(RecordFault.Kind.TOO_SHORT, Arrays.copyOf(encode(words("a", "b")), 9));
        expect(RecordFault.Kind.TOO_SHORT, Arrays.copyOf(encode(words("a", "b")), RecordLayout.MIN_LENGTH - 1));
        expect(RecordFault.Kind.MAGIC, new byte[500]);
        expect(RecordFault.Kind.LENGTH, Arrays.copyOf(encode(words("a", "b")), RecordLayout.MIN_LENGTH));
        expect(RecordFault.Kind.CRC, edited(false, bytes -> bytes.put(170, (byte)1)));
        expect(RecordFault.Kind.CRC, edited(false, bytes -> bytes.put(4, (byte)9)));
        expect(RecordFault.Kind.TYPE, edited(true, bytes -> bytes.put(6, (byte)0)));
        expect(RecordFault.Kind.TYPE, edited(true, bytes -> bytes.put(6, (byte)15)));
        expect(RecordFault.Kind.FLAGS, edited(true, bytes -> bytes.put(7, (byte)0x80)));
        expect(RecordFault.Kind.FLAGS, edited(true, bytes -> bytes.put(30, (byte)1)));
        expect(RecordFault.Kind.CODE, edited(true, bytes -> bytes.put(12, (byte)5)));
        expect(RecordFault.Kind.CODE, edited(true, bytes -> bytes.put(13, (byte)5)));
        expect(RecordFault.Kind.CODE, edited(true, bytes -> bytes.put(14, (byte)21)));
        expect(RecordFault.Kind.CODE, edited(true, bytes -> bytes.put(15, (byte)4)));
        expect(RecordFault.Kind.CODE, edited(true, bytes -> bytes.put(16, (byte)2)));
        expect(RecordFault.Kind.CODE, edited(true, bytes -> bytes.put(17, (byte)6)));
        expect(RecordFault.Kind.CODE, edited(true, bytes -> bytes.put(15, (byte)1)));
        expect(RecordFault.Kind.CODE, edited(true, bytes -> bytes.put(6, (byte)RecordType.VITAL.code())));
        expect(RecordFault.Kind.CODE, edited(true, bytes -> bytes.put(6, (byte)RecordType.TRANSITION.code())));
        expect(RecordFault.Kind.TEXT_LENGTH, edited(true, bytes -> bytes.putShort(20, (short)0)));
        expect(RecordFault.Kind.TEXT_LENGTH, edited(true, bytes -> bytes.putShort(20, (short)-1)));
        expect(RecordFault.Kind.TEXT_LENGTH, edited(true, bytes -> bytes.putShort(28, (short)9)));
        expect(RecordFault.Kind.UTF8, edited(true, bytes -> bytes.put(168, (byte)0xC3)));
    }

    @Test
    void shouldRefuseALaterVersionNamingBoth()
    {
        final byte[] later = edited(true, bytes -> bytes.putShort(4, (short)2));
        final RecordFault fault = (RecordFault)decoder.decode(later);
        assertThat(fault.kind()).isEqualTo(RecordFault.Kind.VERSION);
        assertThat(fault.message()).contains("version 2").contains("version 1");
        // Even one that is shorter, or built otherwise: the beginning and the end are where they always are.
        final byte[] tiny = Arrays.copyOf(later, 20);
        seal(tiny);
        expect(RecordFault.Kind.VERSION, tiny);
    }

    @Test
    void shouldSurviveAnyBytes()
    {
        final Random random = new Random(SEED);
        final byte[] whole = encode(words("scope", "details"));
        for (int i = 0; i < 100_000; i++)
        {
            final byte[] bytes = Arrays.copyOf(whole, random.nextInt(whole.length + 20));
            for (int n = random.nextInt(4); n >= 0 && bytes.length > 0; n--)
            {
                bytes[random.nextInt(bytes.length)] = (byte)random.nextInt();
            }
            if (bytes.length >= 4 && random.nextBoolean())
            {
                seal(bytes);
            }
            assertThat(decoder.decode(bytes)).as("seed %d, bytes %d", SEED, i).isNotNull();
        }
    }

    private void expect(final RecordFault.Kind kind, final byte[] bytes)
    {
        final Decoded decoded = decoder.decode(bytes);
        assertThat(decoded).isInstanceOf(RecordFault.class);
        assertThat(((RecordFault)decoded).kind()).as(decoded.toString()).isEqualTo(kind);
        assertThat(((RecordFault)decoded).message()).isNotBlank();
    }

    private byte[] edited(final boolean seal, final Consumer<ByteBuffer> edit)
    {
        final byte[] bytes = encode(words("a", "b"));
        edit.accept(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
        if (seal)
        {
            seal(bytes);
        }
        return bytes;
    }

    private static void seal(final byte[] bytes)
    {
        final CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length - 4);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes.length - 4, (int)crc.getValue());
    }
}
