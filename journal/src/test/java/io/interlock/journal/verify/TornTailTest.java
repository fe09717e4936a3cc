package io.interlock.journal.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.model.Level;
import io.interlock.journal.JournalScan;
import io.interlock.journal.MemoryJournal;
import io.interlock.journal.Replayed;
import io.interlock.journal.record.JournalKey;
import io.interlock.journal.record.RecordContent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** A torn tail that recovery recorded hides nothing that was done beside it. */
class TornTailTest
{
    private static final JournalKey KEY = JournalKey.of("the key of this journal".getBytes(StandardCharsets.US_ASCII));
    private static final byte[] TORN = {1, 2, 3, 4, 5};
    /** Genesis and two transitions are before it. */
    private static final int PLACE = 3;

    private final MemoryJournal journal = journal();
    private final List<byte[]> frames = new ArrayList<>(journal.frames);

    private static MemoryJournal journal()
    {
        final CRC32C crc = new CRC32C();
        crc.update(TORN);
        return new MemoryJournal(KEY).boot(1).transition("a", Level.CLOSED, Level.ALERT).transition("a", Level.ALERT, Level.HALT)
            .garbage(TORN).boot(2)
            .damage(true, new RecordContent.Numbers(false, crc.getValue(), TORN.length)).vital("b", Level.ALERT, false);
    }

    private Verification verify()
    {
        return new JournalVerifier(KEY, null, journal.head()).verify(MemoryJournal.source(frames));
    }

    private void expectFoundAt(final int frame) throws Exception
    {
        assertThat(verify().findings()).isNotEmpty();
        assertThat(verify().findings().get(0).index()).isEqualTo(frame);
        final Replayed.Damages damage = JournalScan.scan(MemoryJournal.source(frames), null).damage();
        assertThat(damage.middle()).as("a restart takes it for damage").isNotEmpty();
    }

    @Test
    void shouldPassOverItWhereItIs() throws Exception
    {
        assertThat(frames.get(PLACE)).isEqualTo(TORN);
        assertThat(verify().findings()).isEmpty();
        assertThat(verify().tornTails()).isEqualTo(1);
        assertThat(JournalScan.scan(MemoryJournal.source(frames), null).damage().middle()).isEmpty();
    }

    @Test
    void shouldFindTheRecordBeforeItDeleted() throws Exception
    {
        frames.remove(PLACE - 1);
        expectFoundAt(PLACE - 1);
    }

    @Test
    void shouldFindTheRecordAfterItDeleted() throws Exception
    {
        frames.remove(PLACE + 1);
        expectFoundAt(PLACE);
    }

    @Test
    void shouldFindARecordThatItWasMovedOver() throws Exception
    {
        frames.remove(PLACE);
        frames.set(1, TORN);
        expectFoundAt(1);
    }

    @Test
    void shouldFindTheFirstRecordThatItWasMovedOver() throws Exception
    {
        frames.remove(PLACE);
        frames.set(0, TORN);
        expectFoundAt(0);
    }
}
