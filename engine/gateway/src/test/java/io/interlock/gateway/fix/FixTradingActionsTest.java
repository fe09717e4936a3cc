package io.interlock.gateway.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.core.model.Level;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.testing.Await;
import io.interlock.gateway.paper.PaperVenue;
import io.interlock.gateway.paper.PaperVenueContext;
import io.interlock.gateway.paper.VenueRecord;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What HALT and SHUTDOWN do to open orders and positions, by the venue's own log. */
@Timeout(300)
class FixTradingActionsTest
{
    private static final String PATIENT = "latency: { alert: 5s, throttle: 6s, halt: 7s }\n";

    @TempDir
    Path directory;

    @Test
    void shouldCancelAndFlattenAtHaltAndSendNoOpenAfterIt() throws Exception
    {
        try (ActionsFixture fixture = new ActionsFixture(PATIENT))
        {
            fixture.openUp();
            fixture.halt("venue");
            assertThat(fixture.send(Fix.order("z", '1', 1))).isFalse();
            fixture.awaitFlat();
            fixture.awaitAction("flatten", ActionEvent.Stage.SUCCEEDED);
            assertThat(fixture.venue.log()).filteredOn(r -> r.msgType().equals("F")).hasSize(2);
            assertThat(fixture.orders()).noneMatch(r -> r.clOrdId().equals("z"));
            // By their names: the venue notes an order a moment after it has answered it, so that one from before may come late.
            final List<VenueRecord> after = fixture.orders().stream().filter(r -> r.clOrdId().startsWith("IL")).toList();
            assertThat(after).hasSize(1).noneMatch(VenueRecord::addsRisk);
            assertThat(after.get(0).quantity()).isEqualByComparingTo("5");
        }
    }

    @Test
    void shouldFlattenInPartsAndWhatFilledWhileItWasCancelled() throws Exception
    {
        try (ActionsFixture fixture = new ActionsFixture(PATIENT))
        {
            fixture.openUp();
            fixture.venue.hold(false);
            fixture.venue.fillInParts(3);
            // Fills the buy at 90 just before its cancel arrives: 7 to close, not 5.
            fixture.venue.price("BTC", new BigDecimal("89"));
            fixture.halt("");
            fixture.awaitFlat();
            assertThat(fixture.orders()).filteredOn(r -> r.clOrdId().startsWith("IL"))
                .allMatch(r -> !r.addsRisk()).extracting(r -> r.quantity().intValue()).satisfies(quantities ->
                    assertThat(quantities.stream().mapToInt(Integer::intValue).sum()).isEqualTo(7));
        }
    }

    @Test
    void shouldTryAgainWhenTheVenueRejectsTheFlatten() throws Exception
    {
        try (ActionsFixture fixture = new ActionsFixture(PATIENT))
        {
            fixture.openUp();
            fixture.venue.rejectNext(1, "try later");
            fixture.halt("venue/a");
            fixture.awaitFlat();
            assertThat(fixture.orders()).filteredOn(r -> r.clOrdId().startsWith("IL")).extracting(VenueRecord::outcome)
                .containsExactly("rejected: try later", "filled");
        }
    }

    @Test
    void shouldGiveUpOnAVenueThatKeepsRejectingAndSayWhatIsLeft() throws Exception
    {
        try (ActionsFixture fixture = new ActionsFixture(PATIENT))
        {
            fixture.openUp();
            fixture.venue.rejectNext(100, "closed for the day");
            fixture.halt("venue");
            fixture.awaitAction("flatten", ActionEvent.Stage.FAILED);
            assertThat(fixture.told).anyMatch(event -> event.details().contains("does not take the order that closes 5 BTC"));
            assertThat(fixture.orders()).filteredOn(r -> r.clOrdId().startsWith("IL")).hasSize(4);
            assertThat(fixture.tap.scope().level()).isEqualTo(Level.HALT);
        }
    }

    @Test
    void shouldCloseNothingTwiceWhenItIsAskedTwice() throws Exception
    {
        try (ActionsFixture fixture = new ActionsFixture(PATIENT))
        {
            fixture.openUp();
            fixture.actions.cancelAll(ActionsFixture.cancelOf(fixture)).toCompletableFuture().get();
            final CompletableFuture<?> other = CompletableFuture.runAsync(() ->
                fixture.actions.flatten(ActionsFixture.cancelOf(fixture)).toCompletableFuture().join());
            fixture.actions.flatten(ActionsFixture.cancelOf(fixture)).toCompletableFuture().get();
            other.get();
            fixture.awaitFlat();
            assertThat(fixture.orders()).filteredOn(r -> r.clOrdId().startsWith("IL")).hasSize(1);
        }
    }

