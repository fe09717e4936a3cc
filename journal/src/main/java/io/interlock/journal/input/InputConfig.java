package io.interlock.journal.input;

import io.interlock.core.port.ReloadInput;
import io.interlock.journal.record.Hash;

/**
 * The configuration that inputs were judged under.
 *
 * @param yaml       a replay reads it back.
 * @param hash       as the journal's records carry it.
 * @param generation 0 for the one of the start.
 */
record InputConfig(String yaml, Hash hash, int generation)
{
    private static final int LAST = 0xFFFF;

    /** What a reload puts in its place. */
    InputConfig next(final ReloadInput.Text text)
    {
        return new InputConfig(text.yaml(), Hash.parse(text.hash()), generation == LAST ? 1 : generation + 1);
    }
}
