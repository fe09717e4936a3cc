package io.interlock.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Writes channels and the escalation as YAML: of secrets their references. Stateless. */
final class NotificationsYaml
{
    // As it stands YAML and our reader take it for the text that it is, in a list too.
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._%-]*");

    private NotificationsYaml()
    {
    }

    /** Appends the keys of the top level, each line of it; nothing where there is nothing. */
    static void append(final StringBuilder yaml, final List<ChannelConfig> channels, final List<EscalationStep> escalation)
    {
        if (!channels.isEmpty())
        {
            yaml.append(ConfigSchema.CHANNELS).append(":\n");
        }
        for (final ChannelConfig channel : channels)
        {
            yaml.append("  ").append(ConfigYaml.quoted(channel.name())).append(": {").append(String.join(", ", entries(channel)))
                .append("}\n");
        }
        if (!escalation.isEmpty())
        {
            yaml.append(ConfigSchema.ESCALATION).append(":\n");
        }
        for (final EscalationStep step : escalation)
        {
            yaml.append("  - {").append(ChannelSchema.STEP_AFTER.name()).append(": ").append(DurationType.shown(step.afterNs()))
                .append(", ").append(ChannelSchema.STEP_CHANNELS.name()).append(": ").append(list(step.channels())).append("}\n");
        }
    }

    /** The keys in the order of the table. */
    private static List<String> entries(final ChannelConfig channel)
    {
        final List<String> entries = new ArrayList<>();
        entries.add(ChannelSchema.TYPE + ": " + ChannelSchema.word(channel.type()));
        NotificationsParts.rows(channel).forEach((row) ->
        {
            if (row.secret())
            {
                // A reference to a variable is filled in by the reader; the path of a file stands for itself.
                final String reference = row.texts().get(0);
                entries.add(row.key() + ": " + (row.file() ? text(reference) : ConfigYaml.quoted(reference)));
            }
            else
            {
                entries.add(row.key() + ": " + (row.list() ? list(row.texts()) : text(row.texts().get(0))));
            }
        });
        return entries;
    }

    private static String list(final List<String> texts)
    {
        return "[" + String.join(", ", texts.stream().map(NotificationsYaml::text).toList()) + "]";
    }

    private static String text(final String text)
    {
        final boolean plain = PLAIN.matcher(text).matches() && !"null".equalsIgnoreCase(text);
        return plain ? text : ConfigYaml.quoted(Environment.literal(text));
    }
}
