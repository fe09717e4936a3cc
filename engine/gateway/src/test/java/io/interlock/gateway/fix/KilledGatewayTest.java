package io.interlock.gateway.fix;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.mapped.GateFileReader;
import io.interlock.core.mapped.MappedScope;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.testing.Await;
import io.interlock.gateway.paper.PaperVenue;
import io.interlock.gateway.paper.PaperVenueContext;
import io.interlock.gateway.paper.VenueRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One order, end to end, over two lives of a gateway that is killed with -9; the venue's log is the witness. */
@Timeout(300)
class KilledGatewayTest
{
    @TempDir
    Path temp;

    private final PaperVenue venue = PaperVenue.start(new PaperVenueContext().price("BTC", new BigDecimal("100")));
    private Process child;
    private Path said;
    private int lives;

    private void launch() throws IOException
    {
        said = temp.resolve("said-" + ++lives + ".txt");
        child = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--add-opens", "java.base/jdk.internal.misc=ALL-UNNAMED",
            "-cp", System.getProperty("java.class.path"), GatewayChild.class.getName(), String.valueOf(venue.port()),
            temp.resolve("data").toString(), venue.position("BTC").toPlainString())
            .redirectError(temp.resolve("errors-" + lives + ".txt").toFile()).redirectOutput(said.toFile()).start();
        awaitSaid("on");
    }

    private void kill()
    {
        child.destroyForcibly();
        Await.until("the child is gone", () -> !child.isAlive());
    }

    private String awaitSaid(final String start)
    {
        Await.until("the child says " + start, () -> lines().stream().anyMatch(line -> line.startsWith(start)) || !child.isAlive());
        return lines().stream().filter(line -> line.startsWith(start)).findFirst()
            .orElseThrow(() -> new AssertionError("the child has died: " + read(temp.resolve("errors-" + lives + ".txt"))));
    }

    private List<String> lines()
    {
        return read(said).lines().toList();
    }

    private static String read(final Path file)
    {
        try
        {
            return Files.readString(file);
        }
        catch (final IOException failed)
        {
            throw new AssertionError(failed);
        }
    }

    private void tell(final String line) throws IOException
    {
        child.getOutputStream().write((line + '\n').getBytes(StandardCharsets.UTF_8));
        child.getOutputStream().flush();
    }

    private VenueRecord arrived(final String clOrdId)
    {
        Await.until(clOrdId + " has arrived", () -> venue.log().stream().anyMatch(r -> r.clOrdId().equals(clOrdId)));
        return venue.log().stream().filter(r -> r.clOrdId().equals(clOrdId)).findFirst().orElseThrow();
    }

    private void openUp() throws IOException
    {
        tell("a 1 5");
        awaitSaid("sent a");
        Await.until("long", () -> venue.position("BTC").intValue() == 5);
        venue.hold(true);
        tell("x 1 2 90");
        awaitSaid("sent x");
        arrived("x");
    }

    private List<MappedScope> left()
    {
        try (GateFileReader reader = GateFileReader.open(temp.resolve("data")))
        {
            return reader.scopes();
        }
    }

    private void noOpenAfter(final VenueRecord last)
    {
        assertThat(venue.log()).filteredOn(r -> r.sequence() > last.sequence()).noneMatch(VenueRecord::addsRisk);
        assertThat(venue.position("BTC")).isEqualByComparingTo("0");
        assertThat(venue.openOrders()).isZero();
    }

    @AfterEach
    void stop()
    {
        kill();
        venue.close();
    }

    @Test
    void shouldHaltOnOneSlowAnswerGetFlatAndStayHaltedOverAKill() throws Exception
    {
        launch();
        openUp();
        venue.answerDelay(Duration.ofMillis(3_500));
        tell("s 1 1");
        final VenueRecord last = arrived("s");
        venue.answerDelay(Duration.ZERO);
        Await.until("HALT", () -> left().stream().anyMatch(s -> s.path().equals("venue") && s.own() == Level.HALT));
        tell("n 1 1");
        awaitSaid("refused n");
        Await.until("flat", () -> venue.position("BTC").signum() == 0 && venue.openOrders() == 0);
        tell("explain");
        assertThat(awaitSaid("explain")).contains("HALT", "API_LATENCY", "threshold 3000");
        // The level is in the file before any gate shows it, its cause a tick later.
        Await.until("the cause is in the file", () -> left().stream().anyMatch(s -> s.cause() == Cause.API_LATENCY && s.value() > 3_500));
        kill();

        launch();
        assertThat(awaitSaid("start")).isEqualTo("start HALT");
        tell("p 1 1");
        awaitSaid("refused p");
        tell("q 2 1");
        awaitSaid("refused q");
        noOpenAfter(last);
        assertThat(venue.log()).noneMatch(r -> List.of("n", "p", "q").contains(r.clOrdId()));
    }

    @Test
    void shouldFinishAfterTheKillWhatItInterrupted() throws Exception
    {
        launch();
        openUp();
        final VenueRecord last = arrived("x");
        venue.answerDelay(Duration.ofMinutes(1));
        venue.tradingSessionStatus(1, "halted, a minute late");
        venue.dropSession();
        Await.until("a HALT without a session", () -> left().stream().anyMatch(s -> s.path().equals("venue") && s.own() == Level.HALT));
        kill();
        assertThat(venue.position("BTC")).isEqualByComparingTo("5");
        venue.answerDelay(Duration.ZERO);

        launch();
        assertThat(awaitSaid("start")).isEqualTo("start HALT");
        Await.until("flat", () -> venue.position("BTC").signum() == 0 && venue.openOrders() == 0);
        noOpenAfter(last);
    }
}
