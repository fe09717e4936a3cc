package io.interlock.config;

/**
 * What the journal's health means for trading (SEMANTICS 3 and 6).
 *
 * @param onFailure  the level that a failed journal demands at the root.
 * @param inputs     whether inputs are recorded for replay.
 * @param files      how its files are kept.
 * @param inputFiles how the files of the recorded inputs are kept.
 */
public record JournalConfig(OnFailure onFailure, boolean inputs, JournalFiles files, InputFiles inputFiles)
{
    /**
     * With all files kept as where nothing is said.
     *
     * @param onFailure see above.
     * @param inputs    see above.
     */
    public JournalConfig(final OnFailure onFailure, final boolean inputs)
    {
        this(onFailure, inputs, JournalFiles.DEFAULTS);
    }

    /**
     * With the files of the recorded inputs kept as where nothing is said.
     *
     * @param onFailure see above.
     * @param inputs    see above.
     * @param files     see above.
     */
    public JournalConfig(final OnFailure onFailure, final boolean inputs, final JournalFiles files)
    {
        this(onFailure, inputs, files, InputFiles.DEFAULTS);
    }

    /** The level that a failed journal demands. */
    public enum OnFailure
    {
        /** THROTTLE. */
        THROTTLE,
        /** HALT. */
        HALT
    }
}
