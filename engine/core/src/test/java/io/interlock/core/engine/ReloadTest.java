package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.core.gate.GateWord;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.model.Reason;
import io.interlock.core.model.Side;
import io.interlock.core.port.AttemptRecord;
import io.interlock.core.port.CommandRecord;
import io.interlock.core.port.EngineClock;
import io.interlock.core.port.InputRecorder;
import io.interlock.core.port.ReloadInput;
import io.interlock.core.port.ReloadRecord;
import io.interlock.core.port.TransitionEvent;
import io.interlock.core.port.TransitionJournal;
import io.interlock.core.report.Reporter;
import io.interlock.core.testing.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A running engine goes on under another configuration: gates, reporters, new scopes and the journal follow, and nothing is forgotten. */
class ReloadTest
{
    private static final long MS = 1_000_000L;
    private static final String BASE = "engine: {stale-limit: 10s, ring-size: 1024, max-scopes: 64}\n";

    private final List<String> journaled = Collections.synchronizedList(new ArrayList<>());
    private final List<String> recorded = new ArrayList<>();
    private final DrivenEngine.Clock clock = new DrivenEngine.Clock();
    private volatile boolean failing;
    private DrivenEngine driven;

    /** Keeps in words what comes. */
    private final class Journal implements TransitionJournal
    {
        @Override
        public void append(final CommandRecord record)
        {
            journaled.add(record.sequence() + " " + record.command());
        }

        @Override
        public void append(final ReloadRecord record)
        {
            journaled.add(record.command().sequence() + " reload to '" + record.config() + "' by " + record.command().actor() + ": "
                + record.command().outcome().message());
        }

        @Override
        public void append(final TransitionEvent event)
        {
            journaled.add(event.sequence() + " " + event.from() + ">" + event.to());
        }

        @Override
        public void append(final AttemptRecord record)
        {
            journaled.add(record.principal() + " " + record.what() + " " + record.outcome());
        }

        @Override
        public void force() throws IOException
        {
            if (failing)
            {
                throw new IOException("no");
            }
        }
    }

    private static BreakerConfig config(final String yaml)
    {
        return ConfigLoader.load("test", BASE + yaml, variable -> null);
    }

    private void launch(final String yaml)
    {
        driven = new DrivenEngine(new EngineContext().config(config(yaml)).commandDeadline(Duration.ofSeconds(20)).journal(new Journal())
            .inputs(new InputRecorder()
            {
                @Override
                public void reload(final ReloadInput reload, final long timeNs, final long wallMs)
                {
                    recorded.add(reload.announces() ? "announced" : reload.config().yaml());
                }
            }), clock);
    }

    private CommandResult reload(final String yaml)
    {
        return driven.engine().desk().reload(new ReloadOrder(config(yaml), new ReloadInput.Text(yaml + " ", "b".repeat(64)),
            "a".repeat(64)), "ann", "why");
    }

    @AfterEach
    void close()
    {
        driven.close();
    }

    @Test
    void shouldHaveReportersThatAreThereGoByTheNewThresholds()
    {
        launch("");
        final Scope venue = driven.engine().scope("venue");
        final Reporter exclusive = venue.exclusiveReporter();
        final Reporter shared = venue.reporter();
        exclusive.apiLatency(400 * MS);
        shared.slippage(Side.BUY, 50_000, 50_040);
        driven.engine().drain();
        assertThat(venue.level()).isEqualTo(Level.CLOSED);

        assertThat(reload("latency.alert: 300ms").accepted()).isTrue();
        assertThat(venue.level()).isEqualTo(Level.CLOSED);
        exclusive.apiLatency(400 * MS);
        driven.engine().drain();

        assertThat(venue.level()).isEqualTo(Level.ALERT);
        driven.engine().desk().forceRecovery("venue", "ann", "");
        reload("latency.alert: 300ms\nslippage.alert: 0.05%");
        shared.slippage(Side.BUY, 50_000, 50_040);
        driven.engine().drain();
        assertThat(venue.level()).isEqualTo(Level.ALERT);
    }

