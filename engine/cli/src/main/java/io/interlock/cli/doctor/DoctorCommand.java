package io.interlock.cli.doctor;

import io.interlock.cli.ByteSink;
import io.interlock.cli.ExitCode;
import io.interlock.cli.Terminal;
import io.interlock.cli.Version;
import io.interlock.cli.doctor.Finding.Result;
import io.interlock.config.ConfigException;
import io.interlock.config.ConfigLoader;
import io.interlock.config.JournalConfig;
import io.interlock.config.JournalFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code interlock doctor}. */
@Command(
    name = "doctor",
    description = "Looks at JVM flags, cores, memory, clock, configuration, notification channels, the data directory and "
        + "the journal in it, and says what to do.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = "%nExit code 1 where something fails; a warning is no failure.")
public final class DoctorCommand implements Callable<Integer>
{
    private static final String RESET = "\u001B[0m";
    private static final String[] COLORS = {"\u001B[32m", "\u001B[33m", "\u001B[31;1m"};

    private final Terminal terminal;

    @Option(names = "--directory", paramLabel = "DIR", description = "The directory that an engine is to keep its state in.")
    private Path directory;

    @Option(names = "--config", paramLabel = "FILE", description = "A configuration file: its errors, and whether it fits this host.")
    private Path config;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    /**
     * The command.
     *
     * @param terminal where it writes.
     */
    public DoctorCommand(final Terminal terminal)
    {
        this.terminal = terminal;
    }

    /**
     * Looks at everything.
     *
     * @return {@link ExitCode#FAILED} where anything fails.
     */
    @Override
    public Integer call()
    {
        final List<Finding> findings = new ArrayList<>(
            List.of(JvmChecks.java(), JvmChecks.flags(), JvmChecks.cores(), JvmChecks.memory(), ClockCheck.clock()));
        if (config != null)
        {
            final Runtime runtime = Runtime.getRuntime();
            findings.addAll(ConfigCheck.config(config, runtime.availableProcessors(), runtime.maxMemory()));
            findings.addAll(NotifyCheck.notifications(config));
        }
        final JournalConfig journal = journal();
        final JournalFiles files = journal.files();
        findings.addAll(JournalCheck.key(files));
        if (directory != null)
        {
            findings.add(DirectoryCheck.directory(directory));
            findings.addAll(GateCheck.gate(directory));
            findings.addAll(JournalCheck.journal(directory, files));
            findings.addAll(JournalCheck.inputs(directory, journal));
        }
        final boolean failed = findings.stream().anyMatch(finding -> finding.result() == Result.FAIL);
        final ByteSink sink = new ByteSink(terminal.out());
        if (json)
        {
            json(sink, findings, !failed);
        }
        else
        {
            findings.forEach(finding -> line(sink, finding));
        }
        sink.flush();
        return failed ? ExitCode.FAILED : ExitCode.OK;
    }

    /** As configured; of a file with errors, which are told anyway, as where nothing is said. */
    private JournalConfig journal()
    {
        final JournalConfig unsaid = new JournalConfig(JournalConfig.OnFailure.THROTTLE, false);
        try
        {
            return config == null ? unsaid : ConfigLoader.load(config, ConfigCheck.PRESET).journal();
        }
        catch (final ConfigException told)
        {
            return unsaid;
        }
    }

    private static void json(final ByteSink sink, final List<Finding> findings, final boolean ok)
    {
        sink.put("{\"ok\":").put(ok ? "true" : "false").put(",\"checks\":[");
        String comma = "";
        for (final Finding finding : findings)
        {
            sink.put(comma).put("{\"name\":").json(finding.name());
            sink.put(",\"result\":").json(finding.result().name().toLowerCase(Locale.ROOT));
            sink.put(",\"found\":").json(finding.found());
            sink.put(",\"advice\":").json(finding.advice()).put('}');
            comma = ",";
        }
        sink.put("]}\n");
    }

    private void line(final ByteSink sink, final Finding finding)
    {
        final String result = "%-4s".formatted(finding.result() == Result.OK ? "ok" : finding.result().name());
        sink.put(terminal.color() ? COLORS[finding.result().ordinal()] + result + RESET : result);
        sink.put("  %-9s  %s%n".formatted(finding.name(), finding.found()));
        if (!finding.advice().isEmpty())
        {
            sink.put("                 -> ").put(finding.advice()).put('\n');
        }
    }
}
