package io.interlock.journal.input;

import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.machine.IntentCode;
import io.interlock.core.model.Cause;
import io.interlock.core.model.CriticalError;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Intent;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.model.Reason;
import io.interlock.core.model.Side;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;

/** Events and actors of every kind, with numbers from every corner, by a seed. Threading: one thread. */
final class AnyEvent
{
    private static final InputKind[] KINDS = InputKind.values();
    private static final long[] NUMBERS = {0, 1, -1, 127, 128, -64, -65, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 56};
    private static final double[] DECIMALS = {
        0.0, -0.0, 1.0, Double.NaN, Double.longBitsToDouble(0x7FF8_0000_0000_BEEFL), Double.longBitsToDouble(0xFFF8_1234_5678_9ABCL),
        Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, -Double.MAX_VALUE};
    private static final Set<InputKind> SUMMARIES =
        EnumSet.of(InputKind.FOLDED_LATENCY, InputKind.FOLDED_RESULTS, InputKind.FOLDED_INVALID, InputKind.LANE_SUMMARY);
    private static final String[] PIECES = {"a", "\u00e9", "\u20ac", "\ud83d\ude80", "\ud83d", "\u0000", "\n", "\"", "<b>"};

    private final Random random;
    private final InputEvent event = new InputEvent();

    AnyEvent(final Random random)
    {
        this.random = random;
    }

    InputEvent next()
    {
        final InputKind kind = KINDS[random.nextInt(KINDS.length)];
        event.slot(kind, random.nextInt(4) == 0 ? random.nextInt(4_096) : random.nextInt(3), code(kind), number())
            .numbers(decimal(), decimal(), decimal());
        if (SUMMARIES.contains(kind))
        {
            // More reports than there can be in one are refused by whoever reads it.
            event.slot(kind, event.scopeId(), event.code(), Math.floorMod(event.number(), 1_000_000_000L))
                .numbers(random.nextInt(1_000_000), random.nextInt(1_000_000), decimal());
        }
        return random.nextInt(3) == 0 ? event.text(text(140)) : event;
    }

    private int code(final InputKind kind)
    {
        return switch (kind)
        {
            case SLIPPAGE, FILL -> random.nextInt(Side.values().length);
            case EXCHANGE -> random.nextInt(ExchangeStatus.values().length);
            case NETWORK -> random.nextInt(NetworkStatus.values().length);
            case CRITICAL_ERROR -> random.nextInt(CriticalError.values().length);
            case ACCEPT -> random.nextInt(Cause.values().length);
            case ORDER_INTENT -> IntentCode.of(Intent.values()[random.nextInt(Intent.values().length)], random.nextBoolean(),
                Reason.values()[random.nextInt(Reason.values().length)]);
            default -> random.nextBoolean() ? 0 : random.nextInt(Integer.MAX_VALUE);
        };
    }

    long number()
    {
        return random.nextBoolean() ? NUMBERS[random.nextInt(NUMBERS.length)] : random.nextLong() >> random.nextInt(64);
    }

    private double decimal()
    {
        return random.nextInt(3) > 0 ? DECIMALS[random.nextInt(DECIMALS.length)] : Double.longBitsToDouble(random.nextLong());
    }

    /** Up to so many characters. */
    String text(final int most)
    {
        final StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--)
        {
            text.append(PIECES[random.nextInt(random.nextBoolean() ? 1 : PIECES.length)]);
        }
        return text.toString();
    }
}
