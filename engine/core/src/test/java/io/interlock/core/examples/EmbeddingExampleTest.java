package io.interlock.core.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.core.engine.BreakerEngine;
import io.interlock.core.engine.Scope;
import io.interlock.core.gate.Gate;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.model.Reason;
import io.interlock.core.model.Side;
import io.interlock.core.model.Verdict;
import io.interlock.core.report.Reporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedding that the README shows, run. */
final class EmbeddingExampleTest
{
    @Test
    void shouldGuardAGatewayAndComeBackAsItWas(@TempDir final Path directory)
    {
        final BreakerConfig config = ConfigLoader.load("example", "engine: { stale-limit: 5s }");
        try (BreakerEngine engine = BreakerEngine.launch(config, directory))
        {
            final Scope venue = engine.scope("binance");
            final Gate gate = venue.gate();
            final Reporter reporter = venue.exclusiveReporter();

            final Verdict verdict = gate.check(Intent.OPEN, 0.82);
            assertThat(verdict.reason()).isEqualTo(Reason.ALLOWED);
            reporter.fill(1_200_000L, Side.BUY, 50_000.0, 50_010.0);
            engine.drain();
            assertThat(venue.level()).isEqualTo(Level.CLOSED);

            reporter.apiLatency(3_500_000_000L);
            engine.drain();
            assertThat(venue.level()).isEqualTo(Level.HALT);
            assertThat(gate.check(Intent.OPEN, 0.99).reason()).isEqualTo(Reason.DENIED_HALT);
            assertThat(gate.check(Intent.CLOSE).allowed()).isTrue();
            assertThat(gate.explain()).contains("HALT").contains("API_LATENCY");
        }
        try (BreakerEngine engine = BreakerEngine.launch(config, directory))
        {
            assertThat(engine.scope("binance").level()).isEqualTo(Level.HALT);
        }
    }
}
