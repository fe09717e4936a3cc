package io.interlock.core.engine;

/**
 * Memory that is held for the moment when there is none left: given back, it is room for what a SHUTDOWN has to allocate, the orders that
 * cancel among it. In pieces, so that no collector takes them for huge ones.
 *
 * <p>Threading: any.
 */
final class MemoryReserve
{
    private static final int PIECES = 32;
    private static final int PIECE_BYTES = 1 << 16;

    private volatile byte[][] held = new byte[PIECES][PIECE_BYTES];

    /** Gives it back, once. */
    void release()
    {
        held = null;
    }

    boolean isHeld()
    {
        return held != null;
    }
}
