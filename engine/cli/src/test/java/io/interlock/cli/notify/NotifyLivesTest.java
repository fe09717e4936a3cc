package io.interlock.cli.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.interlock.cli.ExitCode;
import io.interlock.cli.Run;
import io.interlock.host.Interlock;
import io.interlock.notify.route.Silence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Operators and real channels of a live engine, over its restarts. */
@Timeout(300)
class NotifyLivesTest
{
    private static final long HALTS_NS = 4_000_000_000L;
    private static final String STEPS = """
          escalation:
            - { after: 0s, channels: [desk] }
            - { after: 2s, channels: [night] }
        """;

    @TempDir
    private Path temp;
    private Path directory;
    private Receivers receivers;
    private Path config;
    private Interlock interlock;

    @BeforeEach
    void launch() throws IOException
    {
        receivers = new Receivers();
        config = receivers.config(temp, STEPS);
        directory = temp.resolve("data");
        interlock = Interlock.launch(config, directory);
    }

    @AfterEach
    void close()
    {
        interlock.close();
        receivers.close();
    }

    private void halt(final String scope)
    {
        interlock.scope(scope).reporter().apiLatency(HALTS_NS);
    }

    private Run jane(final String... command)
    {
        final List<String> args = new ArrayList<>(List.of("notify"));
        args.addAll(List.of(command));
        args.addAll(List.of("--directory", directory.toString(), "--actor", "jane"));
        return Run.of("", args.toArray(String[]::new));
    }

    private String dump(final String... more)
    {
        final List<String> args = new ArrayList<>(List.of("journal", "dump", directory.toString(), "--type", "NOTIFICATION"));
        args.addAll(List.of(more));
        return Run.of("", args.toArray(String[]::new)).out();
    }

    private static boolean isOf(final JsonNode body, final String scope)
    {
        return body.get("scope").textValue().equals(scope);
    }

    /** When a later scope was called for the second time, one that is still open would have been called too. */
    private List<JsonNode> nightUntilTwoCallsFor(final String scope) throws InterruptedException
    {
        final List<JsonNode> all = new ArrayList<>();
        for (int calls = 0; calls < 2; calls++)
        {
            all.addAll(receivers.until("night", body -> isOf(body, scope)));
        }
        all.removeIf(body -> !body.get("kind").textValue().equals("ESCALATION"));
        return all;
    }

    @Test
    void shouldCallFurtherUntilSomebodyAcknowledges() throws Exception
    {
        halt("a");
        final JsonNode first = receivers.next("desk");
        final String id = first.get("id").textValue();
        assertThat(first.get("to").textValue()).isEqualTo("HALT");
        final JsonNode page = receivers.page();
        assertThat(page.get("event_action").textValue()).isEqualTo("trigger");
        final JsonNode call = receivers.next("night");
        assertThat(call.get("kind").textValue()).isEqualTo("ESCALATION");
        assertThat(call.get("id").textValue()).isEqualTo(id + ".e2");

        final Run ack = jane("ack", id, "--reason", "on it");
        assertThat(ack.err()).startsWith("via ").hasLineCount(1);
        assertThat(ack.exitCode()).isEqualTo(ExitCode.OK);
        JsonNode told = receivers.page();
        while (told.get("event_action").textValue().equals("trigger"))
        {
            told = receivers.page();
        }
        assertThat(told.get("event_action").textValue()).isEqualTo("acknowledge");
        assertThat(told.get("dedup_key")).isEqualTo(page.get("dedup_key"));

        final JsonNode taken = receivers.next("night");
        assertThat(taken.get("kind").textValue()).as("who was called is told who has it").isEqualTo("ACKNOWLEDGED");
        assertThat(taken.get("note").textValue()).contains("jane", "on it");

        halt("b");
        assertThat(nightUntilTwoCallsFor("b")).hasSize(2).allMatch(body -> isOf(body, "b"));
        interlock.close();
        assertThat(dump().lines().filter(line -> line.contains("jane"))).singleElement().asString()
            .contains(id, "on it").containsIgnoringCase("acknowledged");
        assertThat(dump("--json").lines().filter(line -> line.contains("\"actor\":\"jane\""))).hasSize(1);
    }

    @Test
    void shouldKnowAfterARestartWhoAcknowledgedAndWhatIsSilent() throws Exception
    {
        halt("a");
        final String id = receivers.next("desk").get("id").textValue();
        halt("b");
        receivers.until("desk", body -> isOf(body, "b"));
        final String key = receivers.page().get("dedup_key").textValue();
        assertThat(jane("ack", id).err()).startsWith("via ").hasLineCount(1);
        assertThat(jane("silence", "--scope", "c", "--for", "1h", "--reason", "tests").err()).startsWith("via ").hasLineCount(1);
        final List<Silence> silences = interlock.notifications().silences();
        assertThat(silences).hasSize(1);
        interlock.close();
        assertThat(interlock.isStoppedAsPlanned()).isTrue();
        receivers.rest("desk");
        receivers.rest("pager");
        receivers.rest("night");

        interlock = Interlock.launch(config, directory);
        halt("c");
        assertThat(nightUntilTwoCallsFor("b")).noneMatch(body -> isOf(body, "a"));
        assertThat(interlock.notifications().open()).anySatisfy(open ->
        {
            assertThat(open.id()).isEqualTo(id);
            assertThat(open.acknowledgedBy()).isEqualTo("jane");
        });
        assertThat(receivers.rest("desk")).as("told before, or silent").noneMatch(
            body -> body.get("kind").textValue().equals("TRANSITION"));
        assertThat(interlock.notifications().silences()).isEqualTo(silences);
        assertThat(jane("unsilence", silences.get(0).id()).err()).startsWith("via ").hasLineCount(1);
        receivers.until("desk", body -> isOf(body, "c") && body.get("kind").textValue().equals("TRANSITION"));

        assertThat(interlock.desk().forceRecovery("a", "jane", "well again").accepted()).isTrue();
        receivers.until("desk", body -> isOf(body, "a") && body.get("kind").textValue().equals("RESOLVED"));
        JsonNode page = receivers.page();
        while (!page.get("event_action").textValue().equals("resolve"))
        {
            page = receivers.page();
        }
        assertThat(page.get("dedup_key").textValue()).isEqualTo(key);
    }
}
