package io.interlock.console.api;

/**
 * What is beside the machine. Immutable. What is not known is below 0, or null.
 *
 * @param ringDepth        reports that wait for the breaker thread.
 * @param ringCapacity     slots of the input ring.
 * @param heartbeatAgeMs   since the breaker thread's last sign of life.
 * @param journalState     {@code OK}, {@code FAILED} or {@code NONE}.
 * @param journalLag       decisions that are not yet durable.
 * @param journalSequence  of the last durable record; 0: none.
 * @param journalHead      {@code SEQ:HASH}; empty where there is none.
 * @param configHash       of the configuration in effect, hexadecimal.
 * @param build            version of this build.
 */
public record ServiceStatus(
    long ringDepth, long ringCapacity, long heartbeatAgeMs, String journalState, long journalLag, long journalSequence,
    String journalHead, String configHash, String build)
{
}
