package io.interlock.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.model.Side;
import io.interlock.gateway.paper.VenueRecord;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** HALT is decided at 1 s, told at 1.01 s, and over at 5 s. */
class WitnessTest
{
    private static final long MS = 1_000_000;

    private final List<VenueRecord> log = new ArrayList<>();
    private final Map<String, Trader.Sent> sent = new HashMap<>();
    private final List<Recorder.Seen> transitions = List.of(
        Reports.seen(Level.CLOSED, Level.HALT, Cause.LOSS, 1_000 * MS, 1_010 * MS),
        Reports.seen(Level.HALT, Level.CLOSED, Cause.FORCE_RECOVERY, 5_000 * MS, 5_010 * MS));

    private void order(final String id, final long sentMs, final long arrivedMs, final boolean addsRisk)
    {
        sent.put(id, new Trader.Sent(id, Side.BUY, BigDecimal.ONE, sentMs * MS));
        arrived("D", id, arrivedMs, addsRisk, "filled");
    }

    private void arrived(final String type, final String id, final long arrivedMs, final boolean addsRisk, final String outcome)
    {
        log.add(new VenueRecord(
            log.size() + 1, arrivedMs * MS, 0, type, id, "BTC/USD", Side.BUY, BigDecimal.TEN, null, false, addsRisk, outcome));
    }

    private Witness witness()
    {
        return new Witness(log, sent, transitions);
    }

    @Test
    void shouldNameAnOpenThatWasSentAfterTheHalt()
    {
        order("before", 999, 1_005, true);
        order("close", 1_100, 1_101, false);
        order("while", 1_005, 1_006, true);
        order("after", 1_011, 1_012, true);
        order("recovered", 5_100, 5_101, true);

        assertThat(witness().opensAfterHalt()).singleElement().asString().startsWith("after (BUY 10, 12 ms after HALT");
    }

    @Test
    void shouldNameAnOpenThatWasKeptAndArrivedLongAfterTheHalt()
    {
        order("kept", 900, 2_500, true);

        assertThat(witness().opensAfterHalt()).singleElement().asString().startsWith("kept");
    }

    @Test
    void shouldJudgeAnOrderThatNobodyKnowsByItsArrival()
    {
        arrived("D", "own", 1_500, true, "filled");

        assertThat(witness().opensAfterHalt()).singleElement().asString().startsWith("own");
    }

    @Test
    void shouldTellWhatAHaltDidByTheVenuesLog()
    {
        arrived("F", "c1", 900, false, "cancelled");
        arrived("F", "c2", 1_020, false, "cancelled");
        arrived("F", "c3", 1_030, false, "refused: too late");
        arrived("D", "flatten", 1_040, false, "filled");
        order("strategy", 1_050, 1_060, false);

        assertThat(witness().effects()).containsExactly(
            new Witness.Effect(Level.HALT, Cause.LOSS, 1_000 * MS, 1, BigDecimal.TEN, 40));
    }
}
