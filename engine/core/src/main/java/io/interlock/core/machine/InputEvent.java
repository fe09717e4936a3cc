package io.interlock.core.machine;

import io.interlock.core.model.Cause;
import io.interlock.core.model.CriticalError;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.model.Side;
import java.nio.charset.StandardCharsets;

/**
 * One input of the state machine, reused for ever: a slot of the ring, or a driver's own. Each method fills it whole, so nothing of what it
 * held before shows through. Filling it never allocates and never throws.
 *
 * <p>Threading: written by the thread that claimed the slot, then read by the breaker thread alone.
 */
public final class InputEvent
{
    /** Text longer than this is cut (bytes of UTF-8). */
    public static final int MAX_TEXT_BYTES = 128;

    private final byte[] text = new byte[MAX_TEXT_BYTES];
    /** A code and no reference: to store one into an object that has grown old costs a fence where the collector keeps books of it. */
    private int kind = InputKind.TICK.ordinal();
    private int scopeId;
    private int code;
    private int textLength;
    private long number;
    private double a;
    private double b;
    private double c;

    private InputEvent of(final InputKind newKind, final int scope)
    {
        kind = newKind.ordinal();
        scopeId = scope;
        code = 0;
        textLength = 0;
        number = 0;
        a = 0.0;
        b = 0.0;
        c = 0.0;
        return this;
    }

    /**
     * An event that has no numbers: a tick, a result, a command, a stall, a restart.
     *
     * @param newKind what it says.
     * @param scope   whose it is.
     * @return this.
     */
    public InputEvent plain(final InputKind newKind, final int scope)
    {
        return of(newKind, scope);
    }

    /**
     * What a slot of the input ring holds.
     *
     * @param newKind   what it says.
     * @param scope     whose it is.
     * @param newCode   as the kind says.
     * @param newNumber as the kind says.
     * @return this.
     */
    public InputEvent slot(final InputKind newKind, final int scope, final int newCode, final long newNumber)
    {
        of(newKind, scope).code = newCode;
        number = newNumber;
        return this;
    }

    /**
     * Sets the numbers.
     *
     * @param newA as the kind says.
     * @param newB likewise.
     * @param newC likewise.
     * @return this.
     */
    public InputEvent numbers(final double newA, final double newB, final double newC)
    {
        a = newA;
        b = newB;
        c = newC;
        return this;
    }

    /**
     * Adds text that is encoded already.
     *
     * @param from   where it is.
     * @param at     its first byte.
     * @param length bytes, at most {@link #MAX_TEXT_BYTES}.
     * @return this.
     */
    public InputEvent text(final byte[] from, final int at, final int length)
    {
        System.arraycopy(from, at, text, 0, length);
        textLength = length;
        return this;
    }

    /**
     * A latency sample.
     *
     * @param scope     whose it is.
     * @param latencyNs nanoseconds; negative is a bad sample.
     * @return this.
     */
    public InputEvent apiLatency(final int scope, final long latencyNs)
    {
        of(InputKind.API_LATENCY, scope).number = latencyNs;
        return this;
    }

    /**
     * A price that was not the one expected.
     *
     * @param scope    whose it is.
     * @param side     decides what is adverse.
     * @param expected the price decided at.
     * @param actual   the price paid or received.
     * @return this.
     */
    public InputEvent slippage(final int scope, final Side side, final double expected, final double actual)
    {
        of(InputKind.SLIPPAGE, scope).code = side.ordinal();
        a = expected;
        b = actual;
        return this;
    }

    /**
     * Success, latency and slippage at one instant.
     *
     * @param scope     whose it is.
     * @param latencyNs nanoseconds; negative is a bad sample.
     * @param side      decides what is adverse.
     * @param expected  the price decided at.
     * @param actual    the price paid or received.
     * @return this.
     */
    public InputEvent fill(final int scope, final long latencyNs, final Side side, final double expected, final double actual)
    {
        slippage(scope, side, expected, actual);
        kind = InputKind.FILL.ordinal();
        number = latencyNs;
        return this;
    }

    /**
     * The value of a scope's account.
     *
     * @param scope  whose it is.
     * @param equity above 0.
     * @return this.
     */
    public InputEvent equity(final int scope, final double equity)
    {
        of(InputKind.EQUITY, scope).a = equity;
        return this;
    }

    /**
     * A loss that the host worked out itself.
     *
     * @param scope    whose it is.
     * @param fraction 0 to 1.
     * @return this.
     */
    public InputEvent loss(final int scope, final double fraction)
    {
        of(InputKind.LOSS, scope).a = fraction;
        return this;
    }

