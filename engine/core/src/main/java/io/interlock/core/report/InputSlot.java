package io.interlock.core.report;

/**
 * The layout of a slot of the input ring: one cache line, so that a report moves one from the reporter's core to the breaker's, and nothing
 * that a collector keeps books of. Texts lie apart and are touched only where there is one.
 * <pre>
 *   +0  kind     byte, an ordinal       +1 text length  byte, in bytes, unsigned      +2 code  short, unsigned
 *   +4  scope    int
 *   +8  lane     int, index + 1 of the reporter's lane, 0 for none
 *   +12 asks     int, 1 where somebody waits for an answer
 *   +16 number   long                   +24 a    double      +32 b  double   +40 c  double
 *   +48 unused
 * </pre>
 */
final class InputSlot
{
    static final int SIZE_SHIFT = 6;
    static final int SIZE = 1 << SIZE_SHIFT;
    static final int HEAD = 0;
    static final int TEXT_LENGTH = 1;
    static final int LANE = 8;
    static final int ASKS = 12;
    static final int NUMBER = 16;
    static final int A = 24;
    static final int B = 32;
    static final int C = 40;

    private static final int TEXT_LENGTH_SHIFT = 8;
    private static final int CODE_SHIFT = 16;
    private static final int SCOPE_SHIFT = 32;
    private static final int BYTE = 0xFF;
    private static final int SHORT = 0xFFFF;

    private InputSlot()
    {
    }

    /** The first eight bytes of a slot without text. */
    static long head(final int kind, final int code, final int scopeId)
    {
        return kind | (long)code << CODE_SHIFT | (long)scopeId << SCOPE_SHIFT;
    }

    static int kind(final long head)
    {
        return (int)head & BYTE;
    }

    static int code(final long head)
    {
        return (int)(head >>> CODE_SHIFT) & SHORT;
    }

    static int textLength(final long head)
    {
        return (int)(head >>> TEXT_LENGTH_SHIFT) & BYTE;
    }

    static int scopeId(final long head)
    {
        return (int)(head >>> SCOPE_SHIFT);
    }
}
