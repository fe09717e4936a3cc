package io.interlock.cli.audit;

import io.interlock.cli.ByteSink;
import io.interlock.cli.CliException;
import io.interlock.cli.ExitCode;
import io.interlock.cli.PlainOutput;
import io.interlock.cli.Terminal;
import io.interlock.cli.Version;
import io.interlock.journal.record.RecordType;
import io.interlock.journal.store.ChronicleSource;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code interlock journal dump}. */
@Command(
    name = "dump",
    description = "Writes a journal's records, oldest first, one line each; what is damaged is told in its place.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = "%nIt works while an engine writes, and on a copy; nothing on the disk is changed. Exit code 1 where something is damaged or "
        + "missing (the rest is written all the same), 3 where there is no journal, an empty one, or one of another version. Whether "
        + "records were edited is told by 'interlock verify'.")
public final class DumpCommand implements Callable<Integer>
{
    private static final String TYPES =
        Arrays.stream(RecordType.values()).map(RecordType::name).collect(Collectors.joining(", "));

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Directory of an engine, or of its journal.")
    private Path directory;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Option(names = "--type", paramLabel = "TYPE[,TYPE]", split = ",", description = "Only records of these types, see below.")
    private List<String> typeNames;

    @Option(names = "--from", paramLabel = "WHEN", description = "Begin at a sequence number (120), a time with its offset "
        + "(2026-11-26T08:00:00Z), or so long ago (90s, 15m, 2h, 3d).")
    private String from;

    @Option(names = "--follow", description = "Go on with what comes, until interrupted. --from 0s: only what comes.")
    private boolean follow;

    /**
     * The command.
     *
     * @param terminal where it writes.
     */
    public DumpCommand(final Terminal terminal)
    {
        this.terminal = terminal;
    }

    /**
     * Dumps.
     *
     * @return {@link ExitCode#FAILED} where something is damaged or missing.
     * @throws CliException with {@link ExitCode#BAD_INPUT} where there is nothing that this program can read.
     */
    @Override
    public Integer call()
    {
        final Since since = since();
        final Set<RecordType> types = types();
        final PlainOutput plain = new PlainOutput(terminal.out());
        final ByteSink sink = new ByteSink(plain);
        final DumpOutput output = json ? new DumpJson(sink) : new DumpText(sink);
        final JournalWalk walk = new JournalWalk(output, since, types);
        try (ChronicleSource source = JournalInput.open(directory))
        {
            final Dump dump = new Dump(source, walk, output);
            if (follow)
            {
                dump.follow();
            }
            else
            {
                dump.once();
            }
        }
        catch (final UncheckedIOException unwritten)
        {
            if (!plain.isBrokenPipe())
            {
                throw new CliException(ExitCode.FAILED, "cannot write the dump: " + unwritten.getCause().getMessage());
            }
            // Whoever read us has seen enough: the end, and no word about it.
            return walk.isDamaged() ? ExitCode.FAILED : ExitCode.OK;
        }
        return judged(walk);
    }

    private int judged(final JournalWalk walk)
    {
        if (walk.isOfAnotherVersion())
        {
            throw new CliException(ExitCode.BAD_INPUT, "records in " + directory + " are of another version than this program reads: "
                + "use the program that wrote them, or a later one");
        }
        if (walk.records() == 0 && !follow)
        {
            throw new CliException(ExitCode.BAD_INPUT, walk.isDamaged()
                ? "there is no record in " + directory + " that this program can read: damaged, or no journal of Interlock"
                : "the journal in " + directory + " is empty: no record was written yet");
        }
        return walk.isDamaged() ? ExitCode.FAILED : ExitCode.OK;
    }

    private Since since()
    {
        try
        {
            return from == null ? Since.BEGINNING : Since.parse(from, System.currentTimeMillis());
        }
        catch (final IllegalArgumentException wrong)
        {
            throw new ParameterException(spec.commandLine(), "--from: " + wrong.getMessage());
        }
    }

    private Set<RecordType> types()
    {
        final Set<RecordType> types = EnumSet.noneOf(RecordType.class);
        for (final String name : typeNames == null ? List.<String>of() : typeNames)
        {
            types.add(Arrays.stream(RecordType.values()).filter(type -> type.name().equals(name.trim().toUpperCase(Locale.ROOT)))
                .findFirst().orElseThrow(() -> new ParameterException(
                    spec.commandLine(), "--type: there is no '" + name + "'; the types are " + TYPES)));
        }
        return types;
    }
}
