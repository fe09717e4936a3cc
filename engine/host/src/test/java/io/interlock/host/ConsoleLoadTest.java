package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.interlock.config.ConfigLoader;
import io.interlock.core.engine.EngineContext;
import io.interlock.core.model.Intent;
import io.interlock.core.testing.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers of the console share what the breaker thread makes. */
class ConsoleLoadTest
{
    private static final String STATUS = "/api/circuit-breaker/status";

    @TempDir
    private Path directory;

    private Interlock launch()
    {
        return Interlock.launch(
            ConfigLoader.load("test", "engine: { stale-limit: 30s }\nconsole: { port: 0 }"), directory,
            new EngineContext().commandDeadline(Duration.ofSeconds(30)));
    }

    /** Of many answers most are copies: the time of each tells which. */
    @Test
    void shouldGiveOneStatusToAllWhoAskAtOnce() throws Exception
    {
        try (Interlock interlock = launch())
        {
            for (int i = 0; i < 500; i++)
            {
                interlock.scope("venue/strategy-" + i);
            }
            final ConsoleClient client = ConsoleClient.of(interlock);
            Await.until("some answers are one", () -> distinct(client, 20) < 20);
        }
    }

    private static int distinct(final ConsoleClient client, final int times)
    {
        try
        {
            final Set<String> made = new HashSet<>();
            for (int i = 0; i < times; i++)
            {
                final JsonNode status = client.get(STATUS);
                // What a status counts grows with the ticks of the breaker thread between two that are made.
                made.add(status.get("at").textValue() + status.at("/counters/by_kind"));
            }
            return made.size();
        }
        catch (final Exception failed)
        {
            throw new AssertionError(failed);
        }
    }

    private static int command(final ConsoleClient client, final String name, final String body) throws Exception
    {
        return client.ask("operator", "POST", "/api/circuit-breaker/" + name, body).status();
    }

    /** However young the copy is that was given to a reader a moment ago. */
    @Test
    void shouldShowACommandToWhoCommandedIt() throws Exception
    {
        try (Interlock interlock = launch())
        {
            final ConsoleClient client = ConsoleClient.of(interlock);
            for (int i = 0; i < 10; i++)
            {
                client.get(STATUS);
                assertThat(command(client, "override", "{\"enabled\":true}")).isEqualTo(200);
                assertThat(client.get(STATUS).get("scopes").get(0).get("override").booleanValue()).isTrue();
                assertThat(command(client, "override", "{\"enabled\":false}")).isEqualTo(200);
                // What loosens is shown once it is durable.
                Await.until("the override is off", () -> interlock.scope("").gate().check(Intent.OPEN, 1.0).allowed());
            }
        }
    }
}
