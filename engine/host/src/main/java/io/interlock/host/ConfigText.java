package io.interlock.host;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigYaml;
import io.interlock.config.ConsoleConfig;
import io.interlock.config.NotificationsConfig;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A configuration in words, the same words for the same configuration in every process: the journal keeps them and their hash.
 *
 * <p>Threading: stateless.
 */
final class ConfigText
{
    private ConfigText()
    {
    }

    static String of(final BreakerConfig config)
    {
        final StringBuilder text = new StringBuilder("preset: ").append(config.preset()).append('\n')
            .append(config.engine()).append('\n').append(config.journal()).append('\n').append(config.gateway()).append('\n');
        new TreeMap<>(config.sections()).forEach((path, section) ->
        {
            // Sets are told in another order by every process.
            final String tags = section.policy().tags().toString();
            text.append('"').append(path).append("\": ")
                .append(section.toString().replace(tags, new TreeSet<>(section.policy().tags()).toString())).append('\n');
        });
        if (!config.console().equals(ConsoleConfig.NONE))
        {
            text.append(console(config.console())).append('\n');
        }
        if (!config.notifications().equals(NotificationsConfig.NONE))
        {
            // With the references of secrets: neither the text nor its hash depends on their values.
            text.append(ConfigYaml.of(config.notifications()));
        }
        return text.toString();
    }

    /** Who may loosen is in it: the two-person rule. Sets as above. */
    private static String console(final ConsoleConfig console)
    {
        return "console: port " + console.port() + ", bind " + console.bind() + ", certificate " + console.certificateFile() + ", key "
            + console.keyFile() + ", hosts " + new TreeSet<>(console.names().allowedHosts()) + ", origins "
            + new TreeSet<>(console.names().allowedOrigins()) + ", " + console.limits() + ", two-person " + console.twoPerson();
    }
}
