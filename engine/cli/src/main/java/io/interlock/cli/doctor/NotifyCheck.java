package io.interlock.cli.doctor;

import io.interlock.cli.notify.Trial;
import io.interlock.cli.settings.BadTemplates;
import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigException;
import io.interlock.config.ConfigLoader;
import io.interlock.notify.NotificationChannel;
import io.interlock.notify.delivery.ChannelEntry;
import io.interlock.notify.kit.ChannelKit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks whether the configured channels could deliver, without telling anybody anything, and whether the templates can be used. */
final class NotifyCheck
{
    private static final String NAME = "channel";

    private NotifyCheck()
    {
    }

    /** One finding for each configured channel and each bad template; none for a file with errors, which are told elsewhere. */
    static List<Finding> notifications(final Path file)
    {
        final List<Finding> findings = new ArrayList<>();
        try
        {
            final BreakerConfig config = ConfigLoader.load(file, ConfigCheck.PRESET);
            BadTemplates.of(file, config).forEach(error ->
                findings.add(Finding.fail("template", error.format(), "mend it, or take it out of the folder")));
            final Set<String> named =
                config.notifications().channels().stream().map(channel -> channel.name()).collect(Collectors.toSet());
            for (final ChannelEntry entry : ChannelKit.channels().of(config.notifications()))
            {
                if (named.contains(entry.name()))
                {
                    findings.add(channel(entry));
                }
                Trial.close(entry);
            }
        }
        catch (final ConfigException told)
        {
            findings.clear();
        }
        return findings;
    }

    static Finding channel(final ChannelEntry entry)
    {
        final Trial.Outcome outcome = Trial.of(entry, NotificationChannel::check);
        final String found = outcome.channel() + " (" + outcome.type() + "): " + outcome.details();
        return outcome.ok() ? Finding.ok(NAME, found)
            : Finding.fail(NAME, found, "mend it, then: interlock notify test --channel " + outcome.channel());
    }
}
