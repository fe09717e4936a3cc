package io.interlock.core.machine.twin;

import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.model.Cause;
import io.interlock.core.model.CriticalError;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Intent;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.model.Side;
import java.math.BigDecimal;
import java.util.List;

/**
 * One input of both judges, unchangeable: the model reads this, the machine the {@link InputEvent} made from it.
 *
 * @param timeNs engine time.
 * @param scope  index of the scope; 0 is the root.
 * @param kind   what it says; a check is a {@link InputKind#TICK} with an intent.
 * @param number nanoseconds of a latency, the code of an order intent, or as a folded or gathered kind says.
 * @param a      expected price, equity, fraction lost, or the confidence of a check or order intent; a count of a folded or gathered kind.
 * @param b      actual price, quantity of an order intent, or such a count.
 * @param c      size factor of an order intent, or such a count.
 * @param word   a status, side, error, cause or intent; null where the kind has none.
 */
public record LawEvent(long timeNs, int scope, InputKind kind, long number, double a, double b, double c, Enum<?> word)
{
    /**
     * An event that has no third count.
     *
     * @param timeNs when.
     * @param scope  where.
     * @param kind   what.
     * @param number as the kind says.
     * @param a      likewise.
     * @param b      likewise.
     * @param word   likewise.
     */
    public LawEvent(
        final long timeNs, final int scope, final InputKind kind, final long number, final double a, final double b, final Enum<?> word)
    {
        this(timeNs, scope, kind, number, a, b, 0.0, word);
    }

    /**
     * What a reporter counted (DESIGN, overflow and lanes).
     *
     * @param timeNs when it is judged.
     * @param scope  where.
     * @param kind   a folded one, or the summary of a lane.
     * @param number as the kind says.
     * @param counts a, b and c, as the kind says.
     * @return the event.
     */
    public static LawEvent counted(final long timeNs, final int scope, final InputKind kind, final long number, final int... counts)
    {
        return new LawEvent(timeNs, scope, kind, number, counts[0], counts[1], counts[2], null);
    }

    /**
     * An event without numbers or words.
     *
     * @param timeNs when.
     * @param scope  where.
     * @param kind   what.
     * @return the event.
     */
    public static LawEvent plain(final long timeNs, final int scope, final InputKind kind)
    {
        return new LawEvent(timeNs, scope, kind, 0, 0.0, 0.0, null);
    }

    /**
     * An event with a word: a status, an error, an accepted cause.
     *
     * @param timeNs when.
     * @param scope  where.
     * @param kind   what.
     * @param word   which.
     * @return the event.
     */
    public static LawEvent word(final long timeNs, final int scope, final InputKind kind, final Enum<?> word)
    {
        return new LawEvent(timeNs, scope, kind, 0, 0.0, 0.0, word);
    }

    /**
     * An event with one fractional number: an equity or a loss.
     *
     * @param timeNs when.
     * @param scope  where.
     * @param kind   what.
     * @param number how much.
     * @return the event.
     */
    public static LawEvent amount(final long timeNs, final int scope, final InputKind kind, final double number)
    {
        return new LawEvent(timeNs, scope, kind, 0, number, 0.0, null);
    }

    /**
     * A latency sample.
     *
     * @param timeNs    when.
     * @param scope     where.
     * @param latencyNs how long.
     * @return the event.
     */
    public static LawEvent latency(final long timeNs, final int scope, final long latencyNs)
    {
        return new LawEvent(timeNs, scope, InputKind.API_LATENCY, latencyNs, 0.0, 0.0, null);
    }

    /**
     * The same at another time.
     *
     * @param newTimeNs when.
     * @return a copy.
     */
    public LawEvent at(final long newTimeNs)
    {
        return new LawEvent(newTimeNs, scope, kind, number, a, b, c, word);
    }

    /**
     * For people: time in milliseconds, scope, kind and only the numbers that the kind has.
     *
     * @param paths of the scopes, by index.
     * @return one line.
     */
    public String shown(final List<String> paths)
    {
        final StringBuilder text = new StringBuilder(64);
        text.append(BigDecimal.valueOf(timeNs, 6).stripTrailingZeros().toPlainString()).append(" ms  \"").append(paths.get(scope));
        text.append("\"  ").append(isCheck() ? "CHECK" : kind);
        text.append(word == null ? "" : " " + word);
        text.append(number == 0 ? "" : " " + number + " ns");
        text.append(a == 0.0 ? "" : " " + a);
        return text.append(b == 0.0 ? "" : " -> " + b).append(c == 0.0 ? "" : " -> " + c).toString();
    }

    /**
     * Whether it asks the gate instead of telling it something.
     *
     * @return true for a check.
     */
    public boolean isCheck()
    {
        return word instanceof Intent;
    }

    /**
     * Fills the machine's event.
     *
     * @param event overwritten.
     * @return it.
     */
    public InputEvent fill(final InputEvent event)
    {
        return switch (kind)
        {
            case API_LATENCY -> event.apiLatency(scope, number);
            case SLIPPAGE -> event.slippage(scope, (Side)word, a, b);
            case FILL -> event.fill(scope, number, (Side)word, a, b);
            case EQUITY -> event.equity(scope, a);
            case LOSS -> event.loss(scope, a);
            case EXCHANGE -> event.exchange(scope, (ExchangeStatus)word);
            case NETWORK -> event.network(scope, (NetworkStatus)word);
            case CRITICAL_ERROR -> event.criticalError(scope, (CriticalError)word);
            case ACCEPT -> event.accept(scope, (Cause)word);
            case LANE_SUMMARY, FOLDED_LATENCY, FOLDED_SLIPPAGE, FOLDED_RESULTS, FOLDED_INVALID ->
                event.folded(kind, scope, number, (long)a, (long)b, (long)c);
            case ORDER_INTENT -> event.intent(scope, (int)number, a, b, c);
            case RESET -> event.plain(kind, scope).text("the books are right again");
            default -> event.plain(kind, scope);
        };
    }
}
