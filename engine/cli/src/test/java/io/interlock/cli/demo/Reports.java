package io.interlock.cli.demo;

import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.TransitionEvent;
import io.interlock.journal.record.ChainHead;
import io.interlock.journal.record.Hash;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Reports made by hand. */
final class Reports
{
    private Reports()
    {
    }

    static Recorder.Seen seen(final Level from, final Level to, final Cause cause, final long decidedNs, final long toldNs)
    {
        final boolean latency = cause == Cause.API_LATENCY;
        final TransitionEvent event = new TransitionEvent(1, "boot-1", decidedNs, 1_000, "", new TransitionEvent.Change(from, to),
            new TransitionEvent.Why(cause, latency ? 3_500_000_000L : Cause.NO_NUMBER, latency ? 3_000_000_000L : Cause.NO_NUMBER));
        return new Recorder.Seen(event, decidedNs, toldNs);
    }

    static Report of(final boolean kept)
    {
        final Histogram order = new Histogram(3);
        order.recordValue(20_000);
        order.recordValue(2_000_000);
        return new Report(
            new Report.Run(0, 61.5, 70, "a fall", null),
            List.of(new Kept("calm", "orders flow", true, "12 sent"), new Kept("a_kill", "reaches SHUTDOWN", kept, "level \"HALT\"")),
            List.of(seen(Level.CLOSED, Level.HALT, Cause.API_LATENCY, 2_500_000_000L, 2_500_100_000L),
                seen(Level.HALT, Level.CLOSED, Cause.RECOVERY, 5_500_000_000L, 5_500_100_000L)),
            List.of(new ActionEvent("boot-1-cancelAll", "cancelAll", "", ActionEvent.Stage.SUCCEEDED, 1, 1_000, "cancelled 2 orders")),
            List.of(new Witness.Effect(Level.HALT, Cause.API_LATENCY, 2_500_000_000L, 2, new BigDecimal("4.0"), 52)),
            new Report.Orders(120, 7, 2, Map.of("DENIED_HALT", 9L), 118, BigDecimal.ZERO, new BigDecimal("99500.256")),
            new Report.Costs(order, new Histogram(3)), null,
            new JournalAudit(List.of(), 42, 2, new ChainHead(42, Hash.ZERO), true,
                new JournalAudit.Edit("byte 3 of record 7 was changed", true, "DAMAGED in a, frame 6: why; record 7 belongs here"),
                new ReplayAudit(1_000, 28, null, "15 transitions instead of 21")), null);
    }
}
