package io.interlock.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.core.machine.RestoredScope;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import io.interlock.journal.record.ChainHead;
import io.interlock.journal.record.RecordType;
import io.interlock.journal.state.ScopeVitals;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** What recovery learns from a journal. */
class JournalScanTest
{
    private static final long T0 = 1_700_000_000_000L;

    private static Replayed scan(final MemoryJournal journal) throws Exception
    {
        return JournalScan.scan(journal.source(), null);
    }

    private static RestoredScope vital(final Level level, final boolean override)
    {
        return new RestoredScope(level, override, ExchangeStatus.SLOW, NetworkStatus.DISCONNECTED, 1L << 14);
    }

    private static RestoredScope fresh(final Level level)
    {
        return new RestoredScope(level, false, ExchangeStatus.UP, NetworkStatus.CONNECTED, 0);
    }

    @Test
    void shouldKnowTheLastOfEachScope() throws Exception
    {
        final MemoryJournal journal = new MemoryJournal(null).boot(1).transition("a", Level.CLOSED, Level.HALT).vital("a", Level.HALT, true)
            .transition("b", Level.CLOSED, Level.ALERT).transition("a", Level.HALT, Level.CLOSED);
        final Replayed replayed = scan(journal);
        assertThat(replayed.scopes()).containsExactly(
            new ScopeVitals("a", vital(Level.CLOSED, true)), new ScopeVitals("b", fresh(Level.ALERT)));
        assertThat(replayed.head()).isEqualTo(journal.head());
        assertThat(replayed.records()).isEqualTo(5);
        assertThat(replayed.damage()).isEqualTo(new Replayed.Damages(null, List.of()));
    }

    @Test
    void shouldTakeTheStricterOfTwoRecordsOfOneDecision() throws Exception
    {
        assertThat(scan(new MemoryJournal(null).boot(1).transition("a", Level.CLOSED, Level.HALT).vital("a", Level.ALERT, false)).scopes())
            .containsExactly(new ScopeVitals("a", vital(Level.HALT, false)));
        // Of a later one the later.
        final MemoryJournal later = new MemoryJournal(null).boot(1).transition("a", Level.CLOSED, Level.HALT);
        assertThat(scan(later.decision(3).vital("a", Level.ALERT, false)).scopes())
            .containsExactly(new ScopeVitals("a", vital(Level.ALERT, false)));
        // And a new life begins with what recovery decided, though its decisions begin at 0 again.
        assertThat(scan(new MemoryJournal(null).boot(1).transition("a", Level.CLOSED, Level.HALT).boot(2).vital("a", Level.ALERT, false))
            .scopes()).containsExactly(new ScopeVitals("a", vital(Level.ALERT, false)));
    }

    @Test
    void shouldTakeTheLastOfWhatComesTwiceAfterAGap() throws Exception
    {
        final MemoryJournal journal = new MemoryJournal(null).boot(1).decision(3).transition("a", Level.CLOSED, Level.HALT)
            .vital("a", Level.HALT, false).transition("a", Level.HALT, Level.CLOSED).vital("a", Level.CLOSED, false).words(RecordType.GAP)
            .decision(3).transition("a", Level.CLOSED, Level.HALT).vital("a", Level.HALT, false);
        assertThat(scan(journal).scopes()).as("the rest may be lost").containsExactly(new ScopeVitals("a", vital(Level.HALT, false)));
        journal.transition("a", Level.HALT, Level.CLOSED).vital("a", Level.CLOSED, false);
        assertThat(scan(journal).scopes()).containsExactly(new ScopeVitals("a", vital(Level.CLOSED, false)));
    }

