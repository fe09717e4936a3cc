package io.interlock.cli.settings;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.interlock.cli.ByteSink;
import io.interlock.cli.CliException;
import io.interlock.cli.ExitCode;
import io.interlock.cli.Terminal;
import io.interlock.cli.Unreadable;
import io.interlock.cli.Version;
import io.interlock.cli.http.ApiAnswer;
import io.interlock.cli.http.ApiClient;
import io.interlock.cli.http.ConnectOptions;
import io.interlock.cli.http.Way;
import io.interlock.cli.live.Outcome;
import io.interlock.cli.live.SlotRequest;
import io.interlock.core.mapped.CommandSlot;
import io.interlock.core.mapped.SlotCommand;
import io.interlock.core.text.CleanText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code interlock config reload}: a file is sent to the engine's console; without one, the engine reads again the file that it was started
 * with, asked through its command slot, which has no room for a file.
 */
@Command(
    name = "reload",
    description = "Has a running engine go on under another configuration; says what changes.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = "%nExit code 1 where the engine refuses, 3 for a bad file that is sent, 4 where the token does not allow it, 5 where nobody "
        + "answers.")
final class ReloadCommand implements Callable<Integer>
{
    private static final String ROUTE = "/api/circuit-breaker/config";
    private static final String SENT = "yaml:";
    private static final long MOST_BYTES = 60_000;
    private static final int LONGEST = 2_000;

    private final Terminal terminal;

    @Mixin
    private ConnectOptions connect;

    @Option(names = "--config", paramLabel = "FILE", description = "To a console: the configuration that is sent. Required there.")
    private Path config;

    @Option(names = "--dry-run", description = "Only say what would change.")
    private boolean dryRun;

    @Option(names = "--actor", paramLabel = "NAME", description = "Who asks; it is recorded. Over HTTP it is the token's name.")
    private String actor;

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Why; it is recorded.")
    private String reason;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    ReloadCommand(final Terminal terminal)
    {
        this.terminal = terminal;
    }

    @Override
    public Integer call()
    {
        final Way way = connect.way(terminal);
        if (way.isHttp())
        {
            try
            {
                return sent(way.api());
            }
            finally
            {
                // Only now it is known as whom.
                way.say(terminal.err());
            }
        }
        way.say(terminal.err());
        return readAgain(way.directory());
    }

    private int readAgain(final Path directory)
    {
        if (config != null)
        {
            throw new CliException(ExitCode.USAGE, "--config FILE is sent to a console, and none is used here: without it the engine reads "
                + "again the file that it was started with; a token (--token-file FILE) and a console send FILE");
        }
        if (actor == null || actor.isBlank())
        {
            throw new CliException(ExitCode.USAGE, "--actor NAME is missing");
        }
        final SlotCommand command = dryRun ? SlotCommand.RELOAD_CHECK : SlotCommand.RELOAD;
        final CommandSlot.Answer answer =
            SlotRequest.send(directory, new CommandSlot.Command(command, null, "", actor, reason), connect.timeoutS());
        final ByteSink sink = new ByteSink(terminal.out());
        if (json)
        {
            sink.put("{\"accepted\":").put(answer.accepted() ? "true" : "false").put(",\"timed_out\":")
                .put(answer.timedOut() ? "true" : "false").put(",\"dry_run\":").put(dryRun ? "true" : "false").put(",\"message\":")
                .json(answer.message()).put("}\n").flush();
        }
        else if (answer.accepted())
        {
            sink.put(CleanText.line(answer.message(), LONGEST) + "\n").flush();
        }
        return Outcome.of(answer).judge("refused");
    }

    private int sent(final ApiClient api)
    {
        if (config == null)
        {
            throw new CliException(ExitCode.USAGE, "--config FILE is missing: a console is sent the configuration. Without a token and "
                + "with --directory DIR the engine reads again the file that it was started with");
        }
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("yaml", text());
        fields.put("reason", reason);
        fields.put("dry_run", dryRun);
        final ApiAnswer answer = api.send("POST", ROUTE, fields);
        if (!answer.isOk())
        {
            for (final String list : new String[] {"errors", "changes"})
            {
                answer.body().path(list).forEach(one -> terminal.err().println(CleanText.line(placed(one.asText()), LONGEST)));
            }
        }
        final JsonNode body = api.required(answer).body();
        final ByteSink sink = new ByteSink(terminal.out());
        if (json)
        {
            sink.put(asJson(body)).flush();
        }
        if (answer.isPending())
        {
            throw new CliException(ExitCode.FAILED, "not done yet: " + CleanText.line(body.path("message").asText(), LONGEST));
        }
        if (json)
        {
            return ExitCode.OK;
        }
        body.path("changes").forEach(one -> sink.put(CleanText.line(one.path("key").asText()
            + (one.path("scope").asText().isEmpty() ? "" : " of \"" + one.path("scope").asText() + '"') + ' '
            + one.path("before").asText() + " -> " + one.path("after").asText() + " ("
            + one.path("direction").asText().toLowerCase(Locale.ROOT) + ')',
            LONGEST) + "\n"));
        if (dryRun && body.path("loosens").asBoolean())
        {
            // What else it takes, such as a second person.
            terminal.err().println(CleanText.line(body.path("message").asText(), LONGEST));
        }
        sink.put((dryRun ? "nothing was changed; it would be " : "in force: ")
            + CleanText.line(body.path("hash").asText(), LONGEST) + "\n").flush();
        return ExitCode.OK;
    }

    /** As it came, but in ASCII alone: what is hidden in its texts reaches no terminal. */
    private static String asJson(final JsonNode body)
    {
        try
        {
            return Ascii.MAPPER.writeValueAsString(body) + "\n";
        }
        catch (final IOException impossible)
        {
            throw new IllegalStateException("what was read as JSON cannot be written as JSON", impossible);
        }
    }

    /** A console knows no name of what it was sent. */
    private String placed(final String error)
    {
        return error.startsWith(SENT) ? config + error.substring(SENT.length() - 1) : error;
    }

    private String text()
    {
        try
        {
            if (Files.size(config) > MOST_BYTES)
            {
                throw new CliException(ExitCode.BAD_INPUT, config + " is longer than the " + MOST_BYTES + " bytes that a console takes; "
                    + "through the command slot the engine reads a longer one itself");
            }
            return Files.readString(config);
        }
        catch (final IOException unreadable)
        {
            throw new CliException(ExitCode.BAD_INPUT, "cannot read " + Unreadable.why(unreadable));
        }
    }

    /** Made with its first use: every command makes this one, and none but this one needs what takes a fifth of a second to load. */
    private static final class Ascii
    {
        static final ObjectMapper MAPPER = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    }
}
