package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.core.engine.BreakerEngine;
import io.interlock.core.engine.DrivenEngine;
import io.interlock.core.engine.Scope;
import io.interlock.core.engine.TurnsEngine;
import io.interlock.core.mapped.GateFile;
import io.interlock.core.mapped.GateFileReader;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.port.JournalHead;
import io.interlock.core.status.ScopeStatus;
import io.interlock.core.testing.Await;
import io.interlock.core.testing.PatientContext;
import io.interlock.core.testing.Runs;
import io.interlock.journal.FileJournal;
import io.interlock.journal.state.FileStateDirectory;
import io.interlock.journal.store.FrameSource;
import io.interlock.journal.store.MemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * SEMANTICS 4, restarts, as one table: each level, at each phase of its cooldown, by each kind of end. The level after it is the level
 * before it, and the whole cooldown begins anew, whatever of it was over and whatever evidence there was.
 */
class RestartTableTest
{
    private static final long SECOND = 1_000_000_000L;
    /** Below the stale limit: what passes at once and is longer would be a stall, which moves the clock too. */
    private static final long STEP = 20 * SECOND;
    private static final int EVIDENCE = 2;
    private static int cases;

    @TempDir
    private Path temp;
    private final DrivenEngine.Clock clock = new DrivenEngine.Clock();
    private final List<AutoCloseable> open = new ArrayList<>();
    private MemoryStore store = new MemoryStore();
    private FileJournal journal;
    private DrivenEngine driven;

    /** Where in its cooldown a scope is when the life ends. */
    enum Phase
    {
        /** Its cooldown has just begun. */
        TRIPPED,
        /** Half of it is over, with all the evidence that is wanted. */
        WITHIN,
        /** It is over, but no healthy sample came. */
        WITHOUT_EVIDENCE,
        /** It is over with evidence: an operator's confirm is all that is missing. HALT alone. */
        UNCONFIRMED,
        /** Half of it is over, and an operator's override is on. */
        OVERRIDDEN,
        /** It does not run: the cause stands. */
        STANDING
    }

    /** How a life ends. */
    enum End
    {
        /** Closed. */
        PLANNED,
        /** kill -9: nothing more is written, what was written is there. */
        KILLED,
        /** Power: the journal's tail, the state file's last slots and what the mapped file was since are lost. */
        POWER_LOST
    }

    private static Stream<Arguments> table()
    {
        final List<Arguments> table = new ArrayList<>();
        for (final Level level : List.of(Level.ALERT, Level.THROTTLE, Level.HALT, Level.SHUTDOWN))
        {
            for (final Phase phase : Phase.values())
            {
                final boolean exists = switch (phase)
                {
                    case UNCONFIRMED -> level == Level.HALT;
                    case WITHOUT_EVIDENCE -> level != Level.SHUTDOWN;
                    default -> true;
                };
                for (final End end : End.values())
                {
                    if (exists)
                    {
                        table.add(Arguments.of(level, phase, end));
                    }
                }
            }
        }
        return table.stream();
    }

    /** The law's own in the long form; shorter ones take fewer steps. */
    private static long cooldownNs(final Level level)
    {
        return SECOND * switch (level)
        {
            case ALERT -> Runs.of(40, 60);
            case THROTTLE -> Runs.of(50, 300);
            default -> Runs.of(70, 900);
        };
    }

    private static BreakerConfig config(final Phase phase)
    {
        return ConfigLoader.load("test", "preset: default\nengine: { stale-limit: 30s, max-scopes: 8 }\nrecovery.evidence: " + EVIDENCE
            + "\ncooldown: { alert: " + cooldownNs(Level.ALERT) / SECOND + "s, throttle: " + cooldownNs(Level.THROTTLE) / SECOND
            + "s, halt: " + cooldownNs(Level.HALT) / SECOND + "s }\nhalt.confirm: " + (phase == Phase.UNCONFIRMED ? "yes" : "no") + "\n");
    }

    private void launch(final Path directory, final Phase phase) throws IOException
    {
        final BreakerConfig config = config(phase);
        journal = FileJournal.on(store, store.source(), new FileStateDirectory(directory), JournalSetup.settings(config));
        driven = new DrivenEngine(
            PatientContext.make().config(config).directory(directory).journal(journal).recovery(journal), clock);
        open.add(journal);
        open.add(driven);
    }