    /** Who may ask for it was decided by what it changes of another configuration. */
    @Test
    void shouldRefuseWhatWasComparedWithAConfigurationThatIsNoLongerInForce()
    {
        launch("");
        final BreakerConfig judged = driven.engine().desk().config();
        final ReloadOrder tighter = new ReloadOrder(
            config("latency.alert: 300ms"), new ReloadInput.Text("latency.alert: 300ms", "c".repeat(64)), "a".repeat(64), judged);
        assertThat(reload("loss.halt: 1%").accepted()).isTrue();

        final CommandResult late = driven.engine().desk().reload(tighter, "otto", "");

        assertThat(late.accepted()).isFalse();
        assertThat(late.message()).contains("came into force in the meantime");
        assertThat(driven.engine().desk().config().scope("").loss().haltPpb()).as("not loosened").isEqualTo(10_000_000);
        final ReloadOrder again = new ReloadOrder(config("latency.alert: 300ms\nloss.halt: 1%"),
            new ReloadInput.Text("latency.alert: 300ms\nloss.halt: 1%", "d".repeat(64)), "b".repeat(64), driven.engine().desk().config());
        assertThat(driven.engine().desk().reload(again, "otto", "").accepted()).isTrue();
    }

    /** As by one that its asker gave up waiting for: the breaker thread itself compares when the turn comes. */
    @Test
    void shouldRefuseOnTheBreakerThreadWhatAnotherReloadHasOvertaken()
    {
        launch("");
        final BreakerConfig now = driven.engine().desk().config();

        final ReloadRequest request = ReloadRequest.of(driven.engine().parts(), now, config("latency.alert: 300ms"),
            new ReloadInput(new ReloadInput.Text("latency.alert: 300ms", "c".repeat(64)), "otto", "", "tighter"));

        assertThat(reload("loss.halt: 1%").accepted()).isTrue();
        final CommandResult late = driven.engine().parts().ask(request, EngineClock.SYSTEM.nanoTime() + 20_000_000_000L);

        assertThat(late.accepted()).isFalse();
        assertThat(late.message()).isEqualTo(ReloadRequest.OVERTAKEN);
        assertThat(driven.engine().desk().config().scope("").loss().haltPpb()).isEqualTo(10_000_000);
    }

    /** Its lane has room for what was healthy when it was made, and nobody checks bounds there. */
    @Test
    void shouldGatherNoMoreThanLanesHaveRoomForWhereItLoosens()
    {
        launch("latency: {alert: 1us, throttle: 5s, halt: 9s}");
        final Scope venue = driven.engine().scope("venue");
        final Reporter reporter = venue.exclusiveReporter();
        assertThat(reload("latency: {alert: 4s, throttle: 5s, halt: 9s}").accepted()).isTrue();
        final long before = driven.engine().status().counters().lanes();

        for (int i = 0; i < 50; i++)
        {
            reporter.apiLatency(3_999 * MS);
            venue.exclusiveReporter().apiLatency(3_999 * MS);
        }
        driven.engine().drain();

        assertThat(venue.level()).isEqualTo(Level.CLOSED);
        assertThat(driven.engine().status().counters().lanes()).as("each was an event").isEqualTo(before);
        reporter.apiLatency(4_000 * MS);
        driven.engine().drain();
        assertThat(venue.level()).isEqualTo(Level.ALERT);
    }

    @Test
    void shouldHaveGatesAnswerByTheNewPolicies()
    {
        launch("");
        final Scope venue = driven.engine().scope("venue");
        final Scope maker = driven.engine().scope("venue/maker");
        venue.reporter().apiLatency(1_500 * MS);
        driven.engine().drain();
        assertThat(maker.gate().check(Intent.OPEN, 0.75).sizeFactor()).isEqualTo(0.5);

        reload("throttle: {size-factor: 0.25, confidence: 0.8}");
        assertThat(maker.gate().check(Intent.OPEN, 0.75).reason()).isEqualTo(Reason.DENIED_CONFIDENCE);
        assertThat(maker.gate().check(Intent.OPEN, 0.85).sizeFactor()).isEqualTo(0.25);
        assertThat(venue.gate().check(Intent.OPEN, 0.85).sizeFactor()).isEqualTo(0.25);

        reload("throttle: {size-factor: 0.25, confidence: 0.8}\nscopes:\n  venue: {tags: [aggressive]}");
        assertThat(maker.gate().check(Intent.OPEN, 0.85).reason()).isEqualTo(Reason.DENIED_AGGRESSIVE);

        reload("throttle: {size-factor: 0.75}");
        assertThat(maker.gate().check(Intent.OPEN, 0.75).sizeFactor()).isEqualTo(0.75);
        assertThat(maker.level()).isEqualTo(Level.THROTTLE);
    }

