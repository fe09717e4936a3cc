package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.machine.RestoredScope;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.port.EngineClock;
import io.interlock.core.port.ScopeVital;
import io.interlock.core.port.TransitionJournal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a failed journal is owed is appended when it is accepted, however long that took. */
class JournalHandlerTest
{
    /** More than the handler keeps. */
    private static final int MANY = 150_000;

    private final Broken journal = new Broken();
    private final EngineParts parts = new EngineParts(TestConfigs.patient(), EngineClock.SYSTEM, journal, EngineParts.AUDIT_SLOTS);
    private final JournalHandler handler = new JournalHandler(journal, parts);

    /** Remembers the scopes' states, and fails while it is told to. */
    private static final class Broken implements TransitionJournal
    {
        private final List<ScopeVital> vitals = new ArrayList<>();
        private boolean broken;
        private int forces;
        private boolean unfinished;

        @Override
        public void unfinished()
        {
            unfinished = true;
        }

        @Override
        public void force()
        {
            forces++;
        }

        @Override
        public void append(final ScopeVital vital) throws IOException
        {
            if (broken)
            {
                throw new IOException("planted");
            }
            vitals.add(vital);
        }
    }

    private static ScopeVital vital(final long sequence, final String scope, final ExchangeStatus status)
    {
        return new ScopeVital(sequence, 0, scope, new RestoredScope(Level.HALT, false, status, NetworkStatus.CONNECTED, 0), null);
    }

    private void accept()
    {
        journal.broken = false;
        parts.journal().requestReopen();
        handler.onRecord(AuditMark.REOPEN);
        handler.onBatchEnd();
    }

    @Test
    void shouldAppendTheNewestStateOfAScopeThoughMoreCameThanIsKept()
    {
        journal.broken = true;
        handler.onRecord(vital(1, "a", ExchangeStatus.UP));
        handler.onRecord(vital(2, "b", ExchangeStatus.DOWN));
        handler.onRecord(vital(3, "a", ExchangeStatus.DOWN));
        for (int i = 0; i < MANY; i++)
        {
            handler.onRecord(vital(4 + i, "noisy", ExchangeStatus.UP));
        }
        assertThat(journal.vitals).isEmpty();
        accept();
        assertThat(journal.vitals.stream().filter(vital -> !vital.scope().equals("noisy")).map(ScopeVital::sequence))
            .containsExactly(3L, 2L);
        assertThat(journal.vitals.get(journal.vitals.size() - 1).sequence()).isEqualTo(3 + MANY);
        assertThat(parts.journal().failed()).isFalse();
        handler.onClose();
        assertThat(journal.unfinished).as("the rest is in no record").isTrue();
    }

    @Test
    void shouldAppendNothingTwiceOnceItIsDurable()
    {
        journal.broken = true;
        handler.onRecord(vital(1, "a", ExchangeStatus.DOWN));
        accept();
        journal.broken = true;
        handler.onRecord(vital(2, "a", ExchangeStatus.UP));
        accept();
        assertThat(journal.vitals.stream().map(ScopeVital::sequence)).containsExactly(1L, 2L);
        handler.onClose();
        assertThat(journal.unfinished).isFalse();
    }

    @Test
    void shouldForceTheGapThoughNothingElseIsOwed()
    {
        parts.journal().fail();
        accept();
        assertThat(journal.forces).isEqualTo(1);
    }

    @Test
    void shouldAppendAtTheEndWhatNobodyAcceptedInTime()
    {
        journal.broken = true;
        handler.onRecord(vital(1, "a", ExchangeStatus.DOWN));
        journal.broken = false;
        handler.onClose();
        assertThat(journal.vitals.stream().map(ScopeVital::sequence)).containsExactly(1L);
        assertThat(journal.forces).isEqualTo(1);
    }
}