    private BreakerEngine engine()
    {
        return driven.engine();
    }

    private Scope scope()
    {
        return engine().scope("v");
    }

    private ScopeStatus status()
    {
        return engine().status().scope("v");
    }

    private void pass(final long ns)
    {
        for (long left = ns; left > 0; left -= STEP)
        {
            driven.pass(Math.min(left, STEP));
        }
        engine().drain();
    }

    private void healthy()
    {
        for (int i = 0; i < EVIDENCE; i++)
        {
            scope().reporter().apiLatency(1_000_000);
        }
        engine().drain();
    }

    private void trip(final Level level, final Phase phase)
    {
        assertThat(scope().ownLevel()).isEqualTo(Level.CLOSED);
        if (phase == Phase.STANDING)
        {
            scope().reporter().exchange(switch (level)
            {
                case ALERT -> ExchangeStatus.SLOW;
                case THROTTLE -> ExchangeStatus.DEGRADED;
                default -> ExchangeStatus.DOWN;
            });
        }
        if (level == Level.SHUTDOWN)
        {
            assertThat(engine().desk().kill("v", "ann", "enough").accepted()).isTrue();
        }
        else if (phase != Phase.STANDING)
        {
            scope().reporter().apiLatency((level == Level.ALERT ? 600 : level == Level.THROTTLE ? 1_500 : 4_000) * 1_000_000L);
        }
        engine().drain();
        assertThat(scope().ownLevel()).isEqualTo(level);
    }

    /** Brings it there, as the law lets it. */
    private void reach(final Level level, final Phase phase)
    {
        trip(level, phase);
        final long cooldownNs = cooldownNs(level);
        switch (phase)
        {
            case WITHIN ->
            {
                pass(cooldownNs / 2);
                healthy();
            }
            case WITHOUT_EVIDENCE -> pass(cooldownNs + 5 * SECOND);
            case UNCONFIRMED ->
            {
                healthy();
                pass(cooldownNs + 5 * SECOND);
                assertThat(status().recovery().awaitingConfirmation()).isTrue();
            }
            case OVERRIDDEN ->
            {
                assertThat(engine().desk().override("v", true, "ann", "news").accepted()).isTrue();
                pass(cooldownNs / 2);
                healthy();
            }
            case STANDING ->
            {
                pass(cooldownNs + 5 * SECOND);
                healthy();
            }
            default ->
            {
                // It has tripped: that is all.
            }
        }
        assertThat(scope().ownLevel()).as("before").isEqualTo(level);
    }

    /** What a directory and a store hold, where a life that ends without a word leaves them. */
    private record Left(Path directory, MemoryStore store)
    {
    }

    private Left copy(final Path from, final Path to) throws IOException
    {
        Files.createDirectory(to);
        for (final String name : List.of(GateFile.NAME, "state.dat"))
        {
            Files.copy(from.resolve(name), to.resolve(name));
        }
        final MemoryStore copy = new MemoryStore();
        final int forced = store.forced();
        try (FrameSource source = store.source())
        {
            for (int i = 0; i < forced; i++)
            {
                final byte[] frame = source.next().bytes();
                copy.append(frame, frame.length);
            }
        }
        copy.force();
        return new Left(to, copy);
    }

