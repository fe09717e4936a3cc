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
import io.interlock.host.Children;
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
    private static final double QUANTITY = 4;
    private static final double EXPECTED = 50_000.0;
    private static final double ACTUAL = 50_010.0;

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

    /** What the README shows, and then a venue that takes too long; returns what was sent. */
    private static List<Double> trade(final Interlock interlock, final MyGateway myGateway)
    {
        final List<Double> sent = new ArrayList<>();
        interlock.actions(myGateway);
        final Scope venue = interlock.scope("binance");
        final Gate gate = venue.gate();
        final Reporter reporter = venue.exclusiveReporter();

        final Verdict verdict = gate.check(Intent.OPEN, 0.82);
        if (verdict.allowed())
        {
            final long sentNs = System.nanoTime();
            sent.add(QUANTITY * verdict.sizeFactor());
            reporter.fill(System.nanoTime() - sentNs, Side.BUY, EXPECTED, ACTUAL);
        }
        interlock.drain();
        reporter.apiLatency(3_500_000_000L);
        interlock.drain();
        return sent;
    }

    private void comesBackInHaltAndSaysWhy()
    {
        try (Interlock interlock = Interlock.launch(file, directory))
        {
            assertThat(interlock.scope("binance").level()).isEqualTo(Level.HALT);
            assertThat(interlock.scope("binance").gate().check(Intent.OPEN, 0.99).allowed()).isFalse();
            assertThat(interlock.scope("binance").gate().explain())
                .contains("HALT because of API_LATENCY 3500ms (threshold 3000ms) since");
        }
    }

    @Test
    void shouldGuardAGatewayAndComeBackAsItWasAndSayWhy() throws Exception
    {
        final MyGateway myGateway = new MyGateway();
        try (Interlock interlock = Interlock.launch(file, directory))
        {
            assertThat(trade(interlock, myGateway)).containsExactly(4.0);
            final Gate gate = interlock.scope("binance").gate();
            assertThat(gate.check(Intent.OPEN, 0.99).reason()).isEqualTo(Reason.DENIED_HALT);
            assertThat(gate.check(Intent.CLOSE).allowed()).isTrue();
            assertThat(myGateway.cancelled.get(30, TimeUnit.SECONDS)).isEqualTo("cancelled 2 orders");
        }
        comesBackInHaltAndSaysWhy();
    }

    /** The same gateway in a process of its own. */
    public static final class Killed
    {
        private Killed()
        {
        }

        /** Its configuration and its directory; it says its level and waits to be killed. */
        public static void main(final String[] args) throws Exception
        {
            final Interlock interlock = Interlock.launch(Path.of(args[0]), Path.of(args[1]));
            trade(interlock, new MyGateway());
            System.out.println(interlock.scope("binance").level());
            System.out.flush();
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    @Test
    void shouldComeBackInHaltAndSayWhyAfterKillNine() throws Exception
    {
        final Process gateway = new ProcessBuilder(Children.java(Killed.class, file.toString(), directory.toString()))
            .redirectError(folder.resolve("gateway.err").toFile()).start();
        try
        {
            assertThat(gateway.inputReader().readLine()).as(Files.readString(folder.resolve("gateway.err"))).isEqualTo("HALT");
        }
        finally
        {
            gateway.destroyForcibly();
            assertThat(gateway.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(gateway.exitValue()).as("killed by signal 9").isEqualTo(128 + 9);
        comesBackInHaltAndSaysWhy();
    }
}