    /**
     * A venue's status.
     *
     * @param scope  whose it is.
     * @param status stands until the next.
     * @return this.
     */
    public InputEvent exchange(final int scope, final ExchangeStatus status)
    {
        of(InputKind.EXCHANGE, scope).code = status.ordinal();
        return this;
    }

    /**
     * A session's status.
     *
     * @param scope  whose it is.
     * @param status stands until the next.
     * @return this.
     */
    public InputEvent network(final int scope, final NetworkStatus status)
    {
        of(InputKind.NETWORK, scope).code = status.ordinal();
        return this;
    }

    /**
     * A critical error.
     *
     * @param scope where it was noticed; it acts on the root.
     * @param error which.
     * @return this.
     */
    public InputEvent criticalError(final int scope, final CriticalError error)
    {
        of(InputKind.CRITICAL_ERROR, scope).code = error.ordinal();
        return this;
    }

    /**
     * An operator accepts what stands.
     *
     * @param scope the root.
     * @param cause JOURNAL, JOURNAL_DAMAGE or RESTARTS.
     * @return this.
     */
    public InputEvent accept(final int scope, final Cause cause)
    {
        of(InputKind.ACCEPT, scope).code = cause.ordinal();
        return this;
    }

    /**
     * What was folded since the last time (DESIGN, overflow).
     *
     * @param newKind one of the FOLDED kinds, or OVERLOAD.
     * @param scope   whose it is.
     * @param worst   {@code number}, as the kind says.
     * @param first   {@code a}, as the kind says.
     * @param second  {@code b}, as the kind says.
     * @param third   {@code c}, as the kind says.
     * @return this.
     */
    public InputEvent folded(
        final InputKind newKind, final int scope, final long worst, final long first, final long second, final long third)
    {
        of(newKind, scope).number = worst;
        a = first;
        b = second;
        c = third;
        return this;
    }

    /**
     * What a gate was asked about an order, and what it answered.
     *
     * @param scope      of the gate.
     * @param newCode    an {@link IntentCode}.
     * @param confidence as it was stated; NaN by custom where none was.
     * @param quantity   asked for.
     * @param factor     the size factor answered; 0 where it was refused.
     * @return this.
     */
    public InputEvent intent(final int scope, final int newCode, final double confidence, final double quantity, final double factor)
    {
        of(InputKind.ORDER_INTENT, scope).code = newCode;
        a = confidence;
        b = quantity;
        c = factor;
        return this;
    }

    /**
     * Adds text: what the venue said, or an operator's reason. Cut at {@link #MAX_TEXT_BYTES}, never in the middle of a character.
     *
     * @param chars may be null. An unpaired surrogate becomes a question mark.
     * @return this.
     */
    public InputEvent text(final CharSequence chars)
    {
        textLength = chars == null ? 0 : Utf8.encode(chars, text, 0, MAX_TEXT_BYTES);
        return this;
    }

    /**
     * Copies another event.
     *
     * @param other may be any.
     * @return this.
     */
    public InputEvent copyOf(final InputEvent other)
    {
        kind = other.kind;
        scopeId = other.scopeId;
        code = other.code;
        number = other.number;
        a = other.a;
        b = other.b;
        c = other.c;
        return text(other.text, 0, other.textLength);
    }

    /**
     * What the event says.
     *
     * @return never null.
     */
    public InputKind kind()
    {
        return InputKind.of(kind);
    }

    /**
     * Whose event it is.
     *
     * @return the id that the scope was added with.
     */
    public int scopeId()
    {
        return scopeId;
    }

    /**
     * The code of its status, side, error, cause or intent.
     *
     * @return 0 where the kind has none.
     */
    public int code()
    {
        return code;
    }

    /**
     * Its whole number, as the kind says.
     *
     * @return 0 where the kind has none.
     */
    public long number()
    {
        return number;
    }

    /**
     * Its first fractional number.
     *
     * @return 0 where the kind has none.
     */
    public double a()
    {
        return a;
    }

    /**
     * Its second fractional number.
     *
     * @return 0 where the kind has none.
     */
    public double b()
    {
        return b;
    }

    /**
     * Its third fractional number.
     *
     * @return 0 where the kind has none.
     */
    public double c()
    {
        return c;
    }

    /**
     * How long its text is.
     *
     * @return bytes of UTF-8.
     */
    public int textLength()
    {
        return textLength;
    }

    /**
     * Copies its text as it is encoded.
     *
     * @param into has room for {@link #textLength()}.
     * @param at   where to.
     */
    public void copyText(final byte[] into, final int at)
    {
        System.arraycopy(text, 0, into, at, textLength);
    }

    /**
     * Its text as a new string; allocates.
     *
     * @return empty where it has none.
     */
    public String text()
    {
        return new String(text, 0, textLength, StandardCharsets.UTF_8);
    }
}