    /** Found by the simulation: the append of a step down failed, and its record was there all the same. */
    @Test
    void shouldTakeTheLastOfWhatComesTwiceWhereTheGapHasTheNumberOfARecordWhoseAppendFailed() throws Exception
    {
        final MemoryJournal failed = new MemoryJournal(null).boot(1).decision(3).transition("a", Level.CLOSED, Level.THROTTLE)
            .transition("a", Level.THROTTLE, Level.CLOSED);
        final MemoryJournal reopened = new MemoryJournal(null).boot(1).decision(3).transition("a", Level.CLOSED, Level.THROTTLE)
            .decision(1).words(RecordType.GAP).vital("a", Level.THROTTLE, false);
        final List<byte[]> frames = failed.frames;
        frames.addAll(reopened.frames.subList(2, 4));
        assertThat(scan(failed).scopes()).as("it may be lost").containsExactly(new ScopeVitals("a", vital(Level.THROTTLE, false)));
        reopened.decision(4).transition("a", Level.THROTTLE, Level.CLOSED);
        frames.add(reopened.frames.get(4));
        assertThat(scan(failed).scopes()).containsExactly(new ScopeVitals("a", vital(Level.CLOSED, false)));
    }

    @Test
    void shouldKnowLivesAndUnplannedStarts() throws Exception
    {
        final MemoryJournal journal = new MemoryJournal(null).at(T0).boot(1).words(RecordType.STOPPED);
        assertThat(scan(journal).last().planned()).isTrue();
        journal.at(T0 + 1000).boot(2);
        journal.at(T0 + 2000).boot(3).at(T0 + 3000).transition("", Level.CLOSED, Level.ALERT);
        journal.at(T0 + 602_000).boot(4);
        final Replayed replayed = scan(journal);
        assertThat(replayed.last()).isEqualTo(new Replayed.Life(new UUID(0, 4), T0 + 602_000, T0 + 602_000, 0, false));
        assertThat(replayed.starts().wallMs()).containsExactly(T0 + 2000, T0 + 602_000);
        assertThat(replayed.starts().within(T0 + 602_000)).isEqualTo(1);
        assertThat(replayed.starts().within(T0 + 601_999)).isEqualTo(2);
        assertThat(replayed.starts().within(T0)).as("the clock was set back").isEqualTo(2);
        journal.words(RecordType.STOPPED).transition("", Level.ALERT, Level.CLOSED);
        assertThat(scan(journal).last().planned()).as("it went on").isFalse();
        assertThat(scan(journal).last().lastDecision()).isEqualTo(1);
        assertThat(scan(new MemoryJournal(null)).last()).isNull();
    }

    @Test
    void shouldCutATornTailAndGoOnAfterIt() throws Exception
    {
        final MemoryJournal journal = new MemoryJournal(null).boot(1).transition("a", Level.CLOSED, Level.HALT);
        final ChainHead head = journal.head();
        final Replayed torn = scan(journal.garbage(new byte[] {1, 2, 3}));
        assertThat(torn.head()).isEqualTo(head);
        assertThat(torn.damage().middle()).isEmpty();
        assertThat(torn.damage().torn().index()).isEqualTo(2);
        assertThat(torn.damage().torn().mark().threshold()).isEqualTo(3);
        // The next life goes on after it, and it is no damage then either.
        final Replayed next = scan(journal.boot(2).damage(true, torn.damage().torn().mark()));
        assertThat(next.damage()).isEqualTo(new Replayed.Damages(null, List.of()));
        assertThat(next.head()).isEqualTo(journal.head());
    }

