package io.interlock.journal.input;

import io.interlock.core.machine.StateSink;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The machine as it was, packed; there is one, used again once it is written. It grows to what the machine needs, which is the one thing
 * on the breaker thread that allocates, and only where the machine has grown since the last time.
 *
 * <p>Threading: the breaker's while it is free, else the writer's.
 */
final class SnapshotBlock implements StateSink
{
    private static final int ROOM = 16;
    private static final int LONGEST_CHARACTER = 3;
    /** Longer texts are encoded apart. */
    private static final int SHORT = 4_096;

    private final Packer packer = new Packer();
    private byte[] bytes = new byte[InputLayout.FRAME];
    private volatile boolean free = true;
    long number;
    long timeNs;
    long wallMs;
    long decisions;
    InputConfig config;

    boolean isFree()
    {
        return free;
    }

    /** As a {@link Gap}, of which none is made. */
    void begin(final long gapEvents, final long gapFromNs, final long gapFromMs, final Gap.Why gapWhy)
    {
        packer.to(bytes, 0);
        number("gap_events", gapEvents);
        number("gap_from_ns", gapFromNs);
        number("gap_from_ms", gapFromMs);
        number("gap_why", gapWhy.ordinal());
    }

    void handOver()
    {
        free = false;
    }

    void written()
    {
        free = true;
    }

    byte[] bytes()
    {
        return bytes;
    }

    int length()
    {
        return packer.at();
    }

    @Override
    public void number(final String name, final long value)
    {
        room(ROOM);
        packer.zigzag(value);
    }

    @Override
    public void text(final String name, final String value)
    {
        room(ROOM + LONGEST_CHARACTER * value.length());
        if (value.length() <= SHORT)
        {
            packer.text(value, LONGEST_CHARACTER * value.length());
            return;
        }
        final byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        packer.varint(encoded.length);
        System.arraycopy(encoded, 0, bytes, packer.skip(encoded.length), encoded.length);
    }

    private void room(final int needed)
    {
        if (packer.at() + needed > bytes.length)
        {
            final int at = packer.at();
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, at + needed));
            packer.to(bytes, at);
        }
    }
}
