package io.interlock.journal.input;

import io.interlock.journal.record.Hash;
import java.util.function.LongSupplier;

/**
 * What a recording has to know of the engine.
 *
 * @param config      the configuration as YAML: a replay reads it back.
 * @param build       version of the program.
 * @param hash        of the configuration, as the journal's records carry it.
 * @param rollBytes   a new file is begun from this many bytes on, and every hour.
 * @param wallClockMs milliseconds since 1970.
 */
public record InputSettings(String config, String build, Hash hash, long rollBytes, LongSupplier wallClockMs)
{
}
