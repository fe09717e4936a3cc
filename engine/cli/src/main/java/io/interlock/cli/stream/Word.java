package io.interlock.cli.stream;

import io.interlock.core.machine.InputKind;
import java.util.Locale;

/** What a row can say, with the words of the format. */
public enum Word
{
    API_LATENCY(InputKind.API_LATENCY),
    ORDER_SUCCESS(InputKind.ORDER_SUCCESS),
    ORDER_FAILURE(InputKind.ORDER_FAILURE),
    SLIPPAGE(InputKind.SLIPPAGE),
    EQUITY(InputKind.EQUITY),
    LOSS(InputKind.LOSS),
    EXCHANGE(InputKind.EXCHANGE),
    NETWORK(InputKind.NETWORK),
    CRITICAL_ERROR(InputKind.CRITICAL_ERROR),
    OVERRIDE_ENABLE(InputKind.OVERRIDE_ENABLE),
    OVERRIDE_DISABLE(InputKind.OVERRIDE_DISABLE),
    CONFIRM(InputKind.CONFIRM),
    FORCE_RECOVERY(InputKind.FORCE_RECOVERY),
    KILL(InputKind.KILL),
    CHECK(InputKind.TICK),
    RESTART(InputKind.RESTART),
    RESET(InputKind.RESET),
    ACCEPT(InputKind.ACCEPT),
    STALL(InputKind.STALL),
    TICK(InputKind.TICK),
    NOTE(InputKind.TICK);

    private static final Word[] BY_CODE = values();

    private final InputKind kind;

    Word(final InputKind kind)
    {
        this.kind = kind;
    }

    /** What the machine is told; a check and a note tell it the time. */
    public InputKind kind()
    {
        return kind;
    }

    public static Word of(final int ordinal)
    {
        return BY_CODE[ordinal];
    }

    /** A table of the words as they are written. */
    public static WordTable table()
    {
        final WordTable table = new WordTable();
        for (final Word word : BY_CODE)
        {
            table.put(word.name().toLowerCase(Locale.ROOT), word.ordinal());
        }
        return table;
    }
}
