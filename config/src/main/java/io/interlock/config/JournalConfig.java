package io.interlock.config;

/**
 * What the journal's health means for trading (SEMANTICS 3 and 6).
 *
 * @param onFailure the level that a failed journal demands at the root.
 * @param inputs    whether inputs are recorded for replay.
 */
public record JournalConfig(OnFailure onFailure, boolean inputs)
{
    /** The level that a failed journal demands. */
    public enum OnFailure
    {
        /** THROTTLE. */
        THROTTLE,
        /** HALT. */
        HALT
    }
}