    @Test
    void shouldCallAnythingElseDamageUntilItIsRecorded() throws Exception
    {
        final MemoryJournal flipped = MemoryJournal.sample(null, 12);
        flipped.frames.get(4)[60] ^= 1;
        final List<Replayed.Damage> found = scan(flipped).damage().middle();
        assertThat(found).singleElement().matches(damage -> damage.index() == 4 && damage.file().equals("memory-0"));
        flipped.damage(false, found.get(0).mark());
        assertThat(scan(flipped).damage().middle()).isEmpty();

        final MemoryJournal deleted = MemoryJournal.sample(null, 12);
        deleted.frames.remove(4);
        final List<Replayed.Damage> missing = scan(deleted).damage().middle();
        assertThat(missing).singleElement().matches(damage -> damage.what().equals("record 6 stands where record 5 belongs"));
        deleted.damage(false, missing.get(0).mark());
        assertThat(scan(deleted).damage().middle()).isEmpty();

        final MemoryJournal two = MemoryJournal.sample(null, 3).garbage(new byte[] {1}).garbage(new byte[] {2});
        assertThat(scan(two).damage().torn()).isNull();
        assertThat(scan(two).damage().middle()).hasSize(2);
        assertThat(scan(new MemoryJournal(null).garbage(new byte[500])).damage().torn()).isNotNull();
    }

    @Test
    void shouldTakeARecordForMoreDamageThanIsListed() throws Exception
    {
        final MemoryJournal journal = MemoryJournal.sample(null, 400);
        for (int i = 1; i < 390; i += 3)
        {
            journal.frames.get(i)[60] ^= 1;
        }
        final List<Replayed.Damage> found = scan(journal).damage().middle();
        assertThat(found).hasSize(101);
        assertThat(found.get(100).what()).isEqualTo("30 more places than are listed");
        for (int i = 0; i < 100; i++)
        {
            journal.damage(false, found.get(i).mark());
        }
        assertThat(scan(journal).damage().middle()).singleElement().isEqualTo(found.get(100));
        journal.damage(false, found.get(100).mark());
        assertThat(scan(journal).damage().middle()).isEmpty();
        // Others than those are not excused by it.
        journal.frames.get(398)[60] ^= 1;
        assertThat(scan(journal).damage().middle()).isNotEmpty();
    }

    @Test
    void shouldNotLoosenByARecordOutOfItsOrder() throws Exception
    {
        // Of a former life, whose records would otherwise count as of another one that came later.
        final MemoryJournal journal = new MemoryJournal(null).boot(1).transition("a", Level.CLOSED, Level.ALERT).boot(2)
            .transition("a", Level.ALERT, Level.HALT);
        journal.frames.add(journal.frames.get(1));
        final Replayed replayed = scan(journal);
        assertThat(replayed.scopes()).containsExactly(new ScopeVitals("a", fresh(Level.HALT)));
        assertThat(replayed.head()).isEqualTo(journal.head());
        assertThat(replayed.damage().middle()).hasSize(1);
    }

    @Test
    void shouldGoOnAfterWhatRetentionDeleted() throws Exception
    {
        final MemoryJournal journal = MemoryJournal.sample(null, 12);
        final List<byte[]> rest = journal.frames.subList(5, 12);
        assertThat(JournalScan.scan(MemoryJournal.source(rest), journal.heads.get(4)).damage().middle()).isEmpty();
        assertThat(JournalScan.scan(MemoryJournal.source(rest), journal.heads.get(7)).damage().middle()).isEmpty();
        assertThat(JournalScan.scan(MemoryJournal.source(rest), null).damage().middle()).hasSize(1);
        assertThat(JournalScan.scan(MemoryJournal.source(rest), journal.heads.get(3)).damage().middle()).hasSize(1);
    }

    @Test
    void shouldRefuseAnotherVersionEvenAtTheEnd()
    {
        final MemoryJournal journal = MemoryJournal.sample(null, 3);
        final byte[] later = journal.frames.get(2);
        later[4] = 2;
        final CRC32C crc = new CRC32C();
        crc.update(later, 0, later.length - 4);
        ByteBuffer.wrap(later).order(ByteOrder.LITTLE_ENDIAN).putInt(later.length - 4, (int)crc.getValue());
        assertThatThrownBy(() -> scan(journal)).isInstanceOf(JournalVersionException.class)
            .hasMessageContaining("version 2").hasMessageContaining("version 1").hasMessageContaining("frame 2 of memory-0");
    }
}
