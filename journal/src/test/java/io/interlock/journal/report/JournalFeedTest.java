package io.interlock.journal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.NoticeDigest;
import io.interlock.journal.MemoryJournal;
import io.interlock.journal.record.JournalKey;
import io.interlock.journal.record.JournalRecord;
import io.interlock.journal.record.RecordContent;
import io.interlock.journal.record.RecordDecoder;
import io.interlock.journal.store.FrameSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** What of a journal gets into a report, and that nothing is hidden. */
class JournalFeedTest
{
    private static ReportData read(final FrameSource source, final JournalKey key, final ReportRange range)
    {
        final ReportData data = new ReportData(new ReportData.About("data", "interlock test", 0, ""), range);
        JournalFeed.read(source, key, data, frames ->
        {
        });
        return data;
    }

    private static ReportData read(final LivelyJournal lively)
    {
        return read(lively.journal.source(), null, ReportRange.ALL);
    }

    private static List<String> checks(final ReportData data)
    {
        return new CheckList(data).make().stream().map(check -> check.urgency() + " " + check.what()).toList();
    }

    private static ScopeTrack scope(final ReportData data, final String path)
    {
        return data.scopes().all().stream().filter(scope -> scope.path().equals(path)).findFirst().orElseThrow();
    }

    @Test
    void shouldTellTheWholeMorning()
    {
        final ReportData data = read(LivelyJournal.morning());
        assertThat(data.isWhole()).isTrue();
        assertThat(data.transitions().total()).isEqualTo(10);
        assertThat(data.lives().rows().total()).isEqualTo(2);
        assertThat(data.lives().unplanned()).isEqualTo(1);
        assertThat(scope(data, "").worst()).isEqualTo(Level.SHUTDOWN);
        assertThat(scope(data, "").level()).isEqualTo(Level.CLOSED);
        assertThat(scope(data, "").aboveMs()).isEqualTo(LivelyJournal.at("08:58:12") - LivelyJournal.at("08:31:30.500"));
        // 08:02:05.120 to 08:04:10.004, and from 08:14:41.870 on without an end.
        assertThat(data.scopes().aboveMs()).isEqualTo(LivelyJournal.at("08:04:10.004") - LivelyJournal.at("08:02:05.120")
            + data.endMs() - LivelyJournal.at("08:14:41.870"));
        assertThat(checks(data)).contains(
            "NOW flatten in binance TIMED OUT after 3 attempts: no fill was confirmed within 30 s",
            "NOW stop in (root) began 2026-11-26 08:36:58.350 UTC, and no record tells how it ended",
            "SOON binance is still at HALT since 2026-11-26 08:22:19.870 UTC because of CONSECUTIVE_FAILURES 5 (threshold 5)",
            "SOON the override of binance/maker-1 is still on: OPEN is refused there",
            "LOOK 1 life of the engine ended without a planned stop", "LOOK 1 command was refused");
        assertThat(data.actions().count(ActionEvent.Stage.SUCCEEDED)).isEqualTo(8);
    }

    @Test
    void shouldCountEachNotificationThatOneRecordStandsFor()
    {
        final ReportData data = read(new LivelyJournal().boot(1, "07:30:00").notice("mail", "40 messages; last: 503")
            .notice(NoticeDigest.ID, "40 messages: boot-{3,5-7}; last: 503"));
        assertThat(data.notices().undelivered()).isEqualTo(41);
    }

    @Test
    void shouldTellOnlyTheTimeThatIsAskedForAndKnowWhatCameBefore()
    {
        final LivelyJournal lively = LivelyJournal.morning();
        final ReportData data = read(lively.journal.source(), null,
            ReportRange.between(LivelyJournal.at("08:20:00"), LivelyJournal.at("08:25:00")));
        assertThat(data.transitions().kept()).extracting(TransitionRow::to).containsExactly(Level.ALERT, Level.THROTTLE, Level.HALT);
        assertThat(data.commands().total()).isZero();
        final ScopeTrack maker = scope(data, "binance/maker-1");
        assertThat(maker.worst()).isEqualTo(Level.THROTTLE);
        assertThat(maker.bands().size()).isEqualTo(1);
        assertThat(maker.bands().startMs(0)).isEqualTo(data.startMs());
        assertThat(maker.lastBy().change().cause()).isEqualTo(Cause.SLIPPAGE);
        assertThat(data.isWhole()).as("all is verified all the same").isTrue();
        assertThat(data.verification().records()).isEqualTo(lively.journal.frames.size());
        assertThat(read(lively.journal.source(), null, ReportRange.between(0, 1)).records()).isZero();
        final ReportData second = read(lively.journal.source(), null, ReportRange.between(LivelyJournal.at("08:55:00"), Long.MAX_VALUE));
        assertThat(second.lives().rows().total()).isEqualTo(1);
        assertThat(checks(second)).as("the crash was before").noneMatch(check -> check.contains("without a planned stop"));
        assertThat(second.reach()).isEqualTo("from 2026-11-26 07:30:00.000 to 2026-11-26 09:15:00.000 UTC");
    }

