package io.interlock.core.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/** What hosts are handed, and what those get that do nothing. */
class PortValuesTest
{
    private static TransitionEvent moved(final Level from, final Level to)
    {
        return new TransitionEvent(7, "boot-7", 1, 2, "v", new TransitionEvent.Change(from, to),
            new TransitionEvent.Why(Cause.API_LATENCY, 4_000_000_000L, 3_000_000_000L));
    }

    @Test
    void shouldSayWhatATransitionIs()
    {
        final TransitionEvent up = moved(Level.ALERT, Level.HALT);
        assertThat(up.from()).isEqualTo(Level.ALERT);
        assertThat(up.to()).isEqualTo(Level.HALT);
        assertThat(up.cause()).isEqualTo(Cause.API_LATENCY);
        assertThat(up.value()).isEqualTo(4000.0);
        assertThat(up.threshold()).isEqualTo(3000.0);
        assertThat(up.tightens()).isTrue();
        assertThat(up.priority()).isEqualTo(Priority.of(Level.ALERT, Level.HALT)).isNotEqualTo(Priority.INFO);
        assertThat(moved(Level.HALT, Level.CLOSED).tightens()).isFalse();
        assertThat(moved(Level.HALT, Level.CLOSED).priority()).isEqualTo(Priority.INFO);
    }

    @Test
    void shouldSayWhichOrderAnActionBelongsToAndWhetherItFailed()
    {
        assertThat(new ActionEvent("boot-7-flatten", "flatten", "v", ActionEvent.Stage.STARTED, 1, 2, "").order()).isEqualTo("boot-7");
        assertThat(new ActionEvent("boot-7", "flatten", "v", ActionEvent.Stage.STARTED, 1, 2, "").order()).isEqualTo("boot-7");
        for (final ActionEvent.Stage stage : ActionEvent.Stage.values())
        {
            assertThat(new ActionEvent("id", "flatten", "v", stage, 1, 2, "").failed()).as("%s", stage)
                .isEqualTo(EnumSet.of(ActionEvent.Stage.FAILED, ActionEvent.Stage.TIMED_OUT).contains(stage));
        }
    }

    @Test
    void shouldGiveAHostThatDoesNothingAnAnswer()
    {
        final TradingActions none = new TradingActions()
        {
        };
        final ActionContext context = new ActionContext("id", "v", Level.HALT, null, 1, false);
        assertThat(none.saveState(context)).isCompletedWithValue("nothing to do");
        assertThat(none.cancelAll(context)).isCompletedWithValue("nothing to do");
        assertThat(none.flatten(context)).isCompletedWithValue("nothing to do");
        assertThat(none.disconnect(context)).isCompletedWithValue("nothing to do");
        assertThat(none.stop(context)).isCompletedWithValue("nothing to do");
        final NoticeCommand.Answer answer = new NotificationSink()
        {
        }.command(new NoticeCommand(NoticeCommand.Kind.SILENCE, "", "v", "ann", ""));
        assertThat(answer.accepted()).isFalse();
        assertThat(answer.message()).isEqualTo("this engine sends no notifications");
        assertThat(InputRecorder.NONE.wantsSnapshot()).isFalse();
    }

    @Test
    void shouldShowHeadsSamplesAndIncidents()
    {
        assertThat(JournalHead.NONE).hasToString("");
        assertThat(new JournalHead(7, "ab")).hasToString("7:ab");
        assertThat(new MetricsSample(1, Level.ALERT, 3, new MetricsSample.Latency(2, 1.5, 1.25, 2.0, 2.5)).text())
            .isEqualTo("state=ALERT samples=2 avg_ms=1.500 p50_ms=1.250 p99_ms=2.000 max_ms=2.500 streak=3");
        assertThat(NoticeIncident.ofName(new NoticeIncident("boot-7", true).name())).isEqualTo(new NoticeIncident("boot-7", true));
        assertThat(NoticeIncident.ofName(new NoticeIncident("boot-7", false).name())).isEqualTo(new NoticeIncident("boot-7", false));
        assertThat(new NoticeIncident("boot-7", true).name()).isEqualTo("!boot-7");
        assertThat(NoticeIncident.of("; incident a; ended incident b")).isEqualTo(new NoticeIncident("b", true));
        assertThat(NoticeIncident.of("; ended incident a; incident b")).isEqualTo(new NoticeIncident("b", false));
        assertThat(NoticeIncident.of("; incident boot-7")).isEqualTo(new NoticeIncident("boot-7", false));
    }

    @Test
    void shouldTellAnAnnouncementFromAReload()
    {
        assertThat(new ReloadInput(ReloadInput.Text.NONE, "ann", "", "soon").announces()).isTrue();
        assertThat(new ReloadInput(new ReloadInput.Text("preset: default", "h"), "ann", "", "now").announces()).isFalse();
    }

    @Test
    void shouldReadTheSystemsClocks()
    {
        final long before = System.nanoTime();
        final long now = EngineClock.SYSTEM.nanoTime();
        assertThat(now - before).isNotNegative();
        assertThat(System.nanoTime() - now).isNotNegative();
        assertThat(EngineClock.SYSTEM.wallMs()).isGreaterThan(1_600_000_000_000L);
    }
}
