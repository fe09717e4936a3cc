package io.interlock.gateway.fix;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.BreakerConfig;
import io.interlock.core.engine.BreakerEngine;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.port.ActionContext;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.TradingActions;
import io.interlock.core.port.TransitionEvent;
import io.interlock.core.port.TransitionListener;
import io.interlock.core.testing.Await;
import io.interlock.core.testing.PatientContext;
import io.interlock.gateway.paper.FixSettings;
import io.interlock.gateway.paper.PaperVenue;
import io.interlock.gateway.paper.PaperVenueContext;
import io.interlock.gateway.paper.VenueRecord;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import quickfix.DefaultMessageFactory;
import quickfix.MemoryStoreFactory;
import quickfix.Message;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SocketInitiator;

/** A guarded gateway with safety actions, against a paper venue that may outlive it. */
final class ActionsFixture implements AutoCloseable
{
    final PaperVenue venue;
    final BreakerEngine engine;
    final FixTap tap;
    final FixTradingActions actions;
    final List<ActionEvent> told = new CopyOnWriteArrayList<>();
    private final SocketInitiator initiator;
    private final SessionID session;
    private final boolean ownVenue;

    ActionsFixture(final String yaml) throws Exception
    {
        this(yaml, null, null, new FixActionsContext());
    }

    ActionsFixture(final String yaml, final PaperVenue other, final Path directory, final FixActionsContext context) throws Exception
    {
        ownVenue = other == null;
        venue = ownVenue ? PaperVenue.start(new PaperVenueContext().price("BTC", new BigDecimal("100"))) : other;
        final BreakerConfig config = TapFixture.config(yaml);
        final TransitionListener listener = new TransitionListener()
        {
            @Override
            public void onTransition(final TransitionEvent event)
            {
                // Only actions are of interest.
            }

            @Override
            public void onAction(final ActionEvent event)
            {
                told.add(event);
            }
        };
        engine = BreakerEngine.launch(PatientContext.make().config(config).directory(directory)
            .actionLimits(Duration.ofSeconds(5), 3).addTransitionListener(listener));
        tap = FixTap.around(new StubApplication(), new FixTapContext().engine(engine).config(config).scope("venue/a")
            .probeInterval(Duration.ofHours(1)));
        actions = FixTradingActions.of(context.tap(tap));
        engine.actions(actions);
        engine.exposure(actions);
        initiator = new SocketInitiator(
            tap, new MemoryStoreFactory(), FixSettings.client(venue, !ownVenue), null, new DefaultMessageFactory());
        initiator.start();
        session = initiator.getSessions().get(0);
        Await.until("logon", tap::loggedOn);
    }

    boolean send(final Message message) throws Exception
    {
        return Session.sendToTarget(message, session);
    }

    void halt(final String scope)
    {
        engine.scope(scope).reporter().exchange(ExchangeStatus.DOWN);
        engine.drain();
    }

    /** Buys at market and leaves two orders open. */
    void openUp() throws Exception
    {
        assertThat(send(Fix.with(Fix.order("m", '1', 5), 40, "1"))).isTrue();
        Await.until("long", () -> tap.tracker().position("BTC").intValue() == 5);
        venue.hold(true);
        assertThat(send(Fix.with(Fix.order("x", '1', 2), 44, "90"))).isTrue();
        assertThat(send(Fix.with(Fix.order("y", '2', 3), 44, "120"))).isTrue();
        Await.until("both are open", () -> venue.openOrders() == 2);
    }

    void awaitFlat()
    {
        Await.until("flat at the venue", () -> venue.position("BTC").signum() == 0 && venue.openOrders() == 0);
        Await.until("flat here", () -> tap.tracker().positions().isEmpty() && tap.tracker().working().isEmpty());
    }

    void awaitAction(final String action, final ActionEvent.Stage stage)
    {
        Await.until(action + ' ' + stage, () ->
            told.stream().anyMatch(event -> event.action().equals(action) && event.stage() == stage));
    }

    List<VenueRecord> orders()
    {
        return venue.log().stream().filter(VenueRecord::order).toList();
    }

    static ActionContext cancelOf(final ActionsFixture fixture)
    {
        return new ActionContext("t-1", "", Level.HALT, fixture.engine.safetyToken(), 2_000_000_000L, false);
    }

    @Override
    public void close()
    {
        // The logout is a loss of the network and so a HALT: nobody is left to act on it.
        engine.actions(TradingActions.NONE);
        initiator.stop(true);
        actions.close();
        tap.close();
        engine.close();
        if (ownVenue)
        {
            venue.close();
        }
    }
}