    @Test
    void shouldLeaveTheOrdersOfScopesBesideAndAboveItAlone() throws Exception
    {
        try (ActionsFixture fixture = new ActionsFixture(PATIENT))
        {
            fixture.openUp();
            fixture.halt("venue/b");
            fixture.halt("ven");
            fixture.halt("venue/a/strategy");
            Await.until("all three are done", () ->
                fixture.told.stream().filter(e -> e.action().equals("flatten") && e.stage() == ActionEvent.Stage.SUCCEEDED).count() == 3);
            assertThat(fixture.venue.openOrders()).isEqualTo(2);
            assertThat(fixture.venue.log()).noneMatch(r -> r.clOrdId().startsWith("IL"));
        }
    }

    @Test
    void shouldCancelLogOutAndStopAtShutdownAndFlattenOnlyWhereItIsSet() throws Exception
    {
        final AtomicInteger stopped = new AtomicInteger();
        final FixActionsContext context = new FixActionsContext().stop(() -> "stopped " + stopped.incrementAndGet());
        try (PaperVenue venue = PaperVenue.start(new PaperVenueContext().price("BTC", new BigDecimal("100")));
            ActionsFixture fixture = new ActionsFixture(PATIENT, venue, null, context))
        {
            fixture.openUp();
            fixture.engine.desk().kill("", "ann", "drill");
            fixture.awaitAction("stop", ActionEvent.Stage.SUCCEEDED);
            assertThat(stopped).hasValue(1);
            assertThat(venue.openOrders()).isZero();
            assertThat(venue.position("BTC")).isEqualByComparingTo("5");
            Await.until("logged out", () -> !venue.loggedOn());
        }
        try (ActionsFixture fixture = new ActionsFixture(PATIENT + "shutdown: { flatten: on }\n"))
        {
            fixture.openUp();
            fixture.engine.desk().kill("venue", "ann", "drill");
            fixture.awaitFlat();
        }
    }

    @Test
    void shouldAfterARestartCancelWhatItDoesNotKnowAndFlattenByTheVenuesWord() throws Exception
    {
        try (PaperVenue venue = PaperVenue.start(new PaperVenueContext().price("BTC", new BigDecimal("100"))))
        {
            try (ActionsFixture first = new ActionsFixture(PATIENT, venue, directory, new FixActionsContext()))
            {
                first.openUp();
                venue.refuseLogons(true);
                venue.dropSession();
                first.halt("venue");
            }
            venue.refuseLogons(false);
            assertThat(venue.position("BTC")).isEqualByComparingTo("5");
            final FixActionsContext told = new FixActionsContext()
                .positionSource(() -> CompletableFuture.completedFuture(Map.of("BTC", venue.position("BTC"))));
            try (ActionsFixture second = new ActionsFixture(PATIENT, venue, directory, told))
            {
                assertThat(second.send(Fix.order("n", '1', 1))).isFalse();
                second.awaitAction("flatten", ActionEvent.Stage.SUCCEEDED);
                assertThat(venue.position("BTC")).isEqualByComparingTo("0");
                assertThat(venue.openOrders()).isZero();
                assertThat(venue.log()).noneMatch(r -> r.clOrdId().equals("n"));
            }
        }
    }

    @Test
    void shouldNotFlattenAfterARestartWithoutTheVenuesWord() throws Exception
    {
        try (PaperVenue venue = PaperVenue.start(new PaperVenueContext().price("BTC", new BigDecimal("100"))))
        {
            try (ActionsFixture first = new ActionsFixture(PATIENT, venue, directory, new FixActionsContext()))
            {
                first.halt("venue");
                first.awaitAction("flatten", ActionEvent.Stage.SUCCEEDED);
            }
            try (ActionsFixture second = new ActionsFixture(PATIENT, venue, directory, new FixActionsContext()))
            {
                second.awaitAction("flatten", ActionEvent.Stage.FAILED);
                assertThat(second.told).anyMatch(event -> event.details().contains("set a positionSource"));
            }
        }
    }

    @Test
    void shouldWriteWhatWasOpenBeforeItCancels() throws Exception
    {
        final FixActionsContext context =
            new FixActionsContext().saveStateTo(directory.resolve("state")).saveState(() -> "saved by the host");
        try (PaperVenue venue = PaperVenue.start(new PaperVenueContext().price("BTC", new BigDecimal("100")));
            ActionsFixture fixture = new ActionsFixture(PATIENT, venue, null, context))
        {
            fixture.openUp();
            final String said = fixture.actions.saveState(ActionsFixture.cancelOf(fixture)).toCompletableFuture().get();
            assertThat(said).isEqualTo("wrote gateway-t-1.txt; saved by the host");
            assertThat(Files.readAllLines(directory.resolve("state/gateway-t-1.txt"))).startsWith("interlock gateway state, version 1")
                .contains("position BTC 5", "order x BTC BUY 2", "order y BTC SELL 3");
            assertThat(directory.resolve("state")).isDirectoryNotContaining("glob:*.partial");
        }
    }

    @Test
    void shouldNeedATap()
    {
        assertThatThrownBy(() -> FixTradingActions.of(new FixActionsContext())).hasMessageContaining("no tap is set");
    }
}
