package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.mapped.SlotCommand;
import io.interlock.core.model.CriticalError;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.model.Reason;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.TradingActions;
import io.interlock.core.port.TransitionEvent;
import io.interlock.core.port.TransitionListener;
import io.interlock.core.testing.Await;
import io.interlock.core.testing.Runs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever code of the host's does that the engine calls, it hurts nobody but itself: the breaker judges, the gates answer, a sound
 * listener hears of all, a kill is carried out, the engine can be closed, and an issue says who it was.
 */
@Timeout(120)
class HostileHostTest
{
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final List<Hostility.Kind> PLAIN =
        List.of(Hostility.Kind.THROWS, Hostility.Kind.FAILS, Hostility.Kind.OVERFLOWS, Hostility.Kind.SNEAKS);
    private static final Duration SHORT = Duration.ofMillis(250);
    private static final long HALTING_NS = 4 * TestConfigs.SECOND;

    private final List<TransitionEvent> told = new CopyOnWriteArrayList<>();
    private final List<ActionEvent> acted = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final Hostility hostility = new Hostility();

    @TempDir
    private Path directory;

    /** All that are of a kind of their own, and of those that only throw one for each port; nightly every one. */
    static Stream<Arguments> table()
    {
        final List<Arguments> rows = new ArrayList<>();
        int turn = 0;
        for (final HostPort port : HostPort.values())
        {
            final Hostility.Kind own = PLAIN.get(turn++ % PLAIN.size());
            for (final Hostility.Kind kind : Hostility.Kind.values())
            {
                if (Runs.nightly() || kind == own || !PLAIN.contains(kind))
                {
                    rows.add(Arguments.of(port, kind));
                }
            }
        }
        return rows.stream();
    }

    @AfterEach
    void letGo()
    {
        hostility.letGo();
    }

    private BreakerEngine launch(final HostPort port, final Hostility.Kind kind)
    {
        // Short where something hangs; elsewhere a busy machine must not take for that what only waits for its turn.
        final boolean hangs = kind == Hostility.Kind.HANGS || kind == Hostility.Kind.CLOSES;
        final EngineContext context = new EngineContext().config(TestConfigs.patient())
            .directory(port.needsDirectory() ? directory : null).commandDeadline(SHORT)
            .listenerDeadline(hangs ? SHORT : LIMIT).actionLimits(hangs ? SHORT : LIMIT, 2);
        context.threadFactory(work ->
        {
            final Thread thread = EngineThreads.daemon(work);
            threads.add(thread);
            return thread;
        });
        // One that has nothing to do, but is asked.
        context.actions(new TradingActions()
        {
        });
        port.plant(context, hostility);
        return BreakerEngine.launch(context.addTransitionListener(new TransitionListener()
        {
            @Override
            public void onTransition(final TransitionEvent event)
            {
                told.add(event);
            }

            @Override
            public void onAction(final ActionEvent event)
            {
                acted.add(event);
            }
        }));
    }

    private static void await(final String what, final Callable<Boolean> condition)
    {
        Await.until(what, LIMIT, condition);
    }

    private boolean isTold(final String scope, final Level to)
    {
        return told.stream().anyMatch(event -> event.scope().equals(scope) && event.to() == to);
    }

