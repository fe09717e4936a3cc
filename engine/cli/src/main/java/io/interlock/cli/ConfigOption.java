package io.interlock.cli;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigException;
import io.interlock.config.ConfigLoader;
import io.interlock.core.text.CleanText;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The two ways to say which thresholds hold; at most one of them is given. */
public final class ConfigOption
{
    @Option(names = "--config", paramLabel = "FILE", description = "Configuration file (YAML).")
    private Path file;

    @Option(names = "--preset", paramLabel = "NAME", description = "default, conservative, aggressive or production.")
    private String preset;

    /**
     * Whether one of the two was given.
     *
     * @return false where neither was.
     */
    public boolean isGiven()
    {
        return file != null || preset != null;
    }

    /**
     * What was given, for people.
     *
     * @return the name of the file or of the preset.
     */
    public String shown()
    {
        return file != null ? CleanText.escaped(file.toString()) : preset;
    }

    /**
     * What was asked for.
     *
     * @param otherwise the preset of a file that names none, and where nothing is given.
     * @return never null.
     * @throws CliException with {@link ExitCode#BAD_INPUT} for a bad file (every error at once), {@link ExitCode#USAGE} for an unknown
     *                      preset.
     */
    public BreakerConfig load(final String otherwise)
    {
        if (preset != null && !ConfigLoader.presets().contains(preset))
        {
            final String known = String.join(", ", ConfigLoader.presets());
            throw new CliException(ExitCode.USAGE, "unknown preset '" + preset + "'; there are " + known);
        }
        try
        {
            // Commands with this option send nothing: they need none of the secrets that the file refers to.
            return file != null ?
                ConfigLoader.loadWithoutSecrets(file, otherwise) : ConfigLoader.preset(preset == null ? otherwise : preset);
        }
        catch (final ConfigException e)
        {
            throw new CliException(ExitCode.BAD_INPUT, e.getMessage());
        }
    }
}
