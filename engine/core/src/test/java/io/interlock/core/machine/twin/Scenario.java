package io.interlock.core.machine.twin;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.BreakerConfig;
import io.interlock.core.machine.InputKind;
import io.interlock.core.model.Cause;
import io.interlock.core.model.CriticalError;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.model.Side;
import io.interlock.core.model.Unit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A story told to a {@link Judge}, and what it has to say to it. Times are milliseconds. What was said reads
 * {@code "1000 a CLOSED>ALERT API_LATENCY 500ms/500ms"}: time, scope ({@code .} is the root), levels, cause, value and threshold;
 * a rejected sample {@code "1000 a rejected EQUITY"}, a refused command {@code "1000 a refused CONFIRM"}.
 *
 * <p>Threading: one test thread.
 */
public final class Scenario
{
    private final List<String> paths;
    private final Judge judge;
    private final List<String> said = new ArrayList<>();
    private long nowNs;
    private int scope;

    /**
     * A story that starts at 0 in the root.
     *
     * @param kind   who judges.
     * @param config thresholds and policies.
     * @param scopes paths beside the root's, parents first.
     */
    public Scenario(final Judge.Kind kind, final BreakerConfig config, final String... scopes)
    {
        paths = new ArrayList<>(List.of(""));
        paths.addAll(List.of(scopes));
        judge = kind.judge(config, paths);
    }

    /**
     * What follows happens then.
     *
     * @param ms milliseconds.
     * @return this.
     */
    public Scenario at(final long ms)
    {
        return atNs(ms * LawConfigs.MS);
    }

    /**
     * What follows happens then.
     *
     * @param ns nanoseconds.
     * @return this.
     */
    public Scenario atNs(final long ns)
    {
        nowNs = ns;
        return this;
    }

    /**
     * What follows happens there.
     *
     * @param path a scope of this story.
     * @return this.
     */
    public Scenario in(final String path)
    {
        scope = paths.indexOf(path);
        assertThat(scope).as("scope " + path).isNotNegative();
        return this;
    }

    private Scenario tell(final LawEvent event)
    {
        for (final LawOutput output : judge.apply(event))
        {
            final String line = line(output);
            if (!line.isEmpty())
            {
                said.add(line);
            }
        }
        return this;
    }

    private String line(final LawOutput output)
    {
        if (output instanceof LawOutput.Moved moved)
        {
            final String numbers = moved.value() == Cause.NO_NUMBER && moved.threshold() == Cause.NO_NUMBER ? "" :
                " " + number(moved.cause().unit(), moved.value()) + "/" + number(moved.cause().unit(), moved.threshold());
            return head(moved.timeNs(), moved.scope()) + moved.from() + ">" + moved.to() + " " + moved.cause() + numbers;
        }
        if (output instanceof LawOutput.Rejected rejected)
        {
            return head(rejected.timeNs(), rejected.scope()) + "rejected " + rejected.kind();
        }
        final LawOutput.Commanded command = (LawOutput.Commanded)output;
        return command.accepted() ? "" : head(command.timeNs(), command.scope()) + "refused " + command.kind();
    }

    private String head(final long timeNs, final int at)
    {
        return plain(timeNs, 6) + " " + (at == 0 ? "." : paths.get(at)) + " ";
    }

    private static String number(final Unit unit, final long raw)
    {
        return switch (unit)
        {
            case MILLISECONDS -> plain(raw, 6) + "ms";
            case PERCENT -> plain(raw, 7) + "%";
            default -> Long.toString(raw);
        };
    }