    /** Where the breaker thread is kept waiting it is live a little later. */
    private static Scope scope(final BreakerEngine engine, final String path)
    {
        await("the scope is live", () ->
        {
            try
            {
                return engine.scope(path) != null;
            }
            catch (final EngineException late)
            {
                return false;
            }
        });
        return engine.find(path);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("table")
    void shouldHurtNobodyButItself(final HostPort port, final Hostility.Kind kind)
    {
        hostility.kind(kind);
        final BreakerEngine engine = launch(port, kind);
        try (engine)
        {
            final Scope first = scope(engine, "v");
            hostility.engine(engine);
            first.reporter().apiLatency(HALTING_NS);
            port.trigger(engine, directory);
            await("it was called", () -> hostility.calls() > 0);
            if (kind == Hostility.Kind.CLOSES)
            {
                await("it is closed", () -> first.guard().contains("CLOSED"));
            }
            else if (port == HostPort.INPUT_RECORDER && kind == Hostility.Kind.HANGS)
            {
                breakerHangs(engine);
            }
            else
            {
                goesOn(engine, port, kind);
            }
        }
        assertThat(engine.find("v").gate().check(Intent.OPEN).allowed()).isFalse();
        assertThat(engine.find("v").gate().check(Intent.CANCEL).reason()).isEqualTo(Reason.ALLOWED);
    }

    /** A recorder has the breaker thread itself: nothing is judged, the caller's own clock refuses OPEN, and a kill acts all the same. */
    private static void breakerHangs(final BreakerEngine engine)
    {
        final Scope scope = engine.find("v");
        final long lateNs = System.nanoTime() + engine.parts().staleLimitNs() + TestConfigs.SECOND;
        assertThat(scope.gate().check(Intent.OPEN, 0.9, lateNs).reason()).isEqualTo(Reason.DENIED_STALE);
        assertThat(engine.desk().kill("v", "ann", "").level()).isEqualTo(Level.SHUTDOWN);
        assertThat(scope.gate().check(Intent.CLOSE).reason()).isEqualTo(Reason.DENIED_SHUTDOWN);
    }

    private void goesOn(final BreakerEngine engine, final HostPort port, final Hostility.Kind kind)
    {
        final Scope first = engine.find("v");
        await("HALT", () -> first.ownLevel() == Level.HALT);
        assertThat(first.gate().check(Intent.OPEN).allowed()).isFalse();
        assertThat(first.gate().check(Intent.CLOSE).allowed()).isTrue();
        port.issue(kind).ifPresent(type -> await(type + " is raised, and names it",
            () -> engine.issues(Duration.ofMinutes(10)).stream()
                .anyMatch(issue -> issue.issueType().equals(type) && issue.details().contains(port.named()))));
        final Scope second = scope(engine, "w");
        second.reporter().apiLatency(HALTING_NS);
        await("the next is judged", () -> second.ownLevel() == Level.HALT);
        await("a sound listener hears of both", () -> isTold("v", Level.HALT) && isTold("w", Level.HALT));
        await("the next is acted on", () -> acted.stream().anyMatch(event -> event.scope().equals("w")
            && event.action().equals("cancelAll") && event.stage() != ActionEvent.Stage.STARTED));
        assertThat(kill(engine, port)).isEqualTo(Level.SHUTDOWN);
        await("is judged and told", () -> isTold("w", Level.SHUTDOWN));
        if (kind == Hostility.Kind.INTERRUPTS)
        {
            interruptsAgain(engine, port);
        }
        assertThat(engine.parts().tally().faults()).isEqualTo(port.faults(kind));
        engine.root().reporter().criticalError(CriticalError.SYSTEM_ERROR, null);
        assertThat(first.gate().check(Intent.CLOSE).reason()).isEqualTo(Reason.DENIED_SHUTDOWN);
    }

    /** Of another process, where there is a way for one. */
    private Level kill(final BreakerEngine engine, final HostPort port)
    {
        return port.needsDirectory() ? HostPort.slot(directory, SlotCommand.KILL, "w").level() : engine.desk().kill("w", "ann", "").level();
    }

    /** It is called again, and not on a thread that it left interrupted. */
    private void interruptsAgain(final BreakerEngine engine, final HostPort port)
    {
        final int calls = hostility.calls();
        engine.scope("x").reporter().apiLatency(HALTING_NS);
        port.trigger(engine, directory);
        if (port != HostPort.EXPOSURE)
        {
            await("it is called again", () -> hostility.calls() > calls);
        }
        assertThat(hostility.isInterruptSeen()).as("handed on to the next call").isFalse();
        // One that stays interrupted never rests again.
        await("no thread of the engine is left interrupted", () -> threads.stream().noneMatch(Thread::isInterrupted));
    }
}
