package io.interlock.journal.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The frames of a journal in one array, as a fuzzer changes them: a byte of switches, then for each frame two bytes of length (low, high)
 * and its bytes; the last may be short. Threading: one thread.
 */
public final class CutFrames
{
    private static final int SEALED = 1;
    private static final int LINKED = 2;

    private final int switches;
    private final List<byte[]> frames = new ArrayList<>();

    /** Cuts them apart. */
    public CutFrames(final byte[] bytes)
    {
        switches = bytes.length == 0 ? 0 : bytes[0];
        int at = 1;
        while (at + 1 < bytes.length)
        {
            final int length = bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8;
            final int end = Math.min(bytes.length, at + 2 + length);
            frames.add(Arrays.copyOfRange(bytes, at + 2, end));
            at = end;
        }
    }

    /** Whether checksums are to fit, as those of somebody who knows the layout. */
    public boolean isSealed()
    {
        return (switches & SEALED) != 0;
    }

    /** Whether lengths, sequences and hashes are to fit as well. */
    boolean isLinked()
    {
        return (switches & LINKED) != 0;
    }

    /** In order; may be changed. */
    public List<byte[]> frames()
    {
        return frames;
    }
}
