package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.core.model.Cause;
import io.interlock.core.model.CriticalError;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.model.Reason;
import io.interlock.core.model.Verdict;
import io.interlock.core.port.SafetyToken;
import io.interlock.core.port.TransitionEvent;
import io.interlock.core.status.EngineStatus;
import io.interlock.core.testing.Await;
import io.interlock.core.testing.PatientContext;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The way of one report through the whole engine. */
class BreakerEngineTest
{
    private static final long SECOND = TestConfigs.SECOND;

    private static BreakerEngine launch()
    {
        return BreakerEngine.launch(TestConfigs.patient(), null);
    }

    @Test
    void shouldAnswerWithTheLevelThatAReportDemanded()
    {
        try (BreakerEngine engine = launch())
        {
            final Scope venue = engine.scope("binance");
            assertThat(venue.gate().check(Intent.OPEN).reason()).isEqualTo(Reason.ALLOWED);
            venue.reporter().apiLatency(2 * SECOND);
            engine.drain();
            assertThat(venue.level()).isEqualTo(Level.THROTTLE);
            final Verdict verdict = venue.gate().check(Intent.OPEN, 0.82);
            assertThat(verdict.reason()).isEqualTo(Reason.ALLOWED_REDUCED);
            assertThat(verdict.sizeFactor()).isEqualTo(0.5);
            assertThat(venue.gate().check(Intent.OPEN, 0.7).reason()).isEqualTo(Reason.DENIED_CONFIDENCE);
            assertThat(venue.gate().check(Intent.OPEN).reason()).isEqualTo(Reason.DENIED_CONFIDENCE);
            assertThat(engine.root().level()).isEqualTo(Level.CLOSED);
        }
    }

    @Test
    void shouldTellNobodyOfARepeatedBreach()
    {
        final List<TransitionEvent> told = new CopyOnWriteArrayList<>();
        try (BreakerEngine engine = launch())
        {
            engine.addTransitionListener(told::add);
            final Scope venue = engine.scope("binance");
            for (int i = 0; i < 5; i++)
            {
                venue.reporter().apiLatency(2 * SECOND);
            }
            engine.drain();
            venue.reporter().apiLatency(4 * SECOND);
            engine.drain();
            Await.until("HALT is told", () -> told.stream().anyMatch(event -> event.to() == Level.HALT));
        }
        assertThat(told).extracting(TransitionEvent::to).containsExactly(Level.THROTTLE, Level.HALT);
    }

    @Test
    void shouldFanOutAncestorsLevelOverrideAndTag()
    {
        try (BreakerEngine engine = launch())
        {
            final Scope child = engine.scope("fast/maker/1");
            engine.scope("fast").reporter().apiLatency(2 * SECOND);
            engine.drain();
            assertThat(child.level()).isEqualTo(Level.THROTTLE);
            assertThat(child.ownLevel()).isEqualTo(Level.CLOSED);
            assertThat(child.gate().check(Intent.OPEN, 0.99).reason()).isEqualTo(Reason.DENIED_AGGRESSIVE);
            assertThat(engine.desk().override("", true, "ann", "").accepted()).isTrue();
            assertThat(child.gate().check(Intent.OPEN, 0.99).reason()).isEqualTo(Reason.DENIED_OVERRIDE);
            assertThat(child.gate().check(Intent.CLOSE).reason()).isEqualTo(Reason.ALLOWED);
            assertThat(engine.desk().override("", false, "ann", "").accepted()).isTrue();
            assertThat(child.gate().check(Intent.OPEN, 0.99).reason()).isEqualTo(Reason.DENIED_AGGRESSIVE);
            // A scope that is born later finds what is there.
            assertThat(engine.scope("fast/late").gate().check(Intent.OPEN, 0.99).reason()).isEqualTo(Reason.DENIED_AGGRESSIVE);
        }
    }

    @Test
    void shouldRefuseCommandsWithoutActorOrReasonOrScope()
    {
        try (BreakerEngine engine = launch())
        {
            assertThat(engine.desk().kill("", " ", "why").message()).contains("actor");
            assertThat(engine.desk().override("", true, null, "why").message()).contains("actor");
            assertThat(engine.desk().reset("", "ann", " ").message()).contains("reason");
            assertThat(engine.desk().confirm("nowhere", "ann", "").message()).contains("nowhere");
            assertThat(engine.desk().accept(Cause.NETWORK, "ann", "").accepted()).isFalse();
            assertThat(engine.root().level()).isEqualTo(Level.CLOSED);
        }
    }

    @Test
    void shouldKillAScopeAndAllBelowItButNoOther()
    {
        try (BreakerEngine engine = launch())
        {
            final Scope below = engine.scope("a/b");
            final Scope other = engine.scope("ab");
            final CommandResult result = engine.desk().kill("a", "ann", "fire");
            assertThat(result.accepted()).isTrue();
            assertThat(result.level()).isEqualTo(Level.SHUTDOWN);
            assertThat(below.gate().check(Intent.CLOSE).reason()).isEqualTo(Reason.DENIED_SHUTDOWN);
            assertThat(below.gate().check(Intent.CANCEL).reason()).isEqualTo(Reason.ALLOWED);
            assertThat(below.gate().check(Intent.OPEN, engine.safetyToken()).reason()).isEqualTo(Reason.ALLOWED);
            assertThat(below.gate().check(Intent.OPEN, new SafetyToken()).reason()).isEqualTo(Reason.DENIED_SHUTDOWN);
            assertThat(engine.scope("a/c").gate().check(Intent.OPEN).reason()).isEqualTo(Reason.DENIED_SHUTDOWN);
            assertThat(other.gate().check(Intent.OPEN).reason()).isEqualTo(Reason.ALLOWED);
            assertThat(engine.desk().forceRecovery("a", "ann", "").accepted()).isFalse();
        }
    }

