package io.interlock.journal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.model.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Inputs become series: nothing that was bad is averaged away, and a day takes no more room than a minute. */
class InputFeedTest
{
    private static final long SEED = 99L;

    private final ReportData data = new ReportData(new ReportData.About("data", "interlock test", 0, ""), ReportRange.ALL);
    private final InputEvent event = new InputEvent();

    private ScopeSeries series(final String path)
    {
        return data.inputs().all().stream().filter(series -> series.path().equals(path)).findFirst().orElseThrow();
    }

    private static double highest(final ScopeSeries series, final Channel channel)
    {
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < series.grid().used(); i++)
        {
            highest = channel.count(i) > 0 ? Math.max(highest, channel.high(i)) : highest;
        }
        return highest;
    }

    @Test
    void shouldKeepTheWorstOfEachTimeHoweverLongItTakes()
    {
        final InputFeed feed = new InputFeed(data);
        final Random random = new Random(SEED);
        double worst = 0;
        long count = 0;
        for (long ms = 0; ms < 86_400_000L; ms += 250)
        {
            final long ns = (long)(Math.exp(random.nextGaussian()) * 1e7);
            worst = Math.max(worst, ns / 1e6);
            feed.input("a", event.apiLatency(1, ns), ms);
            count++;
        }
        final ScopeSeries series = series("a");
        assertThat(series.grid().used()).isBetween(TimeGrid.MOST / 2, TimeGrid.MOST);
        assertThat(highest(series, series.latency())).as("seed %d", SEED).isEqualTo(worst);
        assertThat(series.latency().total()).isEqualTo(count);
        double sum = 0;
        for (int i = 0; i < series.grid().used(); i++)
        {
            sum += series.exactLatency().sum(i);
        }
        assertThat(sum / count).isBetween(10.0, 25.0);
    }

    @Test
    void shouldTakeSummariesAsTheirWorst()
    {
        final InputFeed feed = new InputFeed(data);
        feed.input("a", event.apiLatency(1, 5_000_000), 0);
        feed.input("a", event.folded(InputKind.LANE_SUMMARY, 1, 40_000_000, 7, 9, 2_000_000), 0);
        feed.input("a", event.folded(InputKind.FOLDED_LATENCY, 1, 900_000_000, 3, 0, 0), 0);
        feed.input("a", event.folded(InputKind.FOLDED_SLIPPAGE, 1, 6_000_000, 0, 0, 0), 0);
        feed.input("a", event.folded(InputKind.FOLDED_RESULTS, 1, 2, 5, 4, 0), 0);
        feed.input("a", event.folded(InputKind.FOLDED_INVALID, 1, 3, 0, 0, 0), 0);
        final ScopeSeries series = series("a");
        assertThat(highest(series, series.latency())).isEqualTo(900.0);
        assertThat(series.latency().count(0)).isEqualTo(1 + 9 + 3);
        assertThat(series.exactLatency().count(0)).as("the mean is not known").isEqualTo(1);
        assertThat(highest(series, series.slippage())).isEqualTo(0.6);
        final SeriesBook.Totals totals = data.inputs().totals().get("a");
        assertThat(totals.successes()).isEqualTo(12);
        assertThat(totals.failures()).isEqualTo(4);
        assertThat(totals.invalid()).isEqualTo(3);
        assertThat(totals.inputs()).isEqualTo(6);
    }

    @Test
    void shouldCountResultsInAllScopesAbove()
    {
        final InputFeed feed = new InputFeed(data);
        feed.input("venue/maker/1", event.plain(InputKind.ORDER_FAILURE, 3), 0);
        feed.input("venue/maker/1", event.fill(3, 1_000_000, Side.SELL, 100, 99.5), 0);
        for (final String path : new String[] {"venue/maker/1", "venue/maker", "venue", ""})
        {
            assertThat(data.inputs().totals().get(path).failures()).as(path).isEqualTo(1);
            assertThat(data.inputs().totals().get(path).successes()).as(path).isEqualTo(1);
        }
        assertThat(series("").latency().total()).as("latency stays where it was reported").isZero();
        assertThat(highest(series("venue/maker/1"), series("venue/maker/1").slippage())).isEqualTo(0.5);
    }

    @Test
    void shouldDrawNoBadSample()
    {
        final InputFeed feed = new InputFeed(data);
        feed.input("a", event.apiLatency(1, -1), 0);
        feed.input("a", event.slippage(1, Side.BUY, 0, 1), 0);
        feed.input("a", event.slippage(1, Side.BUY, Double.NaN, 1), 0);
        feed.input("a", event.slippage(1, Side.BUY, 1, Double.POSITIVE_INFINITY), 0);
        feed.input("a", event.equity(1, Double.NaN), 0);
        assertThat(data.inputs().totals().get("a").invalid()).isEqualTo(5);
        final ScopeSeries series = series("a");
        assertThat(series.latency().total() + series.slippage().total() + series.equity().total()).isZero();
    }

    @Test
    void shouldGiveRoomToThoseThatMatteredAmongThousands() throws IOException
    {
        final LivelyJournal lively = new LivelyJournal().boot(1, "08:00:00")
            .level("08:10:00", "s4000", Level.CLOSED, Level.HALT, LivelyJournal.why(Cause.LOSS));
        for (int i = 0; i < 4_096; i++)
        {
            lively.vital("s" + i, i == 4_000 ? Level.HALT : Level.CLOSED, false);
        }
        JournalFeed.read(lively.journal.source(), null, data, frames ->
        {
        });
        final InputFeed feed = new InputFeed(data);
        for (int i = 0; i < 4_096; i++)
        {
            feed.input("s" + i, event.apiLatency(i, 1_000_000 + i), LivelyJournal.at("08:05:00") + i);
        }
        assertThat(data.inputs().all()).hasSizeLessThanOrEqualTo(SeriesBook.MOST).extracting(ScopeSeries::path).contains("s4000");
        final String page = ReportPageTest.page(data, null);
        assertThat(page).contains(">s4000<", "more in between");
        assertThat(page.length()).isLessThan(1_000_000);
    }

    @Test
    void shouldSurviveAnyTime()
    {
        final InputFeed feed = new InputFeed(data);
        for (final long ms : new long[] {0, Long.MAX_VALUE, Long.MIN_VALUE, -1, 5, Long.MAX_VALUE - 1})
        {
            feed.input("a", event.apiLatency(1, 1_000_000), ms);
        }
        assertThat(series("a").latency().total()).isEqualTo(6);
    }

    @Test
    void shouldTellARecordingThatCannotBeReadAsAGap()
    {
        InputFeed.read((directory, fromMs, toMs) ->
        {
            throw new IOException("inputs/1.cq4: damaged");
        }, Path.of("data"), data);
        assertThat(data.inputs().gaps()).singleElement().satisfies(gap -> assertThat(gap.why()).contains("inputs/1.cq4: damaged"));
        InputFeed.read(InputsSource.NONE, Path.of("data"), data);
        assertThat(data.inputs().gaps()).hasSize(1);
    }
}
