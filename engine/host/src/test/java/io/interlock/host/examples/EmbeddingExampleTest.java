package io.interlock.host.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.engine.Scope;
import io.interlock.core.gate.Gate;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.model.Reason;
import io.interlock.core.model.Side;
import io.interlock.core.model.Verdict;
import io.interlock.core.port.ActionContext;
import io.interlock.core.port.TradingActions;
import io.interlock.core.report.Reporter;
import io.interlock.host.Interlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The embedding that the README shows, run: engine and journal from one file. */
@Timeout(300)
final class EmbeddingExampleTest
{
    private final List<Double> sent = new ArrayList<>();

    @TempDir
    private Path folder;
    private Path file;
    private Path directory;

    /** A host that can cancel what is open. */
    private static final class MyGateway implements TradingActions
    {
        private final CompletableFuture<String> cancelled = new CompletableFuture<>();

        @Override
        public CompletionStage<String> cancelAll(final ActionContext context)
        {
            cancelled.complete("cancelled 2 orders");
            return cancelled;
        }
    }

    @BeforeEach
    void setUp() throws IOException
    {
        file = Files.writeString(folder.resolve("interlock.yaml"), "preset: production\nengine: { stale-limit: 10s }\n");
        directory = folder.resolve("data");
    }

    private void send(final double quantity)
    {
        sent.add(quantity);
    }

    @Test
    void shouldGuardAGatewayAndComeBackAsItWasAndSayWhy() throws Exception
    {
        final MyGateway myGateway = new MyGateway();
        final double quantity = 4;
        final double expectedPrice = 50_000.0;
        final double actualPrice = 50_010.0;
        try (Interlock interlock = Interlock.launch(file, directory))
        {
            interlock.actions(myGateway);
            final Scope venue = interlock.scope("binance");
            final Gate gate = venue.gate();
            final Reporter reporter = venue.exclusiveReporter();

            final Verdict verdict = gate.check(Intent.OPEN, 0.82);
            if (verdict.allowed())
            {
                final long sentNs = System.nanoTime();
                send(quantity * verdict.sizeFactor());
                reporter.fill(System.nanoTime() - sentNs, Side.BUY, expectedPrice, actualPrice);
            }
            interlock.drain();
            assertThat(sent).containsExactly(4.0);

            reporter.apiLatency(3_500_000_000L);
            interlock.drain();
            assertThat(gate.check(Intent.OPEN, 0.99).reason()).isEqualTo(Reason.DENIED_HALT);
            assertThat(gate.check(Intent.CLOSE).allowed()).isTrue();
            assertThat(myGateway.cancelled.get(30, TimeUnit.SECONDS)).isEqualTo("cancelled 2 orders");
        }
        try (Interlock interlock = Interlock.launch(file, directory))
        {
            assertThat(interlock.scope("binance").level()).isEqualTo(Level.HALT);
            assertThat(interlock.scope("binance").gate().explain())
                .contains("HALT because of API_LATENCY 3500ms (threshold 3000ms) since");
        }
    }
}
