package io.interlock.config;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Loads configurations from YAML (DESIGN, "The interlock command"; SEMANTICS 6). A value is the scope's own section's, else that of the
 * nearest ancestor's section that sets the key, else the file's top level's, else the preset's.
 *
 * <p>Threading: any thread. Keeps nothing open and, but for the presets, nothing in memory.
 */
public final class ConfigLoader
{
    /** The preset under a file that names none, unless the caller names another: {@code default}. */
    public static final String DEFAULT_PRESET = "default";

    private ConfigLoader()
    {
    }

    /**
     * The names of the presets.
     *
     * @return in the order of the law's table.
     */
    public static List<String> presets()
    {
        return Presets.NAMES;
    }

    /**
     * A preset as it is.
     *
     * @param name one of {@link #presets()}.
     * @return never null.
     * @throws IllegalArgumentException when there is no such preset; the message lists those there are.
     */
    public static BreakerConfig preset(final String name)
    {
        final ConfigDraft draft = new ConfigDraft();
        draft.basis(name);
        return conclude(draft, new ErrorList());
    }

    /**
     * Loads a file over the preset that it names, or over {@link #DEFAULT_PRESET}, with the environment of this process.
     *
     * @param file a YAML file in UTF-8.
     * @return never null.
     * @throws ConfigException everything that is wrong.
     */
    public static BreakerConfig load(final Path file)
    {
        return load(file, DEFAULT_PRESET);
    }

    /**
     * Loads a file over the preset that it names, or over the one given, with the environment of this process.
     *
     * @param file          a YAML file in UTF-8.
     * @param defaultPreset the preset of a file that names none.
     * @return never null.
     * @throws ConfigException          everything that is wrong.
     * @throws IllegalArgumentException when there is no preset of that name.
     */
    public static BreakerConfig load(final Path file, final String defaultPreset)
    {
        return load(file, defaultPreset, System::getenv);
    }

    /**
     * Loads a file.
     *
     * @param file          a YAML file in UTF-8.
     * @param defaultPreset the preset of a file that names none.
     * @param environment   gives the value of a variable, or null where it is not set.
     * @return never null.
     * @throws ConfigException          everything that is wrong.
     * @throws IllegalArgumentException when there is no preset of that name.
     */
    public static BreakerConfig load(final Path file, final String defaultPreset, final UnaryOperator<String> environment)
    {
        return load(file.toString(), ConfigFile.text(file), defaultPreset, environment);
    }

    /**
     * Loads a text over the preset that it names, or over {@link #DEFAULT_PRESET}, with the environment of this process.
     *
     * @param name what errors call the text.
     * @param yaml the text.
     * @return never null.
     * @throws ConfigException everything that is wrong.
     */
    public static BreakerConfig load(final String name, final String yaml)
    {
        return load(name, yaml, System::getenv);
    }

    /**
     * Loads a text over the preset that it names, or over {@link #DEFAULT_PRESET}.
     *
     * @param name        what errors call the text.
     * @param yaml        the text.
     * @param environment gives the value of a variable, or null where it is not set.
     * @return never null.
     * @throws ConfigException everything that is wrong.
     */
    public static BreakerConfig load(final String name, final String yaml, final UnaryOperator<String> environment)
    {
        return load(name, yaml, DEFAULT_PRESET, environment);
    }

    /**
     * Loads a text.
     *
     * @param name          what errors call the text.
     * @param yaml          the text.
     * @param defaultPreset the preset of a text that names none.
     * @param environment   gives the value of a variable, or null where it is not set.
     * @return never null.
     * @throws ConfigException          everything that is wrong.
     * @throws IllegalArgumentException when there is no preset of that name.
     */
    public static BreakerConfig load(
        final String name, final String yaml, final String defaultPreset, final UnaryOperator<String> environment)
    {
        final ErrorList errors = new ErrorList();
        return conclude(draft(name, yaml, defaultPreset, environment, errors), errors);
    }

    /**
     * Loads a text that {@link ConfigYaml} wrote, maybe on another machine: a record of what held. No environment variable is filled in,
     * and secrets are references and no more: neither their variables nor their files need to be there, and none of them can be revealed.
     *
     * @param name what errors call the text.
     * @param yaml the text.
     * @return never null.
     * @throws ConfigException everything that is wrong.
     */
    public static BreakerConfig recorded(final String name, final String yaml)
    {
        final ErrorList errors = new ErrorList();
        return conclude(draft(name, yaml, DEFAULT_PRESET, Environment.NONE, SecretMode.NAMED, errors), errors);
    }

    /**
     * Loads a file for use without notifications, as simulation and what-if do: secrets are references and no more, so that neither their
     * variables nor their files need to be there.
     *
     * @param file          a YAML file in UTF-8.
     * @param defaultPreset the preset of a file that names none.
     * @return never null.
     * @throws ConfigException          everything that is wrong.
     * @throws IllegalArgumentException when there is no preset of that name.
     */
    public static BreakerConfig loadWithoutSecrets(final Path file, final String defaultPreset)
    {
        final ErrorList errors = new ErrorList();
        final String yaml = ConfigFile.text(file);
        return conclude(draft(file.toString(), yaml, defaultPreset, System::getenv, SecretMode.NAMED, errors), errors);
    }

    /**
     * Loads a text that somebody sent, for a running engine to go on under. No environment variable is filled in, since what is told of the
     * text would tell its value; secrets are references and no more: a reload changes none.
     *
     * @param name          what errors call the text.
     * @param yaml          the text.
     * @param defaultPreset the preset of a text that names none.
     * @return never null.
     * @throws ConfigException          everything that is wrong.
     * @throws IllegalArgumentException when there is no preset of that name.
     */
    public static BreakerConfig sent(final String name, final String yaml, final String defaultPreset)
    {
        final ErrorList errors = new ErrorList();
        return conclude(draft(name, yaml, defaultPreset, Environment.NONE, SecretMode.NAMED, errors), errors);
    }

    /** Reads a text into a draft with a preset under it; what is wrong goes into the list. */
    static ConfigDraft draft(
        final String name,
        final String yaml,
        final String defaultPreset,
        final UnaryOperator<String> environment,
        final ErrorList errors)
    {
        return draft(name, yaml, defaultPreset, environment, SecretMode.FOUND, errors);
    }

    private static ConfigDraft draft(
        final String name,
        final String yaml,
        final String defaultPreset,
        final UnaryOperator<String> environment,
        final SecretMode mode,
        final ErrorList errors)
    {
        final ConfigDraft draft = new ConfigDraft();
        draft.basis(defaultPreset);
        new YamlText(name, yaml, errors).compose().ifPresent(new DraftReader(draft, name, environment, mode, errors)::read);
        settlePreset(draft);
        return draft;
    }

    /** Lays the preset that a draft names under it. */
    static void settlePreset(final ConfigDraft draft)
    {
        final Setting<String> preset = draft.top().get(ConfigSchema.PRESET);
        if (preset != null && !preset.broken())
        {
            draft.basis(preset.value());
        }
    }

    /** Judges a draft as a whole and makes the configuration of it. Throws all errors at once. */
    static BreakerConfig conclude(final ConfigDraft draft, final ErrorList errors)
    {
        new OrderRules(draft, errors).check();
        errors.conclude();
        return new Assembler(draft).assemble(draft.effective(ConfigSchema.PRESET).value());
    }
}
