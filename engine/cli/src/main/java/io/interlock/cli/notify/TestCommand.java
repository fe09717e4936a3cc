package io.interlock.cli.notify;

import io.interlock.cli.ByteSink;
import io.interlock.cli.CliException;
import io.interlock.cli.ExitCode;
import io.interlock.cli.ProgressLine;
import io.interlock.cli.Table;
import io.interlock.cli.Terminal;
import io.interlock.cli.Version;
import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigException;
import io.interlock.config.ConfigLoader;
import io.interlock.core.port.Priority;
import io.interlock.notify.Draft;
import io.interlock.notify.Kind;
import io.interlock.notify.Notification;
import io.interlock.notify.delivery.ChannelEntry;
import io.interlock.notify.kit.ChannelKit;
import io.interlock.notify.kit.WordsKit;
import io.interlock.notify.words.TemplateException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code interlock notify test}: a marked message through each channel, past every rule of who is told what. */
@Command(
    name = "test",
    description = "Sends a message that is marked as a test to each configured channel, and tells what became of it.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = "%nPriorities, quiet hours and silences are passed over. Exit code 1 where a channel did not take it.")
public final class TestCommand implements Callable<Integer>
{
    private static final String PRESET = "production";
    private static final String DASHBOARD = "dashboard";

    private final Terminal terminal;

    @Option(names = "--config", paramLabel = "FILE", defaultValue = "interlock.yaml",
        description = "The configuration. Default: interlock.yaml in the working directory.")
    private Path file;

    @Option(names = "--channel", paramLabel = "NAME", description = "This channel alone.")
    private String only;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    /**
     * The command.
     *
     * @param terminal where it writes.
     */
    public TestCommand(final Terminal terminal)
    {
        this.terminal = terminal;
    }

    /**
     * Sends.
     *
     * @return {@link ExitCode#FAILED} where a channel did not take it.
     */
    @Override
    public Integer call()
    {
        final BreakerConfig config = config();
        final Notification test = words(config);
        // A dashboard's list is in the engine's process: that of this one nobody will look at.
        final List<ChannelEntry> entries = chosen(ChannelKit.channels().of(config.notifications()).stream()
            .filter(entry -> !DASHBOARD.equals(entry.type())).toList());
        final List<Trial.Outcome> outcomes = new ArrayList<>();
        final ProgressLine progress = new ProgressLine(terminal);
        for (final ChannelEntry entry : entries)
        {
            progress.show("sending to " + entry.name() + " (" + (outcomes.size() + 1) + " of " + entries.size() + ")");
            outcomes.add(Trial.of(entry, (channel, timeout) -> channel.deliver(test, timeout)));
            Trial.close(entry);
        }
        progress.clear();
        tell(test.id(), outcomes);
        return outcomes.stream().allMatch(Trial.Outcome::ok) ? ExitCode.OK : ExitCode.FAILED;
    }

    private BreakerConfig config()
    {
        try
        {
            return ConfigLoader.load(file, PRESET);
        }
        catch (final ConfigException bad)
        {
            throw new CliException(ExitCode.BAD_INPUT, bad.getMessage());
        }
    }

    private static Notification words(final BreakerConfig config)
    {
        final Draft.Facts facts = new Draft.Facts("", "", "", Double.NaN, Double.NaN, System.currentTimeMillis());
        final Draft.Extras extras =
            new Draft.Extras(List.of(), List.of(), 0, "asked for by the user " + System.getProperty("user.name", "unknown"));
        try
        {
            return WordsKit.words(config, "").words(new Draft(
                "test-" + UUID.randomUUID(), Kind.TEST, Priority.INFO, "", facts, new Draft.Trail("", 0, 0, ""), extras));
        }
        catch (final TemplateException bad)
        {
            throw new CliException(ExitCode.BAD_INPUT, bad.getMessage());
        }
    }

    private List<ChannelEntry> chosen(final List<ChannelEntry> entries)
    {
        final List<ChannelEntry> chosen = entries.stream().filter(entry -> only == null || entry.name().equals(only)).toList();
        if (only != null && chosen.isEmpty())
        {
            final String known = String.join(", ", entries.stream().map(ChannelEntry::name).toList());
            throw new CliException(ExitCode.USAGE,
                file + " has no channel '" + only + "'; " + (known.isEmpty() ? "it has none" : "there are " + known));
        }
        return chosen;
    }

    private void tell(final String id, final List<Trial.Outcome> outcomes)
    {
        final ByteSink sink = new ByteSink(terminal.out());
        if (json)
        {
            json(sink, id, outcomes);
        }
        else if (outcomes.isEmpty())
        {
            sink.put("no channels are configured in " + file + "\n");
        }
        else
        {
            final Table table = new Table().row("CHANNEL", "TYPE", "RESULT", "TOOK", "ANSWER");
            outcomes.forEach(one ->
                table.row(one.channel(), one.type(), one.ok() ? "ok" : "FAILED", one.tookMs() + " ms", one.details()));
            table.writeTo(sink);
        }
        sink.flush();
    }

    private static void json(final ByteSink sink, final String id, final List<Trial.Outcome> outcomes)
    {
        sink.put("{\"id\":").json(id).put(",\"ok\":").put(outcomes.stream().allMatch(Trial.Outcome::ok) ? "true" : "false");
        sink.put(",\"channels\":[");
        String comma = "";
        for (final Trial.Outcome one : outcomes)
        {
            sink.put(comma).put("{\"channel\":").json(one.channel()).put(",\"type\":").json(one.type());
            sink.put(",\"ok\":").put(one.ok() ? "true" : "false").put(",\"took_ms\":").number(one.tookMs());
            sink.put(",\"answer\":").json(one.details()).put('}');
            comma = ",";
        }
        sink.put("]}\n");
    }
}