    @Test
    void shouldRefuseOpenOnceClosed()
    {
        final BreakerEngine engine = launch();
        final Scope root = engine.root();
        engine.close();
        engine.close();
        assertThat(root.gate().check(Intent.OPEN).reason()).isEqualTo(Reason.DENIED_STALE);
        assertThat(root.gate().check(Intent.CLOSE).reason()).isEqualTo(Reason.ALLOWED);
        assertThat(engine.status().stale()).isTrue();
    }

    @Test
    void shouldRefuseBadPathsAndTooManyScopes()
    {
        try (BreakerEngine engine = BreakerEngine.launch(TestConfigs.scopes(3), null))
        {
            for (final String path : new String[] {"/a", "a/", "a//b", "x".repeat(121), "a\nb", null})
            {
                assertThatThrownBy(() -> engine.scope(path)).isInstanceOf(IllegalArgumentException.class);
            }
            engine.scope("a");
            assertThatThrownBy(() -> engine.scope("b/c")).isInstanceOf(ScopeLimitException.class).hasMessageContaining("3");
            assertThat(engine.scope("b").gate().check(Intent.OPEN).allowed()).isTrue();
            assertThat(engine.scope("a")).isSameAs(engine.scope("a"));
        }
    }

    @Test
    void shouldSayHowEverythingIs()
    {
        try (BreakerEngine engine = launch())
        {
            final Scope venue = engine.scope("v");
            venue.reporter().apiLatency(700 * TestConfigs.MS);
            venue.reporter().failure("no funds");
            engine.drain();
            final EngineStatus status = engine.status();
            assertThat(status.stale()).isFalse();
            assertThat(status.state()).isEqualTo(Level.ALERT);
            assertThat(status.consecutiveFailures()).isEqualTo(1);
            assertThat(status.scope("v").last().value()).isEqualTo(700.0);
            assertThat(status.scope("v").samples().lastReportMs()).containsKeys("API_LATENCY", "ORDER_FAILURE");
            assertThat(status.metrics().avgMs()).isEqualTo(700.0);
            assertThat(status.counters().judged()).isEqualTo(2);
            assertThat(venue.gate().explain()).contains("ALERT").contains("API_LATENCY 700ms (threshold 500ms)").contains("to come back");
            assertThat(engine.issues(Duration.ofMinutes(1))).anyMatch(issue -> issue.issueType().equals("API_LATENCY")
                && issue.scope().equals("v") && issue.value() == 700.0 && issue.threshold() == 500.0);
            assertThat(engine.issues(Duration.ofMinutes(1)).complete()).isTrue();
        }
    }

    @Test
    void shouldTakeAnythingFromAReporterWithoutThrowing()
    {
        try (BreakerEngine engine = launch())
        {
            final Scope venue = engine.scope("v");
            venue.reporter().exchange(null);
            venue.reporter().network(null);
            venue.reporter().failure(null);
            venue.reporter().success();
            venue.reporter().fill(1, null, 1.0, 1.0);
            venue.reporter().slippage(null, Double.NaN, -1);
            venue.reporter().failure(new HostileText());
            engine.drain();
            assertThat(engine.status().counters().rejected()).isGreaterThanOrEqualTo(3);
            assertThat(venue.level()).isEqualTo(Level.ALERT);
            assertThat(engine.parts().ring().textFaults()).isEqualTo(1);
            venue.reporter().criticalError(null, new HostileText());
            assertThat(venue.level()).isEqualTo(Level.SHUTDOWN);
            engine.drain();
            assertThat(engine.status().scope("").last().cause()).isEqualTo(CriticalError.SYSTEM_ERROR.cause());
        }
    }

    /** A text whose every method throws. */
    private static final class HostileText implements CharSequence
    {
        @Override
        public int length()
        {
            throw new IllegalStateException("length");
        }

        @Override
        public char charAt(final int index)
        {
            throw new IllegalStateException("charAt");
        }

        @Override
        public CharSequence subSequence(final int start, final int end)
        {
            throw new IllegalStateException("subSequence");
        }
    }

    @Test
    void shouldNameAllThatIsWrongWithAContext()
    {
        assertThatThrownBy(() -> BreakerEngine.launch(PatientContext.make().clock(null).actionLimits(Duration.ZERO, 0)))
            .isInstanceOf(EngineException.class).hasMessageContaining("config").hasMessageContaining("clock")
            .hasMessageContaining("actionLimits");
        final EngineContext once = PatientContext.make().config(TestConfigs.patient());
        BreakerEngine.launch(once).close();
        assertThatThrownBy(() -> BreakerEngine.launch(once)).hasMessageContaining("already");
        assertThatThrownBy(() -> Preflight.check(false)).hasMessageContaining("--add-opens java.base/jdk.internal.misc=ALL-UNNAMED");
    }

    @Test
    void shouldNeverLetAScopeThroughThatIsBornDuringAKill() throws Exception
    {
        try (BreakerEngine engine = BreakerEngine.launch(TestConfigs.scopes(64), null))
        {
            engine.scope("k");
            final Set<Scope> born = new HashSet<>();
            final Thread creator = new Thread(() ->
            {
                for (int i = 0; i < 50; i++)
                {
                    born.add(engine.scope("k/" + i));
                }
            });
            creator.start();
            assertThat(engine.desk().kill("k", "ann", "").accepted()).isTrue();
            creator.join(10_000);
            assertThat(born).hasSize(50).allMatch(scope -> scope.gate().check(Intent.CLOSE).reason() == Reason.DENIED_SHUTDOWN);
        }
    }
}
