package io.interlock.journal.record;

import io.interlock.core.machine.RestoredScope;
import io.interlock.core.model.Cause;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.port.ActionEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** What the golden file holds: one record of each type, and a sealed one. */
final class GoldenRecords
{
    static final JournalKey KEY = JournalKey.of("a key of the golden file".getBytes(StandardCharsets.US_ASCII));
    private static final UUID BOOT = new UUID(0x0123_4567_89AB_CDEFL, 0xFEDC_BA98_7654_3210L);
    private static final Hash CONFIG = Hash.parse("00112233445566778899aabbccddeeff102132435465768798a9bacbdcedfe0f");
    private static final RecordContent.Numbers RAW = new RecordContent.Numbers(false, 3_000_000_001L, 3_000_000_000L);
    private static final RecordContent.Numbers DECIMAL = RecordContent.Numbers.ofDecimals(12.5, Double.NaN);

    private GoldenRecords()
    {
    }

    /** Types that came later, behind the sealed record, so that the lines of the first remain as they were. */
    static List<RecordContent> later()
    {
        return List.of(content(RecordType.RETAINED, RecordContent.Change.NONE, RecordContent.Outcome.NONE, null,
            texts("", "", "20270101-0000.cq4", "7:" + CONFIG, "deleted by retention, with the records up to 7")));
    }

    static List<RecordContent> contents()
    {
        final RestoredScope vital = new RestoredScope(
            Level.HALT, true, ExchangeStatus.DEGRADED, NetworkStatus.DISCONNECTED, 1L << Cause.JOURNAL.ordinal() | 1L << 16);
        final RecordContent.Change none = RecordContent.Change.NONE;
        final RecordContent.Outcome quiet = RecordContent.Outcome.NONE;
        final List<RecordContent> all = new ArrayList<>();
        all.add(content(RecordType.GENESIS, none, quiet, null, texts("", "", "build 0.1.0", "", "preset: production")));
        all.add(content(RecordType.TRANSITION, new RecordContent.Change(Level.ALERT, Level.HALT, Cause.API_LATENCY, RAW), quiet, null,
            texts("binance/maker-1", "", "", "", "")));
        all.add(content(RecordType.COMMAND, none, new RecordContent.Outcome(true, null, 0), null,
            texts("binance", "Zoë", "KILL", "wrong side, 100 €", "killed \uD83D\uDED1")));
        all.add(content(RecordType.ACTION, none, new RecordContent.Outcome(false, ActionEvent.Stage.TIMED_OUT, 3), null,
            texts("binance", "", "cancelAll", "boot-7-cancelAll", "no answer")));
        all.add(content(RecordType.NOTIFICATION, none, new RecordContent.Outcome(true, null, 2), null,
            texts("", "", "pager", "n-1", "202 accepted")));
        all.add(content(RecordType.ISSUE, change(DECIMAL), quiet, null, texts("a", "", "SLIPPAGE", "", "demands ALERT")));
        all.add(content(RecordType.METRICS, change(DECIMAL), quiet, null, texts("a", "", "api_latency_ms", "", "")));
        all.add(content(RecordType.RECOVERED, none, quiet, vital, texts("a", "", "", "most severe of three", "journal, state file")));
        all.add(content(RecordType.VITAL, none, quiet, vital, texts("a/b", "", "", "", "")));
        all.add(content(RecordType.DAMAGE, change(new RecordContent.Numbers(false, 0xCAFEL, 77)), quiet, null,
            texts("", "", Contents.TORN_TAIL, "", "cut")));
        all.add(content(RecordType.GAP, none, quiet, null, texts("", "ops", "JOURNAL", "disk was full", "no space left")));
        all.add(content(RecordType.STOPPED, none, quiet, null, texts("", "", "SIGTERM", "", "")));
        all.add(content(RecordType.STARTED, none, quiet, null, texts("", "", "build 0.1.0", "", "")));
        return all;
    }

    private static RecordContent.Change change(final RecordContent.Numbers numbers)
    {
        return new RecordContent.Change(null, null, null, numbers);
    }

    private static RecordContent.Texts texts(final String... texts)
    {
        return new RecordContent.Texts(texts[0], texts[1], texts[2], texts[3], texts[4]);
    }

    private static RecordContent content(
        final RecordType type, final RecordContent.Change change, final RecordContent.Outcome outcome, final RestoredScope vital,
        final RecordContent.Texts texts)
    {
        final RecordContent.Change whole =
            vital == null ? change : new RecordContent.Change(change.from(), vital.level(), change.cause(), change.numbers());
        return new RecordContent(
            type, new RecordContent.Stamp(BOOT, 41 + type.code(), 123_456_789_012L, 1_700_000_000_123L), whole, outcome, vital, texts,
            CONFIG);
    }

    /** One line a record, in hexadecimal; the 14th and those after it are sealed. */
    static List<String> lines()
    {
        final List<String> lines = new ArrayList<>();
        final RecordEncoder encoder = new RecordEncoder();
        Chain chain = new Chain(ChainHead.START, null);
        for (final RecordContent content : contents())
        {
            lines.add(line(encoder, content, chain));
        }
        chain = new Chain(chain.head(), KEY);
        lines.add(line(encoder, contents().get(1), chain));
        for (final RecordContent content : later())
        {
            lines.add(line(encoder, content, chain));
        }
        return lines;
    }

    private static String line(final RecordEncoder encoder, final RecordContent content, final Chain chain)
    {
        final int length = encoder.encode(content, chain);
        chain.advance(encoder.head());
        return HexFormat.of().formatHex(Arrays.copyOf(encoder.bytes(), length));
    }
}
