package io.interlock.host;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Requests to the real routes whose fields and parameters are nearly right, by a grammar and then by bytes. Threading: one thread.
 */
final class ApiMutations
{
    private static final String BREAKER = "/api/circuit-breaker/";
    private static final List<String> COMMANDS = List.of(
        BREAKER + "recover", BREAKER + "override", BREAKER + "confirm", BREAKER + "kill", BREAKER + "reset", BREAKER + "accept",
        BREAKER + "reports", BREAKER + "reports", "/api/notifications/all/acknowledge", "/api/notifications/n-1/acknowledge",
        "/api/notifications/silences");
    private static final List<String> READS = List.of(
        "/", "/health", "/openapi.json", "/metrics", BREAKER + "status", BREAKER + "transitions", BREAKER + "issues", BREAKER + "check",
        BREAKER + "metrics", "/api/notifications", "/api/notifications/silences");
    private static final List<String> KEYS = List.of(
        "scope", "scope", "reason", "dry_run", "enabled", "cause", "for", "id", "reports", "event", "a", "b", "text", "", "SCOPE",
        "__proto__", "x".repeat(300));
    private static final List<String> WORDS = List.of(
        "", "venue", "venue/maker-1", "venue/", "/venue", "//", ".", "..", "a/b/c/d/e/f/g/h/i/j/k/l/m", "v\\u0000", "v\\u202e", "\\ud800",
        "\u00e4", "x\\n\\ty", "${jndi:ldap://x}", "%00", "BUY", "DOWN", "CONNECTED", "MEMORY_ERROR", "JOURNAL", "RESTARTS", "api_latency",
        "order_failure", "critical_error", "slippage", "equity", "exchange", "30m", "-1h", "99999999999999999999d", "y".repeat(129),
        "z".repeat(20_000));
    private static final List<String> NUMBERS = List.of(
        "0", "-0", "1", "-1", "12.5", "1e308", "1e309", "-1e999999999", "1e-999999999", "9223372036854775807", "9223372036854775808",
        "0.1e", "01", "NaN", "Infinity", "0x10", "1_000", "1".repeat(3_000), "0." + "0".repeat(3_000) + "1");
    private static final List<String> PARAMETERS = List.of(
        "scope", "after", "limit", "minutes", "intent", "confidence", "id", "token", "", "scope[]");
    private static final List<String> ARGUMENTS = List.of(
        "", "0", "-1", "1e9", "OPEN", "open", "CLOSE", "venue", "venue%2Fmaker-1", "%00", "%E4", "%", "%zz", "9999999999999999999999",
        "NaN", "0.82", "a".repeat(1_000), "../..", "%C0%AF", "1;2", "null");

    private final SplittableRandom random;
    private final String host;
    private final Map<String, String> tokens;

    /** Tokens by role; a request has one of them, one that is none, or none. */
    ApiMutations(final SplittableRandom random, final String host, final Map<String, String> tokens)
    {
        this.random = random;
        this.host = host;
        this.tokens = tokens;
    }

    byte[] next()
    {
        final boolean command = random.nextInt(3) > 0;
        final String body = command || random.nextInt(20) == 0 ? body() : "";
        final StringBuilder text = new StringBuilder(512).append(method(command)).append(' ')
            .append(pick(command ? COMMANDS : READS)).append(query(command)).append(" HTTP/1.1\r\nHost: ").append(host).append("\r\n")
            .append(token());
        if (!body.isEmpty())
        {
            text.append("Content-Type: application/json\r\nContent-Length: ").append(body.getBytes(StandardCharsets.UTF_8).length)
                .append("\r\n");
        }
        byte[] bytes = text.append("\r\n").append(body).toString().getBytes(StandardCharsets.UTF_8);
        for (int times = Math.max(0, random.nextInt(5) - 2); times > 0 && bytes.length > 0; times--)
        {
            bytes[random.nextInt(bytes.length)] ^= (byte)(1 << random.nextInt(8));
        }
        return bytes;
    }

    private String method(final boolean command)
    {
        return random.nextInt(20) == 0 ? pick(List.of("DELETE", "PUT", "GET", "POST", "HEAD")) : command ? "POST" : "GET";
    }

    private String token()
    {
        final int which = random.nextInt(8);
        if (which == 0)
        {
            return "";
        }
        if (which == 1)
        {
            return "Authorization: Bearer ilk_" + Long.toHexString(random.nextLong()) + "\r\n";
        }
        final List<String> all = tokens.values().stream().sorted().toList();
        return "Authorization: Bearer " + pick(all) + "\r\n";
    }

    private String query(final boolean command)
    {
        if (random.nextInt(command ? 12 : 2) > 0)
        {
            return "";
        }
        final StringBuilder query = new StringBuilder("?");
        for (int pairs = 1 + random.nextInt(3); pairs > 0; pairs--)
        {
            query.append(pick(PARAMETERS)).append('=').append(pick(ARGUMENTS)).append(pairs > 1 ? "&" : "");
        }
        return query.toString();
    }

    private String body()
    {
        return switch (random.nextInt(12))
        {
            case 0 -> value(0);
            case 1 -> object(0) + object(0);
            case 2 -> "{\"reports\":" + value(0) + "}";
            case 3, 4, 5 -> reports();
            default -> object(0);
        };
    }

    private String reports()
    {
        final StringBuilder all = new StringBuilder("{\"reports\":[");
        for (int reports = 1 + random.nextInt(4); reports > 0; reports--)
        {
            all.append(random.nextInt(4) == 0 ? object(1) : report()).append(reports > 1 ? "," : "");
        }
        return all.append("]}").toString();
    }

    private String report()
    {
        return "{\"scope\":" + value(2) + ",\"event\":\"" + pick(List.of("api_latency", "order_failure", "slippage", "equity", "loss",
            "exchange", "network", "critical_error", "order_success", "kill")) + "\",\"a\":" + value(2) + ",\"b\":" + value(2)
            + ",\"text\":" + value(2) + "}";
    }

    private String object(final int depth)
    {
        final StringBuilder object = new StringBuilder("{");
        for (int fields = random.nextInt(5); fields > 0; fields--)
        {
            object.append('"').append(pick(KEYS)).append("\":").append(value(depth + 1)).append(fields > 1 ? "," : "");
        }
        return object.append('}').toString();
    }

    private String value(final int depth)
    {
        return switch (random.nextInt(depth > 3 ? 5 : 9))
        {
            case 0, 1 -> '"' + pick(WORDS) + '"';
            case 2, 3 -> pick(NUMBERS);
            case 4 -> pick(List.of("null", "true", "false", "nul", "'a'", ""));
            case 5 -> object(depth + 1);
            case 6 -> "[" + value(depth + 1) + "," + value(depth + 1) + "]";
            case 7 -> "[".repeat(40) + "]".repeat(40);
            default -> '"' + pick(WORDS) + '"';
        };
    }

    private <T> T pick(final List<T> all)
    {
        return all.get(random.nextInt(all.size()));
    }
}
