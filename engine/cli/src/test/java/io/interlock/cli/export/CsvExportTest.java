package io.interlock.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.cli.Run;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.model.Cause;
import io.interlock.core.model.CriticalError;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Intent;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.model.Side;
import io.interlock.journal.replay.Exactness;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvExportTest
{
    private final InputEvent event = new InputEvent();
    private final Exported exported = new Exported();

    private void write(final InputEvent filled)
    {
        exported.csv.event(5, "v", filled);
    }

    @Test
    void shouldHaveARowForEachInputThatTheFormatKnows()
    {
        write(event.apiLatency(0, 1_234_567));
        write(event.slippage(0, Side.SELL, 100.25, 99.5));
        write(event.slippage(0, Side.UNKNOWN, 1, 2));
        write(event.equity(0, 0.1 + 0.2));
        write(event.loss(0, 0.05));
        write(event.exchange(0, ExchangeStatus.DEGRADED));
        write(event.network(0, NetworkStatus.DISCONNECTED));
        write(event.criticalError(0, CriticalError.SECURITY_BREACH));
        write(event.accept(0, Cause.JOURNAL_DAMAGE));
        write(event.plain(InputKind.ORDER_FAILURE, 0).text("too \"late\", says the venue"));
        write(event.plain(InputKind.OVERRIDE_ENABLE, 0).text("two\nlines"));
        write(event.plain(InputKind.STALL, 0));
        write(event.plain(InputKind.RESTART, 0));
        write(event.plain(InputKind.TICK, 0));

        assertThat(String.join("\n", exported.rows())).isEqualTo("""
            5,v,api_latency,1.234567,,
            5,v,slippage,100.25,99.5,SELL
            5,v,slippage,1,2,
            5,v,equity,0.30000000000000004,,
            5,v,loss,0.05,,
            5,v,exchange,,,DEGRADED
            5,v,network,,,DISCONNECTED
            5,v,critical_error,,,SECURITY_BREACH
            5,v,accept,,,JOURNAL_DAMAGE
            5,v,order_failure,,,"too ""late"", says the venue"
            5,v,override_enable,,,"two
            lines"
            5,v,stall,,,
            5,v,restart,,,
            5,v,tick,,,""");
        assertThat(exported.csv.rows()).isEqualTo(14);
        assertThat(exported.csv.notes()).isZero();
    }

    @Test
    void shouldUnrollSummariesAndSayHowExactTheyAre()
    {
        assertThat(exported.csv.event(1, "", event.fill(0, 2_000_000, Side.BUY, 10, 11))).isEqualTo(Exactness.SPLIT);
        assertThat(exported.csv.event(2, "", event.folded(InputKind.LANE_SUMMARY, 0, 3_000_000, 1, 5, 1_000)))
            .isEqualTo(Exactness.WORST_OF_MANY);

        assertThat(exported.rows()).containsExactly("1,,order_success,,,", "1,,api_latency,2,,", "1,,slippage,10,11,BUY",
            "2,,order_success,,,", "2,,api_latency,3,,", "2,,slippage,1000000000,1000001000,BUY");
    }

    @Test
    void shouldMakeNotesOfWhatTheFormatCannotSay()
    {
        write(event.folded(InputKind.OVERLOAD, 0, 12, 0, 0, 0));
        write(event.plain(InputKind.JOURNAL_FAILED, 0).text("disk, full"));
        write(event.criticalError(0, CriticalError.MEMORY_ERROR).text("heap"));
        write(event.slot(InputKind.EXCHANGE, 0, 99, 0));
        write(event.slot(InputKind.SLIPPAGE, 0, -1, 0));
        exported.csv.note(6, "", "gap: 3 batches were skipped");

        assertThat(exported.rows()).containsExactly("5,v,note,,,OVERLOAD 12", "5,v,note,,,\"JOURNAL_FAILED: disk, full\"",
            "5,v,note,,,MEMORY_ERROR: heap", "5,v,critical_error,,,MEMORY_ERROR", "5,v,note,,,EXCHANGE code 99",
            "5,v,note,,,SLIPPAGE code -1", "6,,note,,,gap: 3 batches were skipped");
        assertThat(exported.csv.notes()).isEqualTo(6);
    }

    @Test
    void shouldWriteAQuestionToTheGateWithTheConfidenceThatWasGiven()
    {
        exported.csv.check(1, "v", new Question(Intent.OPEN, true, 0.82, 12.5));
        exported.csv.check(1, "v", new Question(Intent.OPEN, true, Double.NaN, Double.NaN));
        exported.csv.check(1, "v", new Question(Intent.CANCEL, false, Double.NaN, 0));

        assertThat(exported.rows()).containsExactly("1,v,check,0.82,12.5,OPEN", "1,v,check,NaN,,OPEN", "1,v,check,,,CANCEL");
        final Run run = Run.of(exported.bytes(), "simulate", "--json");
        assertThat(run.lines().get(0)).contains("\"intent\":\"OPEN\",\"allowed\":true");
        assertThat(run.lines().get(1)).contains("\"reason\":\"DENIED_CONFIDENCE\"");
    }

    @Test
    void shouldNeverLetTimeFallNorLeaveWhatTheFormatAllows()
    {
        exported.csv.note(7, "", "a");
        exported.csv.note(6, "", "b");
        exported.csv.note(Long.MAX_VALUE, "", "c".repeat(5_000));

        assertThat(exported.rows().get(1)).isEqualTo("7,,note,,,b");
        assertThat(exported.rows().get(2)).startsWith("9223372036854,,note,,,ccc").endsWith("c...").hasSizeLessThan(4_200);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,1", "-2.5,-2.5", "1e22,10000000000000000000000", "0.1,0.1", "123456.789,123456.789", "1e-9,0.000000001",
        "1e-12,0.000000000001", "NaN,NaN", "Infinity,Infinity", "-Infinity,-Infinity", "999999999999999,999999999999999",
        "1234567890.1234567,1234567890.1234567"})
    void shouldWriteNumbersInPlainNotation(final double number, final String cell)
    {
        write(event.equity(0, number));

        assertThat(exported.rows()).containsExactly("5,v,equity," + cell + ",,");
    }

    @Test
    void shouldKeepSecondsOfEngineTimeOnTheScaleOfTheRows()
    {
        final TimeScale scale = TimeScale.of(1_999_999_999L, 1_700_000_000_400L);

        assertThat(scale.offsetMs() % 1000).isZero();
        assertThat(scale.ms(2_000_000_000L) % 1000).isZero();
        assertThat(Math.abs(scale.ms(1_999_999_999L) - 1_700_000_000_400L)).isLessThanOrEqualTo(500);
        assertThat(TimeScale.of(-1, 0).ms(-1)).isEqualTo(-1);
    }

    @Test
    void shouldWriteAWholeRecordingAndCountHowExactItIs() throws IOException
    {
        final RecordedInputs recording = sink ->
        {
            sink.note(1, "", "life 1 starts");
            sink.input(1, "", event.plain(InputKind.RESTART, 0));
            sink.input(2, "v", event.fill(1, 1, Side.BUY, 1, 1));
            sink.input(3, "v", event.fill(1, 1, Side.BUY, 1, 1));
        };

        final RecordingExport export = new RecordingExport(exported.csv);
        assertThat(export.write(recording)).isEqualTo(Map.of(Exactness.EXACT, 1L, Exactness.SPLIT, 2L));
        assertThat(exported.rows()).hasSize(8);
        assertThat(export.told()).containsExactly("8 rows from 3 inputs; 1 of them notes, which only let time pass",
            "2 inputs: " + Exactness.SPLIT.meaning());
    }
}
