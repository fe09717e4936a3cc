package io.interlock.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.cli.ByteSink;
import io.interlock.cli.Run;
import io.interlock.cli.stream.CsvReader;
import io.interlock.cli.stream.Decimals;
import io.interlock.cli.stream.JsonOutput;
import io.interlock.cli.stream.RowReader;
import io.interlock.cli.stream.Word;
import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.core.machine.BreakerStateMachine;
import io.interlock.core.machine.Effects;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.machine.ScopeDefinition;
import io.interlock.core.machine.Transition;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.port.TransitionEvent;
import io.interlock.journal.replay.Unrolled;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Seeded streams of any inputs: exported and simulated they are judged as the machine judges them, and each row says what it was. */
class ExportRoundTripTest
{
    private static final long SEED = Long.getLong("interlock.export.seed", 20261126L);
    private static final int STREAMS = Integer.getInteger("interlock.export.streams", 60);
    private static final int EVENTS = 400;
    private static final List<String> PRESETS = List.of("default", "conservative", "aggressive", "production");
    /** Parents first; a path may hold anything but a control character. */
    private static final List<String> SCOPES = List.of(
        "", "a", "a/b", "=1+1,\"x\"", "=1+1,\"x\"/'; drop", "\u00FCber \uD83D\uDE80\u2028", "-");
    private static final int[] PARENTS = {-1, 0, 1, 0, 3, 0, 0};
    private static final List<String> TEXTS = List.of("", "late", "a,b", "\"", "two\r\nlines\n", "=cmd()", "\uFEFFx", " \t", "\u202Eabc",
        "\uD83D\uDE80 caf\u00E9", "\r");

    private static final Set<InputKind> ROWS = Arrays.stream(Word.values()).map(Word::kind).collect(Collectors.toSet());

    private final Map<InputKind, Integer> kinds = new EnumMap<>(InputKind.class);
    private int transitions;

    @Test
    void shouldBeJudgedAsTheMachineJudgedTheSameInputs() throws IOException
    {
        for (int i = 0; i < STREAMS; i++)
        {
            stream(SEED + i, PRESETS.get(i % PRESETS.size()));
        }
        System.out.println("exports over " + STREAMS + " streams from seed " + SEED + ": " + transitions + " transitions, " + kinds);
        assertThat(kinds).hasSize(InputKind.values().length);
        assertThat(transitions).isGreaterThan(STREAMS * 10);
    }

    private void stream(final long seed, final String preset) throws IOException
    {
        final SplittableRandom random = new SplittableRandom(seed);
        final Exported exported = new Exported();
        final Machine machine = new Machine(ConfigLoader.preset(preset));
        final List<InputEvent> told = new ArrayList<>();
        final InputEvent event = new InputEvent();
        final Unrolled unrolled = new Unrolled();
        // So that every scope is seen, and a second starts where it does in the stream.
        long timeMs = random.nextLong(-5_000, 2_000_000_000_000L);
        for (int scope = 0; scope < SCOPES.size(); scope++)
        {
            exported.csv.note(timeMs, SCOPES.get(scope), "scope " + scope);
        }
        for (int i = 0; i < EVENTS; i++)
        {
            timeMs += random.nextInt(10) == 0 ? random.nextLong(0, 400_000) : random.nextLong(0, 900);
            AnyInput.fill(event, random, SCOPES.size(), TEXTS);
            kinds.merge(event.kind(), 1, Integer::sum);
            exported.csv.event(timeMs, SCOPES.get(event.scopeId()), event);
            final long now = timeMs;
            unrolled.unroll(event, one ->
            {
                told.add(new InputEvent().copyOf(one));
                machine.apply(one, now);
            });
        }
        final byte[] csv = exported.bytes();
        final Run run = Run.of(csv, "simulate", "--json", "--preset", preset, "-");
        assertThat(run.exitCode()).as("seed %d: %s", seed, run.err()).isZero();
        assertThat(run.lines().stream().filter(line -> !line.startsWith("{\"type\":\"rejected\"")).toList())
            .as("seed %d under %s", seed, preset).containsExactlyElementsOf(machine.lines());
        transitions += machine.transitions;
        readBack(seed, csv, told);
    }

