package io.interlock.cli.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.interlock.cli.http.ApiAnswer;
import io.interlock.cli.http.ApiClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** An engine as a drill asks it, by its console. Threading: one thread at a time, which waits. */
final class DrillEngine
{
    private static final String BREAKER = "/api/circuit-breaker/";
    private static final long LOOK_MS = 50;

    private final ApiClient api;
    private final String scope;
    private final String id;
    private final Duration patience;

    DrillEngine(final ApiClient api, final String scope, final String id, final Duration patience)
    {
        this.api = api;
        this.scope = scope;
        this.id = id;
        this.patience = patience;
    }

    JsonNode status()
    {
        return api.get(BREAKER + "status");
    }

    /** Its scope; missing where there is none. */
    JsonNode own(final JsonNode status)
    {
        return find(status, scope);
    }

    static JsonNode find(final JsonNode status, final String path)
    {
        for (final JsonNode one : status.path("scopes"))
        {
            if (path.equals(one.path("scope").textValue()))
            {
                return one;
            }
        }
        return MissingNode.getInstance();
    }

    /** The level of its scope. */
    String level(final JsonNode status)
    {
        return own(status).path("own_level").asText("none");
    }

    /** A marked report of the exchange's status; gives how many were taken. */
    long report(final String exchange)
    {
        return api.post(BREAKER + "reports", Map.of("drill", id,
            "reports", List.of(Map.of("scope", scope, "event", "exchange", "text", exchange)))).body().path("reported").asLong();
    }

    /** What the gate says, for example {@code DENIED_HALT}, and of what is allowed the size: {@code ALLOWED x1}. */
    JsonNode check(final String intent, final String confidence)
    {
        return confidence.isEmpty() ? api.get(BREAKER + "check", "scope", scope, "intent", intent)
            : api.get(BREAKER + "check", "scope", scope, "intent", intent, "confidence", confidence);
    }

    /** Commands its scope; a refusal is an answer like any other. */
    ApiAnswer command(final String name, final boolean dryRun)
    {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("scope", scope);
        fields.put("reason", id);
        fields.put("dry_run", dryRun);
        return api.send("POST", BREAKER + name, fields);
    }

    /** Ends the drill before it begins where the token may not restore what the drill changes. */
    void requireAdmin()
    {
        api.post(BREAKER + "recover", Map.of("scope", "", "reason", id, "dry_run", true));
    }

    /** Its latest change since a record of the journal; missing where there is none yet. */
    JsonNode transition(final long after)
    {
        JsonNode last = MissingNode.getInstance();
        for (final JsonNode one : api.get(BREAKER + "transitions", "after", Long.toString(after), "limit", "1000").path("transitions"))
        {
            last = scope.equals(one.path("scope").textValue()) ? one : last;
        }
        return last;
    }

    /** What people were told of its scope and is open; missing where there is nothing. */
    JsonNode notice()
    {
        for (final JsonNode one : api.get("/api/notifications").path("open"))
        {
            if (scope.equals(one.path("scope").textValue()) && !"CLOSED".equals(one.path("level").asText()))
            {
                return one;
            }
        }
        return MissingNode.getInstance();
    }

    /** Looks again and again, until it is so or patience is at its end; gives the latest. */
    <T> T until(final Supplier<T> look, final Predicate<T> so)
    {
        final long endNs = System.nanoTime() + patience.toNanos();
        T seen = look.get();
        while (!so.test(seen) && System.nanoTime() - endNs < 0 && waited())
        {
            seen = look.get();
        }
        return seen;
    }

    private static boolean waited()
    {
        try
        {
            Thread.sleep(LOOK_MS);
            return true;
        }
        catch (final InterruptedException interrupted)
        {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
