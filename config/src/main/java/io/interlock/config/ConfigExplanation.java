package io.interlock.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Each effective value of a configuration and where it came from, as plain rows, with the configuration itself. Immutable.
 *
 * @param config      the configuration that the rows explain.
 * @param presetNamed whether the file named its preset; where it did not, the caller's default was taken.
 * @param rows        the root with the keys of the whole engine first, then every scope that has a section, by path.
 */
public record ConfigExplanation(BreakerConfig config, boolean presetNamed, List<Row> rows)
{
    /**
     * One value.
     *
     * @param scope  the path of the scope; empty for the root and for keys of the whole engine.
     * @param key    the key, for example {@code latency.alert}.
     * @param value  as a person writes it, for example {@code 500ms}.
     * @param origin where it was set, for example {@code preset production} or {@code interlock.yaml:9 (scopes.binance)}.
     * @param own    whether the scope's own section (for the root also the top level) sets it.
     */
    public record Row(String scope, String key, String value, String origin, boolean own)
    {
    }

    /** Copies the rows. */
    public ConfigExplanation
    {
        rows = List.copyOf(rows);
    }

    /**
     * Loads a file and explains it.
     *
     * @param file          a YAML file in UTF-8.
     * @param defaultPreset the preset of a file that names none.
     * @param environment   gives the value of a variable, or null where it is not set.
     * @return never null.
     * @throws ConfigException          everything that is wrong.
     * @throws IllegalArgumentException when there is no preset of that name.
     */
    public static ConfigExplanation of(final Path file, final String defaultPreset, final UnaryOperator<String> environment)
    {
        return of(file.toString(), ConfigFile.text(file), defaultPreset, environment);
    }

    /**
     * The same, and hosts of channels that nobody knows are errors too.
     *
     * @param file          a YAML file in UTF-8.
     * @param defaultPreset the preset of a file that names none.
     * @param environment   gives the value of a variable, or null where it is not set.
     * @param hosts         whether somebody knows a host by its name; asked once for each place.
     * @return never null.
     * @throws ConfigException          everything that is wrong.
     * @throws IllegalArgumentException when there is no preset of that name.
     */
    public static ConfigExplanation of(
        final Path file, final String defaultPreset, final UnaryOperator<String> environment, final Predicate<String> hosts)
    {
        final ErrorList errors = new ErrorList(hosts);
        return of(ConfigLoader.draft(file.toString(), ConfigFile.text(file), defaultPreset, environment, errors), errors);
    }

    /**
     * Loads a text and explains it.
     *
     * @param name          what errors and origins call the text.
     * @param yaml          the text.
     * @param defaultPreset the preset of a text that names none.
     * @param environment   gives the value of a variable, or null where it is not set.
     * @return never null.
     * @throws ConfigException          everything that is wrong.
     * @throws IllegalArgumentException when there is no preset of that name.
     */
    public static ConfigExplanation of(
        final String name, final String yaml, final String defaultPreset, final UnaryOperator<String> environment)
    {
        final ErrorList errors = new ErrorList();
        return of(ConfigLoader.draft(name, yaml, defaultPreset, environment, errors), errors);
    }

    /**
     * An error about a value that could be read, at the place in the file where it is set: for what only others can judge.
     *
     * @param file        a file that {@link #of(Path, String, UnaryOperator)} took.
     * @param environment gives the value of a variable, or null where it is not set.
     * @param key         of the whole engine or the root, for example {@code notifications.templates}.
     * @param message     what is wrong.
     * @return with no line where the file does not set it.
     * @throws IllegalArgumentException when there is no such key.
     */
    public static ConfigError error(final Path file, final UnaryOperator<String> environment, final String key, final String message)
    {
        final ConfigKey<?> found = ConfigSchema.keys().stream().filter((one) -> one.name().equals(key)).findFirst()
            .orElseThrow(() -> new IllegalArgumentException("there is no key " + key));
        final ConfigDraft draft = ConfigLoader.draft(
            file.toString(), ConfigFile.text(file), ConfigLoader.DEFAULT_PRESET, environment, new ErrorList());
        final Setting<?> setting = draft.effective(found);
        return setting.origin().error(key, setting.shown(), message, "");
    }

    /** Explains a draft; throws where it has errors. */
    static ConfigExplanation of(final ConfigDraft draft, final ErrorList errors)
    {
        final BreakerConfig config = ConfigLoader.conclude(draft, errors);
        final List<Row> rows = new ArrayList<>();
        for (final String path : draft.sections())
        {
            for (final ConfigKey<?> key : path.isEmpty() ? ConfigSchema.keys() : ConfigSchema.scopedKeys())
            {
                rows.add(row(path, draft.effective(path, key)));
            }
            if (path.isEmpty())
            {
                notifications(draft.notifications(), rows);
            }
        }
        return new ConfigExplanation(config, draft.top().get(ConfigSchema.PRESET) != null, rows);
    }

    /** Channels and escalation: of secrets the references. */
    private static void notifications(final NotificationsDraft draft, final List<Row> rows)
    {
        draft.channels().forEach((name, channel) ->
        {
            final String path = ConfigSchema.CHANNELS + "." + name + ".";
            final String type = ChannelSchema.word(channel.config().type());
            rows.add(new Row("", path + ChannelSchema.TYPE, type, channel.origin().describe(), true));
            NotificationsParts.rows(channel.config()).forEach((row) ->
            {
                final Origin origin = channel.origins().get(row.name());
                final String from = origin == null ? "default of " + type : origin.describe();
                rows.add(new Row("", path + row.key(), row.shown(), from, origin != null));
            });
        });
        int number = 0;
        for (final NotificationsDraft.Step step : draft.steps())
        {
            number++;
            final String value = "after " + DurationType.shown(step.step().afterNs()) + ": " + String.join(", ", step.step().channels());
            rows.add(new Row("", ConfigSchema.ESCALATION + "." + number, value, step.origin().describe(), true));
        }
    }

    private static Row row(final String path, final Setting<?> setting)
    {
        final Origin origin = setting.origin();
        final boolean own = origin.kind() != Origin.Kind.PRESET &&
            (Objects.equals(origin.section(), path) || path.isEmpty() && origin.section() == null);
        return new Row(path, setting.key().name(), setting.shown(), origin.describe(), own);
    }
}
