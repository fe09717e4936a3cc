package io.interlock.core.machine.twin;

import static io.interlock.core.machine.twin.LawConfigs.MS;

import io.interlock.config.BreakerConfig;
import io.interlock.core.machine.InputKind;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.model.Reason;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A seeded stream as a user would record it, with its configuration, and what {@code simulate --json} has to say to it by
 * {@link LawModel}: for tests of the command. Only kinds of events that the file knows; whole milliseconds.
 *
 * <p>Threading: one test thread.
 */
public final class LawCsv
{
    private static final Set<InputKind> UNKNOWN_TO_CSV = EnumSet.of(
        InputKind.JOURNAL_FAILED, InputKind.JOURNAL_DAMAGED, InputKind.RESTARTS, InputKind.OVERLOAD, InputKind.LANE_SUMMARY,
        InputKind.FOLDED_LATENCY, InputKind.FOLDED_SLIPPAGE, InputKind.FOLDED_RESULTS, InputKind.FOLDED_INVALID,
        InputKind.ORDER_INTENT);
    /** Nanoseconds beyond this are no longer exact in a double of milliseconds. */
    private static final long EXACT_NS = 1_000_000_000_000_000L;

    private final SplittableRandom random;
    private final List<String> paths;
    private final LawModel model;
    private final String yaml;
    private final StringBuilder csv = new StringBuilder("time_ms,scope,event,a,b,text\n");
    private final List<String> expected = new ArrayList<>();
    private final Map<String, Level> levels = new TreeMap<>();
    private int line = 1;
    private int transitions;
    private int rejected;

    /**
     * Makes one.
     *
     * @param seed   of everything.
     * @param paths  of the scopes; the root first, parents before their children.
     * @param events rows.
     */
    public LawCsv(final long seed, final List<String> paths, final int events)
    {
        this.paths = List.copyOf(paths);
        random = new SplittableRandom(seed);
        final BreakerConfig config = new ConfigGenerator(random).next(paths);
        yaml = LawYaml.of(config);
        model = new LawModel(config, paths);
        seen("");
        final StreamGenerator generator = new StreamGenerator(random, model, paths.size());
        while (line <= events)
        {
            final LawEvent event = recordable(generator.next());
            if (event != null)
            {
                line++;
                row(event);
                judge(event);
            }
        }
        summary();
    }

    /**
     * The configuration.
     *
     * @return a YAML file.
     */
    public String yaml()
    {
        return yaml;
    }

    /**
     * The stream.
     *
     * @return a CSV file.
     */
    public String csv()
    {
        return csv.toString();
    }

    /**
     * What is to be said.
     *
     * @return JSON objects; a rejection without its message.
     */
    public List<String> expected()
    {
        return List.copyOf(expected);
    }

    /** As the file can hold it, or null. */
    private static LawEvent recordable(final LawEvent event)
    {
        if (UNKNOWN_TO_CSV.contains(event.kind()))
        {
            return null;
        }
        final InputKind kind = event.kind() == InputKind.FILL ? InputKind.SLIPPAGE : event.kind();
        final long number = kind == InputKind.API_LATENCY ? Math.min(EXACT_NS, event.number()) : 0;
        return new LawEvent(event.timeNs() / MS * MS, event.scope(), kind, number, event.a(), event.b(), event.word());
    }

    // ---- the file ----

    private void row(final LawEvent event)
    {
        final String path = paths.get(event.scope());
        seen(path);
        final boolean check = event.isCheck();
        final String word = check ? "check" : event.kind() != InputKind.TICK ? event.kind().name().toLowerCase(Locale.ROOT) :
            random.nextBoolean() ? "tick" : "note";
        csv.append(event.timeNs() / MS).append(',').append(quoted(path)).append(',').append(word).append(',');
        csv.append(a(event)).append(',').append(event.kind() == InputKind.SLIPPAGE ? number(event.b()) : "").append(',');
        final boolean unsaid = event.word() == null || event.kind() == InputKind.SLIPPAGE && event.word().name().equals("UNKNOWN");
        csv.append(unsaid ? "" : quoted(event.word().name())).append('\n');
    }

