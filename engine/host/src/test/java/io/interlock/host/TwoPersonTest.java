package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.ConfigLoader;
import io.interlock.core.engine.EngineContext;
import io.interlock.core.mapped.CommandSlot;
import io.interlock.core.mapped.CommandSlotClient;
import io.interlock.core.mapped.GateFile;
import io.interlock.core.mapped.SlotCommand;
import io.interlock.core.mapped.SlotToken;
import io.interlock.core.model.Level;
import io.interlock.core.port.Issue;
import io.interlock.core.testing.Await;
import io.interlock.journal.FileJournal;
import io.interlock.journal.record.Decoded;
import io.interlock.journal.record.JournalRecord;
import io.interlock.journal.record.RecordDecoder;
import io.interlock.journal.record.RecordType;
import io.interlock.journal.store.ChronicleSource;
import io.interlock.journal.store.FrameSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole engine under the two-person rule, with and without a console. */
class TwoPersonTest
{
    private static final String RECOVER = "/api/circuit-breaker/recover";
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private Interlock launch(final String console)
    {
        return Interlock.launch(ConfigLoader.load("test", "engine: { stale-limit: 30s }\nconsole: { two-person: on" + console + " }\n"),
            directory, new EngineContext().commandDeadline(Duration.ofSeconds(30)));
    }

    private Map<String, String> tokens() throws IOException
    {
        final Map<String, String> tokens = new HashMap<>();
        for (final String line : Files.readAllLines(directory.resolve("console-tokens.txt")))
        {
            if (!line.startsWith("#"))
            {
                tokens.put(line.split(" ")[0], line.split(" ")[2]);
            }
        }
        return tokens;
    }

    private CommandSlot.Answer slot(final SlotCommand what, final String token)
    {
        try (CommandSlotClient client = CommandSlotClient.open(directory))
        {
            return client.send(new CommandSlot.Command(what, null, "", "root", "why", new SlotToken(token)), DEADLINE);
        }
    }

    private static void throttle(final Interlock interlock)
    {
        interlock.scope("").reporter().apiLatency(2_000_000_000L);
        interlock.drain();
        assertThat(interlock.scope("").level()).isEqualTo(Level.THROTTLE);
    }

    /** Who, and what became of it. */
    private List<String> kept() throws IOException
    {
        final List<String> kept = new ArrayList<>();
        try (ChronicleSource source = ChronicleSource.open(directory.resolve(FileJournal.FOLDER)))
        {
            final RecordDecoder decoder = new RecordDecoder();
            for (FrameSource.Frame frame = source.next(); frame != null; frame = source.next())
            {
                final Decoded decoded = decoder.decode(frame.bytes());
                if (decoded instanceof JournalRecord record && (record.type() == RecordType.COMMAND
                    || record.type() == RecordType.ISSUE && "CONSOLE".equals(record.content().texts().subject())))
                {
                    kept.add(record.type() + " " + record.content().texts());
                }
            }
        }
        return kept;
    }

    @Test
    void shouldDoOverHttpWhatTwoAskForAndForgetAtARestart() throws Exception
    {
        final Map<String, String> tokens;
        try (Interlock interlock = launch(", port: 0"))
        {
            tokens = tokens();
            assertThat(tokens).containsKeys("admin", "second-admin");
            assertThat(interlock.console().orElseThrow().tokens()).as("told to who starts it")
                .isEqualTo(directory.resolve("console-tokens.txt"));
            throttle(interlock);
            final ConsoleClient client = new ConsoleClient(interlock.console().orElseThrow().url(), tokens);
            assertThat(client.ask("admin", "POST", RECOVER, "{}").status()).isEqualTo(202);
            assertThat(client.get("/api/circuit-breaker/pending").get("pending")).hasSize(1);
        }
        try (Interlock interlock = launch(", port: 0"))
        {
            final ConsoleClient client = new ConsoleClient(interlock.console().orElseThrow().url(), tokens);
            assertThat(interlock.scope("").level()).isEqualTo(Level.THROTTLE);
            assertThat(client.ask("second-admin", "POST", RECOVER, "{}").status()).as("a restart forgets").isEqualTo(202);
            assertThat(client.ask("operator", "POST", RECOVER, "{}").status()).isEqualTo(403);
            final ConsoleClient.Answer done = client.ask("admin", "POST", RECOVER, "{\"reason\":\"seen\"}");
            assertThat(done.status()).as(done.text()).isEqualTo(200);
            assertThat(interlock.scope("").level()).isEqualTo(Level.CLOSED);
            assertThat(client.get("/api/circuit-breaker/status").get("pending")).isEmpty();
        }
        final List<String> kept = kept();
        assertThat(kept).anyMatch(line -> line.startsWith("COMMAND") && line.contains("second-admin + admin") && line.contains("seen"));
        assertThat(kept).anyMatch(line -> line.contains("actor=second-admin,") && line.contains("recover of the root: asked for, until"));
        assertThat(kept).anyMatch(line -> line.contains("approved by admin, asked for by second-admin"));
        assertThat(kept).anyMatch(line -> line.contains("recover of the root: carried out"));
        assertThat(kept).anyMatch(line -> line.contains("refused: role operator"));
        assertThat(kept.toString()).doesNotContain(tokens.get("admin")).doesNotContain(tokens.get("second-admin"));
    }