    private static String plain(final long raw, final int decimals)
    {
        final BigDecimal number = BigDecimal.valueOf(raw, decimals);
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /**
     * A kind without numbers, now and here.
     *
     * @param kind which.
     * @return this.
     */
    public Scenario tell(final InputKind kind)
    {
        return tell(LawEvent.plain(nowNs, scope, kind));
    }

    /**
     * Time alone.
     *
     * @return this.
     */
    public Scenario tick()
    {
        return tell(InputKind.TICK);
    }

    /**
     * Latency samples.
     *
     * @param ms each in milliseconds.
     * @return this.
     */
    public Scenario latency(final long... ms)
    {
        for (final long each : ms)
        {
            latencyNs(each * LawConfigs.MS);
        }
        return this;
    }

    /**
     * A latency sample.
     *
     * @param ns in nanoseconds.
     * @return this.
     */
    public Scenario latencyNs(final long ns)
    {
        return tell(LawEvent.latency(nowNs, scope, ns));
    }

    /**
     * Order results.
     *
     * @param letters {@code F} a failure, {@code S} a success.
     * @return this.
     */
    public Scenario orders(final String letters)
    {
        letters.chars().forEach((letter) -> tell(letter == 'F' ? InputKind.ORDER_FAILURE : InputKind.ORDER_SUCCESS));
        return this;
    }

    /**
     * The summary of a lane.
     *
     * @param successes gathered, and nothing else.
     * @return this.
     */
    public Scenario gathered(final int successes)
    {
        return tell(LawEvent.counted(nowNs, scope, InputKind.LANE_SUMMARY, 0, successes, 0, 0));
    }

    /**
     * Folded order results.
     *
     * @param successes how many.
     * @param failures  how many.
     * @param inARow    the longest run of failures.
     * @return this.
     */
    public Scenario folded(final int successes, final int failures, final int inARow)
    {
        return tell(LawEvent.counted(nowNs, scope, InputKind.FOLDED_RESULTS, inARow, successes, failures, 0));
    }

    /**
     * A price.
     *
     * @param side     decides what is adverse.
     * @param expected the price decided at.
     * @param actual   the price paid or received.
     * @return this.
     */
    public Scenario slippage(final Side side, final double expected, final double actual)
    {
        return tell(new LawEvent(nowNs, scope, InputKind.SLIPPAGE, 0, expected, actual, side));
    }

    /**
     * A fill.
     *
     * @param ms       latency in milliseconds.
     * @param side     decides what is adverse.
     * @param expected the price decided at.
     * @param actual   the price paid or received.
     * @return this.
     */
    public Scenario fill(final long ms, final Side side, final double expected, final double actual)
    {
        return tell(new LawEvent(nowNs, scope, InputKind.FILL, ms * LawConfigs.MS, expected, actual, side));
    }

    /**
     * An equity.
     *
     * @param equity how much.
     * @return this.
     */
    public Scenario equity(final double equity)
    {
        return tell(LawEvent.amount(nowNs, scope, InputKind.EQUITY, equity));
    }

    /**
     * An explicit loss.
     *
     * @param fraction how much.
     * @return this.
     */
    public Scenario loss(final double fraction)
    {
        return tell(LawEvent.amount(nowNs, scope, InputKind.LOSS, fraction));
    }

    /**
     * The venue's status.
     *
     * @param status which.
     * @return this.
     */
    public Scenario exchange(final ExchangeStatus status)
    {
        return tell(LawEvent.word(nowNs, scope, InputKind.EXCHANGE, status));
    }

    /**
     * The session's status.
     *
     * @param status which.
     * @return this.
     */
    public Scenario network(final NetworkStatus status)
    {
        return tell(LawEvent.word(nowNs, scope, InputKind.NETWORK, status));
    }

    /**
     * A critical error.
     *
     * @param error which.
     * @return this.
     */
    public Scenario critical(final CriticalError error)
    {
        return tell(LawEvent.word(nowNs, scope, InputKind.CRITICAL_ERROR, error));
    }

    /**
     * An operator accepts.
     *
     * @param cause what.
     * @return this.
     */
    public Scenario accept(final Cause cause)
    {
        return tell(LawEvent.word(nowNs, scope, InputKind.ACCEPT, cause));
    }

    /**
     * Everything said since the last time, and nothing else, was this.
     *
     * @param lines in order.
     * @return this.
     */
    public Scenario says(final String... lines)
    {
        assertThat(said).containsExactly(lines);
        said.clear();
        return this;
    }

    /**
     * A scope's own level is this.
     *
     * @param path  which.
     * @param level expected.
     * @return this.
     */
    public Scenario level(final String path, final Level level)
    {
        assertThat(judge.level(paths.indexOf(path))).as("level of " + path).isEqualTo(level);
        return this;
    }

    /**
     * Whether a cause stands here.
     *
     * @param cause which.
     * @return true while it does.
     */
    public boolean stands(final Cause cause)
    {
        return judge.stands(scope, cause);
    }

    /**
     * Who judges, for what is not told in every story.
     *
     * @return the judge.
     */
    public Judge judge()
    {
        return judge;
    }
}
