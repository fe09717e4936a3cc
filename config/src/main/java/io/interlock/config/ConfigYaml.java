package io.interlock.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes a configuration as YAML that {@link ConfigLoader} reads back to an equal one, whether it came from a file or from code. What keeps
 * this text (the recording of inputs does) has the configuration as it was: the top level sets every key, so that no preset of another
 * version shows through, and a section each key in which it differs from what it would have from elsewhere. Of a secret it has the
 * reference and never the value. The text is the same for the
 * same configuration in every process, and of ASCII alone. It names the key file of the journal, but needs none to be read.
 *
 * <p>Threading: stateless.
 */
public final class ConfigYaml
{
    // Words that YAML takes as they stand, in a list too.
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._%-]*");

    private ConfigYaml()
    {
    }

    /**
     * Writes a configuration.
     *
     * @param config any.
     * @return YAML; {@link ConfigLoader#recorded} of it equals {@code config}.
     * @throws ConfigException everything in it that no file could say, each by its key (what a loader or a builder made has no such
     *     value); or that it is longer than a loader reads, which takes some ten thousand sections.
     */
    public static String of(final BreakerConfig config)
    {
        final ErrorList errors = new ErrorList();
        final ConfigDraft draft = new Disassembler(config, errors).disassemble();
        new OrderRules(draft, errors).check();
        errors.conclude();
        final String yaml = write(draft);
        if (!ConfigLoader.recorded("the configuration as YAML", yaml).equals(config))
        {
            throw new IllegalStateException("a configuration was written as one that is not equal to it:\n" + yaml);
        }
        return yaml;
    }

    /**
     * Writes notifications alone: the same words for the same notifications in every process, with a reference for each secret.
     *
     * @param notifications valid ones, such as a loader or a builder makes.
     * @return the keys {@code notifications}, {@code notifications.channels} and {@code notifications.escalation} of the top level, line by
     *     line; the latter two only where there are any.
     */
    public static String of(final NotificationsConfig notifications)
    {
        final StringBuilder yaml = new StringBuilder(256);
        final Layer policy = new Layer(null);
        NotificationsParts.policy(notifications.policy()).forEach(policy::put);
        entries(policy).forEach((entry) -> yaml.append(entry).append('\n'));
        NotificationsYaml.append(yaml, notifications.channels(), notifications.escalation());
        return yaml.toString();
    }

    private static String write(final ConfigDraft draft)
    {
        final StringBuilder yaml = new StringBuilder(2_048);
        entries(draft.top()).forEach((entry) -> yaml.append(entry).append('\n'));
        final List<String> sections = draft.sections().stream().filter((path) -> !path.isEmpty()).toList();
        if (!sections.isEmpty())
        {
            yaml.append(ConfigSchema.SCOPES).append(":\n");
        }
        for (final String path : sections)
        {
            yaml.append("  ").append(quoted(path)).append(": {").append(String.join(", ", entries(draft.scope(path)))).append("}\n");
        }
        NotificationsYaml.append(yaml, draft.notifications().channelConfigs(), draft.notifications().escalation());
        return yaml.toString();
    }

    /** What a layer sets, in the order of the table of keys: {@code preset: default}, {@code loss.halt: 5%}, {@code latency: {..}}. */
    private static List<String> entries(final Layer layer)
    {
        final Map<String, List<Setting<?>>> groups = new LinkedHashMap<>();
        for (final ConfigKey<?> key : ConfigSchema.keys())
        {
            final Setting<?> setting = layer.get(key);
            if (setting != null)
            {
                groups.computeIfAbsent(key.group().isEmpty() ? key.name() : key.group(), (group) -> new ArrayList<>()).add(setting);
            }
        }
        final List<String> entries = new ArrayList<>();
        groups.forEach((name, settings) -> entries.add(settings.size() == 1 ?
            settings.get(0).key().name() + ": " + value(settings.get(0)) :
            name + ": {" + settings.stream().map((s) -> s.key().leaf() + ": " + value(s)).collect(Collectors.joining(", ")) + "}"));
        return entries;
    }

    private static String value(final Setting<?> setting)
    {
        final String text = setting.shown();
        // The words of a list were judged as tags, which are plain.
        return setting.key().type().list() || PLAIN.matcher(text).matches() ? text : quoted(Environment.literal(text));
    }

    static String quoted(final String text)
    {
        final StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach((c) -> append(quoted, c));
        return quoted.append('"').toString();
    }

    // Everything but ASCII is escaped: which letters are printable is told differently by every version of Unicode.
    private static void append(final StringBuilder quoted, final int c)
    {
        if (c == '"' || c == '\\')
        {
            quoted.append('\\').append((char)c);
        }
        else if (c >= ' ' && c <= '~')
        {
            quoted.append((char)c);
        }
        else
        {
            quoted.append(c > Character.MAX_VALUE ? String.format("\\U%08X", c) : String.format("\\u%04X", c));
        }
    }
}
