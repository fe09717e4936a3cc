package io.interlock.gateway.fix;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.dump.Dump;
import io.interlock.core.dump.DumpFiles;
import io.interlock.core.dump.DumpPart;
import io.interlock.core.dump.DumpReader;
import io.interlock.core.dump.DumpRow;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.TradingActions;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An emergency dump of a gateway: its open orders and its positions, the venue's word beside its own. */
@Timeout(300)
class FixExposureTest
{
    @TempDir
    Path directory;

    private Dump shutDown(final ActionsFixture fixture) throws Exception
    {
        fixture.openUp();
        // So that the orders are still open when the dump asks: cancelling would race with it.
        fixture.engine.actions(TradingActions.NONE);
        fixture.engine.desk().kill("", "ann", "enough");
        fixture.awaitAction("dump", ActionEvent.Stage.SUCCEEDED);
        return read();
    }

    private Dump read() throws IOException
    {
        try (Stream<Path> files = Files.list(directory.resolve(DumpFiles.FOLDER)))
        {
            final List<Path> dumps = files.filter(path -> path.getFileName().toString().contains("SHUTDOWN")).toList();
            assertThat(dumps).hasSize(1);
            return DumpReader.read(dumps.get(0));
        }
    }

    private static Stream<String> positions(final Dump dump)
    {
        return dump.rows(DumpPart.POSITIONS, "position").stream()
            .map(row -> row.get("scope") + ' ' + row.get("symbol") + ' ' + row.get("quantity") + ' ' + row.get("source"));
    }

    @Test
    void shouldDumpOpenOrdersAndPositionsOfBothSides() throws Exception
    {
        final FixActionsContext context = new FixActionsContext()
            .positionSource(() -> CompletableFuture.completedFuture(Map.of("BTC", new BigDecimal("4.5"))));
        try (ActionsFixture fixture = new ActionsFixture("", null, directory, context))
        {
            final Dump dump = shutDown(fixture);
            assertThat(dump.complete()).as(dump.toString()).isTrue();
            final List<DumpRow> orders = dump.rows(DumpPart.OPEN_ORDERS, "order");
            assertThat(orders.stream()
                .map(row -> row.get("id") + ' ' + row.get("side") + ' ' + row.get("quantity") + ' ' + row.get("open")))
                .containsExactly("x BUY 2 2", "y SELL 3 3");
            assertThat(orders).allMatch(row -> row.get("scope").equals("venue/a") && row.get("symbol").equals("BTC"));
            assertThat(positions(dump)).containsExactly("venue/a BTC 5 worked out from executions", "venue/a BTC 4.5 the venue");
        }
    }

    @Test
    void shouldDumpWhatItWorkedOutThoughTheVenueDoesNotAnswer() throws Exception
    {
        final FixActionsContext context = new FixActionsContext()
            .positionSource(() -> CompletableFuture.failedFuture(new IllegalStateException("no route")));
        try (ActionsFixture fixture = new ActionsFixture("", null, directory, context))
        {
            final Dump dump = shutDown(fixture);
            assertThat(dump.findings()).isEmpty();
            assertThat(dump.section(DumpPart.OPEN_ORDERS).complete()).isTrue();
            assertThat(positions(dump)).containsExactly("venue/a BTC 5 worked out from executions");
            assertThat(dump.rows(DumpPart.POSITIONS, "not_available").get(0).get("why")).contains("no route");
        }
    }
}
