package io.interlock.journal.input;

import io.interlock.core.port.ReloadInput;

/**
 * A reload on its way to the writer.
 *
 * @param number of the block.
 * @param timeNs engine time.
 * @param wallMs milliseconds since 1970.
 * @param input  what is kept of it.
 * @param config that holds from then on.
 */
record ReloadBlock(long number, long timeNs, long wallMs, ReloadInput input, InputConfig config)
{
}