    @Test
    void shouldMakeNewScopesByTheNewConfiguration()
    {
        launch("");
        reload("scopes:\n  new: {latency.alert: 100ms, throttle.size-factor: 0.1}");

        final Scope scope = driven.engine().scope("new");
        scope.reporter().apiLatency(100 * MS);
        driven.engine().drain();

        assertThat(scope.level()).isEqualTo(Level.ALERT);
        assertThat(GateWord.sizeFactor(driven.engine().parts().words().gate(scope.id()))).isEqualTo(0.1);
        assertThat(driven.engine().desk().config().scope("new").latency().alertNs()).isEqualTo(100 * MS);
    }

    @Test
    void shouldJournalAndRecordWhatTightensAtOnce()
    {
        launch("");
        driven.engine().root().reporter().equity(100_000);
        driven.engine().root().reporter().equity(96_000);
        driven.engine().drain();

        assertThat(reload("loss.halt: 3%").message()).isEqualTo(
            "configuration aaaaaaaaaaaa -> bbbbbbbbbbbb: loss.halt 5% -> 3% (tighter)");

        assertThat(driven.engine().root().level()).isEqualTo(Level.HALT);
        Await.until("the journal", () -> journaled.size() == 2);
        assertThat(journaled).containsExactly("1 reload to '" + "b".repeat(64)
            + "' by ann: configuration aaaaaaaaaaaa -> bbbbbbbbbbbb: loss.halt 5% -> 3% (tighter)", "2 CLOSED>HALT");
        assertThat(recorded).containsExactly("loss.halt: 3% ");
    }

    @Test
    void shouldAnnounceWhatLoosensAndApplyItOnceThatIsDurable()
    {
        launch("");
        driven.engine().scope("venue");

        assertThat(reload("loss.halt: 7%\nlatency.alert: 300ms").accepted()).isTrue();

        Await.until("the journal", () -> journaled.size() == 2);
        assertThat(journaled.get(0)).startsWith("1 reload to '' by ann: announced, since it loosens: ");
        assertThat(journaled.get(1)).startsWith("2 reload to '" + "b".repeat(64)).contains("loss.halt 5% -> 7% (looser)");
        assertThat(recorded).hasSize(2).first().isEqualTo("announced");
    }

    @Test
    void shouldLoosenNothingWithAFailedJournalButTighten()
    {
        launch("");
        failing = true;
        assertThat(reload("loss.halt: 7%").accepted()).as("its announcement is not durable").isFalse();
        Await.until("the journal", () -> driven.engine().parts().journal().failed());
        driven.round();

        assertThat(reload("loss.halt: 7%").message()).contains("the journal has failed");
        assertThat(driven.engine().desk().config().scope("").loss().haltPpb()).isEqualTo(50_000_000);
        assertThat(reload("loss.halt: 4%").accepted()).isTrue();
        assertThat(driven.engine().desk().config().scope("").loss().haltPpb()).isEqualTo(40_000_000);
        failing = false;
    }

    @Test
    void shouldRefuseByNameWhatNeedsARestartAndChangeNothing()
    {
        launch("");

        final CommandResult result = reload("loss.window: 60s\nlatency.alert: 300ms");

        assertThat(result.accepted()).isFalse();
        assertThat(result.message()).isEqualTo("nothing was changed: loss.window 5m -> 1m (needs a restart)");
        assertThat(driven.engine().desk().config().scope("").latency().alertNs()).isEqualTo(500 * MS);
        Await.until("the journal", () -> journaled.contains("ann RELOAD refused: " + result.message()));
        assertThat(recorded).isEmpty();
    }

    @Test
    void shouldSayWhereNothingDiffers()
    {
        launch("");

        assertThat(reload("").message()).contains("nothing differs");
        assertThat(recorded).isEmpty();
    }

    @Test
    void shouldKeepLevelsOverridesAndWhatIsPending()
    {
        launch("");
        final Scope venue = driven.engine().scope("venue");
        venue.reporter().apiLatency(1_500 * MS);
        driven.engine().drain();
        driven.engine().desk().override("", true, "ann", "");

        reload("latency.alert: 300ms\nfailures.alert: 1");

        assertThat(venue.level()).isEqualTo(Level.THROTTLE);
        assertThat(venue.gate().check(Intent.OPEN, 0.9).reason()).isEqualTo(Reason.DENIED_OVERRIDE);
        assertThat(driven.engine().status().scope("venue").own()).isEqualTo(Level.THROTTLE);
    }

    @Test
    void shouldSayThatNothingCanBeReadAgainWhereNobodySaidFromWhere()
    {
        launch("");

        assertThat(driven.engine().desk().reloadAgain("ann", "", false).message()).contains("without a configuration file");
    }
}
