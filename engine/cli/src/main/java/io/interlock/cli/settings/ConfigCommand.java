package io.interlock.cli.settings;

import io.interlock.cli.ByteSink;
import io.interlock.cli.ExitCode;
import io.interlock.cli.Table;
import io.interlock.cli.Terminal;
import io.interlock.cli.Version;
import io.interlock.config.ConfigError;
import io.interlock.config.ConfigException;
import io.interlock.config.ConfigExplanation;
import io.interlock.config.ConfigLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntBiFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code interlock config}. */
@Command(
    name = "config",
    description = "Checks a configuration file, explains each of its values, or gives it to a running engine.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND")
public final class ConfigCommand implements Runnable
{
    private static final String FILE_HELP = "Configuration file (YAML).";
    private static final String JSON_HELP = "One JSON object.";

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    /**
     * The command.
     *
     * @param terminal where it writes.
     */
    public ConfigCommand(final Terminal terminal)
    {
        this.terminal = terminal;
    }

    /**
     * With its subcommands.
     *
     * @param terminal where they write.
     * @return for the command line.
     */
    public static CommandLine line(final Terminal terminal)
    {
        return new CommandLine(new ConfigCommand(terminal)).addSubcommand(new ReloadCommand(terminal));
    }

    @Override
    public void run()
    {
        throw new ParameterException(spec.commandLine(), "config: a command is missing");
    }

    @Command(name = "check", description = "Tells every error of a file at once, each with its place.", mixinStandardHelpOptions = true)
    int check(
        @Parameters(paramLabel = "FILE", description = FILE_HELP) final Path file,
        @Option(names = "--resolve", description = "Also ask for the host of each channel; one that nobody knows is an error.")
        final boolean resolve,
        @Option(names = "--json", description = JSON_HELP) final boolean json)
    {
        return load(file, json, resolve ? new KnownHosts() : host -> true, (sink, explanation) ->
        {
            final List<ConfigError> bad = BadTemplates.of(file, explanation.config());
            if (!bad.isEmpty())
            {
                return refused(sink, json, bad, 0);
            }
            final String preset = explanation.config().preset();
            if (json)
            {
                sink.put("{\"valid\":true,\"preset\":").json(preset).put(",\"errors\":[],\"omitted\":0}\n");
            }
            else
            {
                sink.put(file + " is valid, preset " + preset + (explanation.presetNamed() ? "" : " (the file names none)") + "\n");
            }
            return ExitCode.OK;
        });
    }

    @Command(name = "explain", description = "Shows each effective value and where it came from.", mixinStandardHelpOptions = true)
    int explain(
        @Parameters(paramLabel = "FILE", description = FILE_HELP) final Path file,
        @Option(names = "--json", description = JSON_HELP) final boolean json)
    {
        return load(file, json, host -> true, (sink, explanation) ->
        {
            if (json)
            {
                explainJson(sink, explanation);
            }
            else
            {
                explainText(sink, explanation);
            }
            return ExitCode.OK;
        });
    }

    private int load(
        final Path file, final boolean json, final Predicate<String> hosts, final ToIntBiFunction<ByteSink, ConfigExplanation> then)
    {
        final ByteSink sink = new ByteSink(terminal.out());
        try
        {
            return then.applyAsInt(sink, ConfigExplanation.of(file, ConfigLoader.DEFAULT_PRESET, System::getenv, hosts));
        }
        catch (final ConfigException e)
        {
            return refused(sink, json, e.errors(), e.omitted());
        }
        finally
        {
            sink.flush();
        }
    }

    private int refused(final ByteSink sink, final boolean json, final List<ConfigError> errors, final int omitted)
    {
        if (json)
        {
            errors(sink, errors, omitted);
        }
        else
        {
            errors.forEach(error -> terminal.err().println(error.format()));
            if (omitted > 0)
            {
                terminal.err().println("(and " + omitted + " more)");
            }
        }
        return ExitCode.BAD_INPUT;
    }

    private static void errors(final ByteSink sink, final List<ConfigError> errors, final int omitted)
    {
        sink.put("{\"valid\":false,\"preset\":null,\"errors\":[");
        String comma = "";
        for (final ConfigError error : errors)
        {
            sink.put(comma).put("{\"file\":").json(error.file()).put(",\"line\":").number(error.line());
            sink.put(",\"column\":").number(error.column()).put(",\"key\":").json(error.key());
            sink.put(",\"value\":").json(error.value()).put(",\"message\":").json(error.message());
            sink.put(",\"allowed\":").json(error.allowed()).put('}');
            comma = ",";
        }
        sink.put("],\"omitted\":").number(omitted).put("}\n");
    }

    private static void explainJson(final ByteSink sink, final ConfigExplanation explanation)
    {
        sink.put("{\"preset\":").json(explanation.config().preset());
        sink.put(",\"preset_named\":").put(explanation.presetNamed() ? "true" : "false").put(",\"values\":[");
        String comma = "";
        for (final ConfigExplanation.Row row : explanation.rows())
        {
            sink.put(comma).put("{\"scope\":").json(row.scope()).put(",\"key\":").json(row.key());
            sink.put(",\"value\":").json(row.value()).put(",\"origin\":").json(row.origin());
            sink.put(",\"own\":").put(row.own() ? "true" : "false").put('}');
            comma = ",";
        }
        sink.put("]}\n");
    }

    private static void explainText(final ByteSink sink, final ConfigExplanation explanation)
    {
        if (!explanation.presetNamed())
        {
            sink.put("The file names no preset; this is what it comes to over '" + explanation.config().preset() + "'.\n\n");
        }
        final List<ConfigExplanation.Row> rows = explanation.rows();
        String scope = null;
        Table table = null;
        for (final ConfigExplanation.Row row : rows)
        {
            if (!row.scope().equals(scope))
            {
                if (table != null)
                {
                    table.writeTo(sink);
                    sink.put('\n');
                }
                scope = row.scope();
                table = new Table().row(scope.isEmpty() ? "(everything)" : scope, "VALUE", "FROM");
            }
            table.row((row.own() ? "* " : "  ") + row.key(), row.value(), row.origin());
        }
        if (table != null)
        {
            table.writeTo(sink);
        }
        sink.put("\n* set here; the rest is inherited\n");
    }
}
