package io.interlock.core.status;

/**
 * What is still missing until a scope comes back (SEMANTICS 4). Immutable.
 *
 * @param awaitingConfirmation whether an operator's confirm is all that is missing.
 * @param waitingForEvidence   whether healthy samples are all that is missing.
 * @param evidence             healthy samples so far.
 * @param evidenceWanted       healthy samples wanted; below 0 where they are not known.
 * @param cooldownRemainingNs  nanoseconds; 0 when over, -1 where there is none (CLOSED, SHUTDOWN).
 * @param resettable           whether a reset is possible.
 * @param hint                 for a person: what would bring it back.
 */
public record RecoveryStatus(
    boolean awaitingConfirmation,
    boolean waitingForEvidence,
    int evidence,
    int evidenceWanted,
    long cooldownRemainingNs,
    boolean resettable,
    String hint)
{
}