    /** The rule needs tokens, whether there is a console or not. */
    @Test
    void shouldDoByTheSlotWhatTwoAskForWithoutAConsole() throws Exception
    {
        try (Interlock interlock = launch(""))
        {
            assertThat(interlock.console()).isEmpty();
            throttle(interlock);
            assertThat(slot(SlotCommand.FORCE_RECOVERY, "").message()).contains("console.two-person");
            assertThat(slot(SlotCommand.FORCE_RECOVERY, "ilk_guess").accepted()).isFalse();
            final CommandSlot.Answer first = slot(SlotCommand.FORCE_RECOVERY, tokens().get("admin"));
            assertThat(first.pending()).as(first.message()).isTrue();
            assertThat(interlock.scope("").level()).isEqualTo(Level.THROTTLE);
            final CommandSlot.Answer second = slot(SlotCommand.FORCE_RECOVERY, tokens().get("second-admin"));
            assertThat(second.accepted()).as(second.message()).isTrue();
            assertThat(second.level()).isEqualTo(Level.CLOSED);
            for (final String token : tokens().values())
            {
                final String file = new String(Files.readAllBytes(directory.resolve(GateFile.NAME)), StandardCharsets.ISO_8859_1);
                assertThat(file.contains(token)).as("wiped").isFalse();
            }
            assertThat(slot(SlotCommand.KILL, "").accepted()).as("never held").isTrue();
        }
        assertThat(kept()).anyMatch(line -> line.startsWith("COMMAND") && line.contains("admin + second-admin"));
        assertThat(kept()).anyMatch(line -> line.contains("command slot") && line.contains("refused: no token"));
        assertThat(kept()).anyMatch(line -> line.contains("command slot") && line.contains("refused: wrong token"));
    }

    @Test
    void shouldSayWhereNobodyCanApprove() throws Exception
    {
        Files.createDirectories(directory);
        try (Interlock interlock = launch(""))
        {
            assertThat(interlock.engine().issues(Duration.ofMinutes(1)).toString()).doesNotContain(HostOperators.ISSUE);
        }
        final Path file = directory.resolve("console-tokens.json");
        final String all = Files.readString(file);
        Files.writeString(file, all.replaceFirst("\"admin\",\\s+\"role\" : \"admin\"", "\"admin\",\n\"role\" : \"viewer\""));
        try (Interlock interlock = launch(""))
        {
            assertThat(told(interlock)).contains("fewer than two admin tokens").contains("console-tokens.json");
        }
        Files.writeString(file, "nonsense");
        try (Interlock interlock = launch(", port: 0"))
        {
            assertThat(told(interlock)).contains("cannot be read").contains("is not JSON");
            throttle(interlock);
            assertThat(slot(SlotCommand.FORCE_RECOVERY, tokens().get("admin")).accepted()).isFalse();
            assertThat(interlock.scope("").level()).isEqualTo(Level.THROTTLE);
            assertThat(slot(SlotCommand.KILL, "").accepted()).isTrue();
        }
    }

    private static String told(final Interlock interlock)
    {
        for (final Issue issue : interlock.engine().issues(Duration.ofMinutes(1)))
        {
            if (HostOperators.ISSUE.equals(issue.issueType()))
            {
                return issue.details();
            }
        }
        throw new AssertionError("no issue " + HostOperators.ISSUE);
    }

    /** Where the rule is off nothing of it is there: no tokens, no thread, and the slot asks nobody. */
    @Test
    void shouldHoldNothingWhereItIsOff() throws Exception
    {
        try (Interlock interlock = Interlock.launch(HostRig.config(), directory, new EngineContext().commandDeadline(DEADLINE)))
        {
            throttle(interlock);
            assertThat(slot(SlotCommand.FORCE_RECOVERY, "").accepted()).isTrue();
            assertThat(directory.resolve("console-tokens.json")).doesNotExist();
        }
        Await.until("no thread of it is left", () -> Thread.getAllStackTraces().keySet().stream()
            .noneMatch(thread -> "interlock-two-person".equals(thread.getName())));
    }
}