    private static void readBack(final long seed, final byte[] csv, final List<InputEvent> told) throws IOException
    {
        final RowReader row = new RowReader(new CsvReader(new ByteArrayInputStream(csv), () ->
        {
        }));
        assertThat(row.header()).isTrue();
        int at = 0;
        while (row.next())
        {
            row.words();
            if (row.word() == Word.NOTE)
            {
                continue;
            }
            while (!Machine.hasRow(told.get(at).kind()))
            {
                at++;
            }
            final InputEvent expected = told.get(at++);
            final String what = "seed " + seed + ", line " + row.line() + ": " + expected.kind();
            assertThat(row.word().kind()).as(what).isEqualTo(expected.kind());
            assertThat(row.scope()).as(what).isEqualTo(SCOPES.get(expected.scopeId()));
            same(what, row, expected);
        }
        while (at < told.size())
        {
            assertThat(Machine.hasRow(told.get(at++).kind())).as("seed %d: a row is missing", seed).isFalse();
        }
    }

    private static void same(final String what, final RowReader row, final InputEvent expected)
    {
        switch (expected.kind())
        {
            case API_LATENCY -> assertThat(Decimals.latencyNs(row.a())).as(what).isEqualTo(Math.max(-1, expected.number()));
            case SLIPPAGE ->
            {
                assertThat(row.said()).as(what).isEqualTo(expected.code());
                sameNumber(what, row.a(), expected.a());
                sameNumber(what, row.b(), expected.b());
            }
            case EQUITY, LOSS -> sameNumber(what, row.a(), expected.a());
            case EXCHANGE, NETWORK, CRITICAL_ERROR, ACCEPT -> assertThat(row.said()).as(what).isEqualTo(expected.code());
            default -> assertThat(row.text()).as(what).isEqualTo(expected.text());
        }
    }

    private static void sameNumber(final String what, final double read, final double written)
    {
        // What is infinite is as bad a sample as what is no number.
        assertThat(Double.isInfinite(written) ? Double.NaN : written + 0.0).as(what).isEqualTo(read);
    }

    /** The machine itself, with every scope, writing what it decides as simulate does. Threading: one thread. */
    private static final class Machine implements Effects
    {
        private final BreakerStateMachine machine;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final JsonOutput output = new JsonOutput(new ByteSink(bytes));
        private final InputEvent tick = new InputEvent();
        private int transitions;
        private int rejected;

        Machine(final BreakerConfig config)
        {
            machine = new BreakerStateMachine(config);
            for (int scope = 1; scope < SCOPES.size(); scope++)
            {
                machine.addScope(new ScopeDefinition(scope, PARENTS[scope], SCOPES.get(scope), config.scope(SCOPES.get(scope))));
            }
        }

        static boolean hasRow(final InputKind kind)
        {
            return ROWS.contains(kind);
        }

        void apply(final InputEvent event, final long timeMs)
        {
            machine.apply(hasRow(event.kind()) ? event : tick.plain(InputKind.TICK, 0), timeMs * 1_000_000, this);
        }

        List<String> lines()
        {
            final Map<String, Level> levels = new TreeMap<>((one, other) -> Arrays.compareUnsigned(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8)));
            for (int scope = 0; scope < SCOPES.size(); scope++)
            {
                levels.put(SCOPES.get(scope), machine.scope(scope).level());
            }
            output.summary(levels, transitions, rejected, 0);
            output.flush();
            return bytes.toString(StandardCharsets.UTF_8).lines().toList();
        }

        @Override
        public void onTransition(final Transition transition)
        {
            transitions++;
            output.transition(transition.timeNs(), SCOPES.get(transition.scopeId()),
                new TransitionEvent.Change(transition.from(), transition.to()),
                new TransitionEvent.Why(transition.cause(), transition.value(), transition.threshold()));
        }

        @Override
        public void onRejected(final int scopeId, final InputEvent event, final String why, final long timeNs)
        {
            rejected++;
        }

        @Override
        public void onCommand(
            final int scopeId, final InputEvent event, final boolean accepted, final String message, final long timeNs)
        {
            rejected += accepted ? 0 : 1;
        }

        @Override
        public void onBreach(
            final int scopeId, final Cause cause, final Level demand, final long value, final long threshold, final long timeNs)
        {
            // Only what changes a level is compared.
        }

        @Override
        public void onOverride(final int scopeId, final boolean on, final long timeNs)
        {
            // Only what changes a level is compared.
        }
    }
}