    @Test
    void shouldTellDamageInItsTimeAndGoOn()
    {
        final LivelyJournal lively = new LivelyJournal().boot(1, "08:00:00")
            .level("08:10:00", "a", Level.CLOSED, Level.HALT, LivelyJournal.why(Cause.LOSS))
            .level("08:20:00", "a", Level.HALT, Level.CLOSED, LivelyJournal.why(Cause.RECOVERY))
            .level("08:30:00", "a", Level.CLOSED, Level.ALERT, LivelyJournal.why(Cause.EXCHANGE));
        final byte[] edited = lively.journal.frames.get(3).clone();
        edited[72] ^= 1;
        final CRC32C crc = new CRC32C();
        crc.update(edited, 0, edited.length - 4);
        ByteBuffer.wrap(edited).order(ByteOrder.LITTLE_ENDIAN).putInt(edited.length - 4, (int)crc.getValue());
        lively.journal.frames.set(3, edited);
        lively.journal.frames.set(5, new byte[] {1, 2, 3});
        final ReportData data = read(lively);
        assertThat(data.isWhole()).isFalse();
        assertThat(data.findings().kept()).extracting(Remark::kind).containsSubsequence("EDITED", "DAMAGED");
        assertThat(data.findings().kept().get(0).wallMs()).isBetween(LivelyJournal.at("08:19:59"), LivelyJournal.at("08:20:01"));
        assertThat(checks(data)).anyMatch(check -> check.startsWith("SOON") && check.contains("missing or not as written"));
        assertThat(scope(data, "a").worst()).isEqualTo(Level.HALT);
    }

    @Test
    void shouldTellAGapAndCountWhatCameTwiceOnce() throws IOException
    {
        final LivelyJournal lively = new LivelyJournal().boot(1, "08:00:00")
            .level("08:10:00", "a", Level.CLOSED, Level.HALT, LivelyJournal.why(Cause.LOSS));
        final RecordContent twice = content(lively.journal, 1);
        lively.gap("the disk was full");
        lively.journal.add(twice);
        final ReportData data = read(lively);
        assertThat(data.transitions().total()).isEqualTo(1);
        assertThat(data.remarks().kept()).extracting(Remark::kind).containsExactly(Remark.GAP);
        assertThat(data.isWhole()).as("the chain is").isTrue();
        assertThat(checks(data)).anyMatch(check -> check.startsWith("SOON the journal itself tells of 1 gap or damage"));
        assertThat(ReportPageTest.page(data, null)).contains("WITH GAPS", "the disk was full");
    }

    private static RecordContent content(final MemoryJournal journal, final int frame)
    {
        return ((JournalRecord)new RecordDecoder().decode(journal.frames.get(frame))).content();
    }

    @Test
    void shouldTellAFileThatCannotBeRead()
    {
        final FrameSource sound = LivelyJournal.morning().journal.source();
        final FrameSource failing = new FrameSource()
        {
            private int left = 20;

            @Override
            public Frame next() throws IOException
            {
                if (left-- == 0)
                {
                    throw new IOException("20261126-0000.cq4: at byte 4711: the disk says no");
                }
                return sound.next();
            }

            @Override
            public void close()
            {
                sound.close();
            }
        };
        final ReportData data = read(failing, null, ReportRange.ALL);
        assertThat(data.records()).isEqualTo(20);
        assertThat(data.isWhole()).isFalse();
        assertThat(data.remarks().kept()).extracting(Remark::what).containsExactly("20261126-0000.cq4: at byte 4711: the disk says no");
    }

    @Test
    void shouldSayThatASealedJournalWasNotCheckedWithoutItsKey() throws IOException
    {
        final JournalKey key = JournalKey.of("a key for this very test".getBytes(StandardCharsets.US_ASCII));
        final MemoryJournal sealed = MemoryJournal.sample(key, 20);
        final ReportData without = read(sealed.source(), null, ReportRange.ALL);
        assertThat(without.isWhole()).isTrue();
        assertThat(checks(without)).anyMatch(check -> check.contains("edits cannot be excluded"));
        assertThat(ReportPageTest.page(without, null)).contains("not checked for edits");
        assertThat(checks(read(sealed.source(), key, ReportRange.ALL))).noneMatch(check -> check.contains("edits cannot be excluded"));
    }

    @Test
    void shouldSayThatTheClockWentBack()
    {
        final LivelyJournal lively = new LivelyJournal().boot(1, "08:00:00")
            .level("08:10:00", "a", Level.CLOSED, Level.ALERT, LivelyJournal.why(Cause.EXCHANGE))
            .level("08:05:00", "a", Level.ALERT, Level.CLOSED, LivelyJournal.why(Cause.RECOVERY));
        final ReportData data = read(lively);
        assertThat(checks(data)).anyMatch(check -> check.contains("the wall clock went back by 5 min"));
        assertThat(data.endMs()).isEqualTo(LivelyJournal.at("08:10:00"));
        assertThat(data.transitions().total()).isEqualTo(2);
    }

    @Test
    void shouldFindWhatIsExpected()
    {
        final LivelyJournal lively = LivelyJournal.morning();
        final String id = read(lively).transitions().head().get(0).id();
        final ReportData data = new ReportData(new ReportData.About("", "", 0, ""), ReportRange.ALL);
        data.expect(id);
        assertThat(data.isComplete()).isFalse();
        JournalFeed.read(lively.journal.source(), null, data, frames ->
        {
        });
        assertThat(data.isComplete()).isTrue();
    }
}