    private void end(final End end, final Path first, final Path second, final Phase phase) throws Exception
    {
        // What was decided is durable; that is what a power loss cannot take.
        Await.until("the journal is forced", () -> store.forced() == store.size());
        if (end == End.PLANNED)
        {
            driven.close();
            journal.close();
            launch(first, phase);
            return;
        }
        final Left early = copy(first, temp.resolve("early"));
        // The tail: it tightens elsewhere, and is lost with the power.
        engine().scope("other").reporter().apiLatency(4 * SECOND);
        healthy();
        Await.until("the journal is forced", () -> store.forced() == store.size());
        final Left left = end == End.KILLED ? copy(first, second) : early;
        store = left.store();
        launch(left.directory(), phase);
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @MethodSource("table")
    void shouldNeverBeLooserNorHaveAShorterCooldown(final Level level, final Phase phase, final End end) throws Exception
    {
        try
        {
            final Path first = Files.createDirectory(temp.resolve("first"));
            launch(first, phase);
            reach(level, phase);
            end(end, first, temp.resolve("second"), phase);

            assertThat(scope().ownLevel()).isEqualTo(level);
            assertThat(status().levels().ownOverride()).isEqualTo(phase == Phase.OVERRIDDEN);
            if (end != End.POWER_LOST && end != End.PLANNED)
            {
                assertThat(engine().scope("other").ownLevel()).isEqualTo(Level.HALT);
            }
            if (level == Level.SHUTDOWN)
            {
                staysShutDown();
            }
            else if (phase == Phase.STANDING)
            {
                staysWhileItsCauseStands(level);
            }
            else
            {
                recoversAfterAWholeCooldown(level, phase);
            }
            cases++;
        }
        finally
        {
            for (int i = open.size() - 1; i >= 0; i--)
            {
                open.get(i).close();
            }
        }
    }

    /** A kill before the first tick leaves a file that tells whether the journal was cut. */
    @Test
    void shouldNameTheJournalsEndBeforeTheFirstTick() throws Exception
    {
        final Path directory = Files.createDirectory(temp.resolve("named"));
        launch(directory, Phase.STANDING);
        driven.close();
        journal.close();
        final JournalHead end = journal.head().shown();
        final BreakerConfig config = config(Phase.STANDING);
        journal = FileJournal.on(store, store.source(), new FileStateDirectory(directory), JournalSetup.settings(config));
        open.add(journal);
        final TurnsEngine turns = TurnsEngine.launch(
            PatientContext.make().config(config).directory(directory).journal(journal).recovery(journal), clock, 64);
        try (GateFileReader reader = GateFileReader.open(directory))
        {
            assertThat(reader.header().journal()).isEqualTo(end);
        }
        turns.whileWaiting(turns::breaker);
        turns.engine().close();
        journal.close();
    }

    private void recoversAfterAWholeCooldown(final Level level, final Phase phase)
    {
        final long cooldownNs = cooldownNs(level);
        assertThat(status().recovery().cooldownRemainingNs()).as("all of it, again").isEqualTo(cooldownNs);
        assertThat(status().recovery().evidence()).as("none of the life before").isZero();
        pass(cooldownNs - SECOND);
        healthy();
        assertThat(scope().ownLevel()).as("a second before it is over").isEqualTo(level);
        pass(SECOND);
        if (phase == Phase.UNCONFIRMED)
        {
            assertThat(scope().ownLevel()).isEqualTo(level);
            assertThat(status().recovery().awaitingConfirmation()).isTrue();
            assertThat(engine().desk().confirm("v", "ann", "seen").accepted()).isTrue();
        }
        Await.until("it recovers", () ->
        {
            driven.round();
            return scope().ownLevel() == Level.CLOSED;
        });
        assertThat(status().levels().ownOverride()).isEqualTo(phase == Phase.OVERRIDDEN);
    }

    private void staysWhileItsCauseStands(final Level level)
    {
        healthy();
        pass(cooldownNs(level) + 5 * SECOND);
        assertThat(scope().ownLevel()).isEqualTo(level);
        scope().reporter().exchange(ExchangeStatus.UP);
        engine().drain();
        assertThat(status().recovery().cooldownRemainingNs()).as("from the end of its cause on").isEqualTo(cooldownNs(level));
        healthy();
        pass(cooldownNs(level) - SECOND);
        assertThat(scope().ownLevel()).isEqualTo(level);
    }

    private void staysShutDown()
    {
        healthy();
        pass(2 * cooldownNs(Level.HALT));
        assertThat(scope().ownLevel()).isEqualTo(Level.SHUTDOWN);
        assertThat(engine().desk().forceRecovery("v", "ann", "now").accepted()).isFalse();
        assertThat(engine().desk().confirm("v", "ann", "now").accepted()).isFalse();
        assertThat(scope().ownLevel()).isEqualTo(Level.SHUTDOWN);
        assertThat(engine().desk().reset("v", "ann", "checked").accepted()).isTrue();
    }

    @AfterAll
    static void count()
    {
        Runs.done("restarts by level, phase of the cooldown and kind of end", cases, "never looser, never a shorter cooldown");
    }
}