    private String a(final LawEvent event)
    {
        return switch (event.kind())
        {
            case API_LATENCY -> BigDecimal.valueOf(event.number(), 6).toPlainString();
            case SLIPPAGE, EQUITY, LOSS -> number(event.a());
            case TICK -> !event.isCheck() || event.a() == LawGate.NONE ? "" : Double.isNaN(event.a()) ? "none" : number(event.a());
            default -> "";
        };
    }

    private String number(final double value)
    {
        return Double.isFinite(value) ? new BigDecimal(value).toPlainString() : random.nextBoolean() ? "" : "1e5";
    }

    private String quoted(final String text)
    {
        return random.nextInt(8) == 0 ? '"' + text + '"' : text;
    }

    // ---- what is to be said ----

    private void seen(final String path)
    {
        for (String at = path; levels.putIfAbsent(at, Level.CLOSED) == null;)
        {
            at = at.substring(0, Math.max(0, at.lastIndexOf('/')));
        }
    }

    private void judge(final LawEvent event)
    {
        for (final LawOutput output : model.apply(event))
        {
            if (output instanceof LawOutput.Moved moved)
            {
                transitions++;
                expected.add("{\"type\":\"transition\",\"time_ms\":" + BigDecimal.valueOf(moved.timeNs(), 6).toPlainString()
                    + ",\"scope\":\"" + paths.get(moved.scope()) + "\",\"from\":\"" + moved.from() + "\",\"to\":\"" + moved.to()
                    + "\",\"cause\":\"" + moved.cause() + "\",\"value\":" + people(moved.cause(), moved.value())
                    + ",\"threshold\":" + people(moved.cause(), moved.threshold()) + "}");
            }
            else if (output instanceof LawOutput.Rejected || output instanceof LawOutput.Commanded said && !said.accepted())
            {
                rejected++;
                expected.add("{\"type\":\"rejected\",\"line\":" + line + "}");
            }
        }
        if (event.isCheck())
        {
            check(event, model.scope(event.scope()));
        }
    }

    private void check(final LawEvent event, final LawScope scope)
    {
        final Reason reason = LawGate.check(scope, (Intent)event.word(), event.a());
        final double size = reason == Reason.ALLOWED_REDUCED ? scope.config.policy().throttle().sizeFactor() :
            reason == Reason.ALLOWED ? 1.0 : 0.0;
        expected.add("{\"type\":\"check\",\"time_ms\":" + event.timeNs() / MS + ",\"scope\":\"" + scope.path + "\",\"intent\":\""
            + event.word() + "\",\"allowed\":" + (size > 0.0) + ",\"size_factor\":" + size + ",\"reason\":\"" + reason + "\"}");
    }

    /** In the units that people use: milliseconds, percent, a count. */
    private static String people(final Cause cause, final long raw)
    {
        if (raw == Cause.NO_NUMBER)
        {
            return "null";
        }
        return switch (cause)
        {
            case API_LATENCY -> BigDecimal.valueOf(raw, 6).toPlainString();
            case SLIPPAGE, FAILURE_RATE, LOSS -> BigDecimal.valueOf(raw, 7).toPlainString();
            default -> Long.toString(raw);
        };
    }

    private void summary()
    {
        final StringBuilder text = new StringBuilder("{\"type\":\"summary\",\"levels\":{");
        levels.keySet().forEach((path) -> text.append(text.charAt(text.length() - 1) == '{' ? "" : ",")
            .append('"').append(path).append("\":\"").append(model.scope(paths.indexOf(path)).level).append('"'));
        text.append("},\"transitions\":").append(transitions).append(",\"rejected\":").append(rejected).append('}');
        expected.add(text.toString());
    }
}
