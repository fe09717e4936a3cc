package io.interlock.cli.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.interlock.cli.ExitCode;
import io.interlock.cli.Run;
import io.interlock.core.model.Cause;
import io.interlock.core.testing.Runs;
import io.interlock.host.Interlock;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Notifications of an engine that is killed with -9. */
@Timeout(300)
class NotifyKilledTest
{
    private static final String STEPS = """
          escalation:
            - { after: 0s, channels: [desk] }
            - { after: 3s, channels: [night] }
        """;

    @TempDir
    private Path temp;
    private Path directory;
    private Receivers receivers;
    private Process child;

    @BeforeEach
    void listen() throws IOException
    {
        receivers = new Receivers();
        directory = temp.resolve("data");
    }

    @AfterEach
    void close() throws Exception
    {
        kill();
        receivers.close();
    }

    private void kill() throws Exception
    {
        if (child != null)
        {
            child.destroyForcibly().waitFor();
        }
    }

    private void start(final Path config, final String... halted) throws Exception
    {
        child = NotifiedChild.start(config, directory, halted);
        final BufferedReader output = child.inputReader();
        assertThat(output.readLine()).isEqualTo("ready");
    }

    private String dump(final String type)
    {
        return Run.of("", "journal", "dump", directory.toString(), "--type", type).out();
    }

    private void awaitInDump(final String what) throws Exception
    {
        final long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!dump("NOTIFICATION").contains(what))
        {
            assertThat(System.nanoTime() - endNs).as(what).isNegative();
        }
    }

    private static boolean is(final JsonNode body, final String scope, final String kind)
    {
        return body.get("scope").textValue().equals(scope) && body.get("kind").textValue().equals(kind);
    }

    @Test
    void shouldKnowAfterAKillWhoAcknowledgedAndResolveByTheSameKey() throws Exception
    {
        final Path config = receivers.config(temp, STEPS);
        start(config, "a", "b");
        final String first = receivers.until("desk", body -> is(body, "a", "TRANSITION")).get(0).get("id").textValue();
        final List<String> keys = new ArrayList<>(List.of(receivers.page().get("dedup_key").textValue()));
        keys.add(receivers.page().get("dedup_key").textValue());
        final Run ack = Run.of("", "notify", "ack", first, "--directory", directory.toString(), "--actor", "jane");
        assertThat(ack.err()).startsWith("via ").hasLineCount(1);
        assertThat(ack.exitCode()).isEqualTo(ExitCode.OK);
        awaitInDump("acknowledge " + first);
        kill();
        receivers.rest("night");

        try (Interlock interlock = Interlock.launch(config, directory))
        {
            final List<JsonNode> called = receivers.until("night", body -> body.get("id").textValue().endsWith(".e3"));
            assertThat(called).allMatch(body -> is(body, "b", "ESCALATION"));
            interlock.desk().forceRecovery("a", "jane", "well");
            interlock.desk().forceRecovery("b", "jane", "well");
            final List<String> resolved = new ArrayList<>();
            while (resolved.size() < 2)
            {
                final JsonNode page = receivers.page();
                if (page.get("event_action").textValue().equals("resolve"))
                {
                    resolved.add(page.get("dedup_key").textValue());
                }
            }
            assertThat(resolved).containsExactlyInAnyOrderElementsOf(keys);
            receivers.until("night", body -> is(body, "b", "RESOLVED"));
        }
    }

    @Test
    void shouldNotPageAgainAtEachOfManyRestarts() throws Exception
    {
        final Path config = receivers.config(temp, "");
        final List<JsonNode> pages = new ArrayList<>();
        start(config, "a");
        pages.add(receivers.page());
        awaitInDump("trigger");
        kill();
        for (int restart = 1; restart <= Runs.of(5, 10); restart++)
        {
            start(config);
            if (dump("TRANSITION").contains("RESTARTS"))
            {
                awaitInDump("HTTP 202 (trigger " + rootId());
            }
            kill();
            receivers.rest("pager").forEach(pages::add);
        }
        assertThat(pages).extracting(page -> page.get("dedup_key").textValue()).doesNotHaveDuplicates().hasSize(2);
        try (Interlock interlock = Interlock.launch(config, directory))
        {
            assertThat(interlock.desk().accept(Cause.RESTARTS, "jane", "a bad cable").accepted()).isTrue();
            assertThat(interlock.desk().forceRecovery("", "jane", "a new cable").accepted()).isTrue();
            final JsonNode page = receivers.page();
            assertThat(page.get("event_action").textValue()).isEqualTo("resolve");
            assertThat(page.get("dedup_key")).isEqualTo(pages.get(1).get("dedup_key"));
        }
    }

    private String rootId() throws Exception
    {
        return Run.of("", "journal", "dump", directory.toString(), "--type", "TRANSITION", "--json").lines().stream()
            .filter(line -> line.contains("RESTARTS"))
            .map(line -> line.replaceAll(".*\"boot_id\":\"([^\"]*)\",\"decision\":(\\d+).*", "$1-$2"))
            .findFirst().orElseThrow();
    }
}
