package io.interlock.cli.audit;

import io.interlock.cli.ByteSink;
import io.interlock.cli.CliException;
import io.interlock.cli.ExitCode;
import io.interlock.cli.Terminal;
import io.interlock.cli.Unreadable;
import io.interlock.cli.Version;
import io.interlock.core.text.CleanText;
import io.interlock.journal.record.ChainHead;
import io.interlock.journal.record.JournalKey;
import io.interlock.journal.store.FrameSource;
import io.interlock.journal.verify.Finding;
import io.interlock.journal.verify.JournalVerifier;
import io.interlock.journal.verify.Verification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code interlock verify}. */
@Command(
    name = "verify",
    description = "Reads a journal and tells whether it is whole: each edit, deletion, insertion, swap and cut, with its place.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = "%nWithout a key somebody may have made the whole chain anew, and without an anchor the end may have been cut off: keep the "
        + "head that this command prints elsewhere, and give it as --anchor next time. Nothing on the disk is changed. Exit code 1 where "
        + "something is wrong, 3 where it cannot be judged: no journal, an empty one, one of another version, or without its key.")
public final class VerifyCommand implements Callable<Integer>
{
    private static final Set<Finding.Kind> UNJUDGED =
        EnumSet.of(Finding.Kind.VERSION, Finding.Kind.WRONG_KEY, Finding.Kind.KEY_NEEDED);

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Directory of an engine, or of its journal.")
    private Path directory;

    @Option(names = "--key", paramLabel = "FILE", description = "Key that the records are sealed with.")
    private Path key;

    @Option(names = "--anchor", paramLabel = "SEQ:HASH", description = "A record that must be there: a head that was printed before.")
    private String anchor;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    /**
     * The command.
     *
     * @param terminal where it writes.
     */
    public VerifyCommand(final Terminal terminal)
    {
        this.terminal = terminal;
    }

    /**
     * Verifies.
     *
     * @return {@link ExitCode#FAILED} where something is wrong.
     */
    @Override
    public Integer call()
    {
        final ChainHead wanted = anchor();
        final Verification result;
        final boolean ends;
        try
        {
            final JournalVerifier verifier = new JournalVerifier(key == null ? null : JournalKey.read(key), null, wanted);
            ends = HeadsBeside.tell(verifier, directory) || wanted != null;
            result = verified(verifier);
        }
        catch (final IOException unreadable)
        {
            throw new CliException(ExitCode.BAD_INPUT, Unreadable.why(unreadable));
        }
        if (result.records() == 0 && result.findings().isEmpty())
        {
            throw new CliException(ExitCode.BAD_INPUT, "the journal in " + directory + " is empty: there is no record in its files");
        }
        final ByteSink sink = new ByteSink(terminal.out());
        if (json)
        {
            json(sink, result, ends);
        }
        else
        {
            text(sink, result, ends);
        }
        sink.flush();
        return result.whole() ? ExitCode.OK : isJudged(result) ? ExitCode.FAILED : ExitCode.BAD_INPUT;
    }

    private Verification verified(final JournalVerifier verifier)
    {
        try (FrameSource source = JournalInput.open(directory))
        {
            return verifier.verify(source);
        }
    }

    /** Not where all that was found is that this program, or this key, cannot read it: then nothing is known of its records. */
    private static boolean isJudged(final Verification result)
    {
        final boolean noJournal = result.records() == 0;
        return !result.findings().stream().allMatch(finding -> UNJUDGED.contains(finding.kind())
            || noJournal && finding.kind() == Finding.Kind.UNREADABLE);
    }

    private ChainHead anchor()
    {
        try
        {
            return anchor == null ? null : ChainHead.parse(anchor);
        }
        catch (final IllegalArgumentException wrong)
        {
            throw new ParameterException(spec.commandLine(), "--anchor: " + wrong.getMessage());
        }
    }

    private static void text(final ByteSink sink, final Verification result, final boolean ends)
    {
        for (final Finding finding : result.findings())
        {
            // A record's words are whoever's could append one: they must not draw another verdict over this one.
            sink.put(CleanText.line(finding.toString()) + "\n");
        }
        if (result.more() > 0)
        {
            sink.put("and " + result.more() + " more\n");
        }
        sink.put((result.whole() ? "whole: " : "not whole: ") + result.records() + " records of " + result.lives() + " lives"
            + (result.tornTails() > 0 ? ", " + result.tornTails() + " torn tails passed over" : "")
            + (result.accepted() > 0 ? ", " + result.accepted() + " damages that starts found and operators accepted" : "")
            + (result.sealedLater() ? ", sealed from record " + result.sealed()
                + " on: who does not have the key could have made anew what is before" : "")
            + (ends ? "" : "; neither state.dat nor gate.dat beside it names a record, and there is no --anchor: "
                + "nothing shows whether its end was cut off")
            + "\nhead " + result.head() + "\n");
    }

    private static void json(final ByteSink sink, final Verification result, final boolean ends)
    {
        sink.put("{\"whole\":" + result.whole() + ",\"records\":" + result.records() + ",\"lives\":" + result.lives()
            + ",\"torn_tails\":" + result.tornTails()
            + ",\"accepted\":" + result.accepted() + ",\"sealed_from\":" + result.sealed()
            + ",\"end_shown\":" + ends + ",\"head\":").json(result.head().toString()).put(",\"findings\":[");
        String separator = "";
        for (final Finding finding : result.findings())
        {
            sink.put(separator + "{\"kind\":").json(finding.kind().name()).put(",\"file\":").json(finding.file())
                .put(",\"frame\":" + finding.index() + ",\"record\":" + finding.sequence() + ",\"message\":").json(finding.what()).put("}");
            separator = ",";
        }
        sink.put("],\"omitted\":" + result.more() + "}\n");
    }
}
