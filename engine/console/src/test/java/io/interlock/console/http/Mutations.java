package io.interlock.console.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/** Requests that are nearly right, by a grammar and then by bytes; none has a token that allows a command. Threading: one test thread. */
final class Mutations
{
    private static final List<String> METHODS = List.of(
        "GET", "POST", "DELETE", "POST", "HEAD", "OPTIONS", "TRACE", "PUT", "CONNECT", "PRI", "post", "P\u00D6ST", "", " GET", "GET\t", "*",
        "X".repeat(300));
    private static final List<String> TARGETS = List.of(
        "/api/kill", "/api/override", "/api/things/7", "/api/status", "/health", "/", "*", "", "//", "/../api/kill", "/api/%6bill",
        "/api/kill?", "/api/kill?_method=POST", "/api/kill#x", "/api\\kill", "http://127.0.0.1/api/kill", "/api/kill;a=b", "/%",
        "/%zz", "/\u0000", "/?a=1&a=2", "/api/kill HTTP/1.1\r\nX: ", "/" + "a/".repeat(700), "/?" + "a=b&".repeat(200), "/api/reports",
        "/api/things/%2e%2e", "127.0.0.1:1");
    private static final List<String> VERSIONS = List.of(
        " HTTP/1.1", " HTTP/1.1", " HTTP/1.1", " HTTP/1.0", " HTTP/2.0", " HTTP/0.9", "", " HTTP/1.1 ", " http/1.1", " HTTP/999999.1",
        " FTP/1.1");
    private static final List<String> NAMES = List.of(
        "Content-Length", "Transfer-Encoding", "Content-Type", "Connection", "Expect", "Upgrade", "Origin", "Host", "Authorization",
        "Cookie", "Sec-Fetch-Site", "X-HTTP-Method-Override", "X-Forwarded-For", "Content-Encoding", "TE", "Trailer", "HTTP2-Settings",
        "", "a b", "\u00E4", "x".repeat(500));
    private static final List<String> VALUES = List.of(
        "0", "2", "-1", "99999999999999999999", "chunked", "gzip, chunked", "identity", "application/json", "text/plain", "close",
        "keep-alive", "Upgrade, HTTP2-Settings", "100-continue", "h2c", "websocket", "null", "http://evil.example", "evil.example",
        "Bearer x", "Bearer ", "Basic YWRtaW46YWRtaW4=", "Bearer " + "A".repeat(47), "cross-site", "POST", "127.0.0.1", "", "\u0000",
        "\u007F", "x".repeat(9_000), "a\r\n b", "${jndi:ldap://x}", "\u00FF\u00FE", "2, 2", "+2", "0x2");
    private static final List<String> BODIES = List.of(
        "", "{}", "{\"scope\":\"\"}", "{\"a\":" + "[".repeat(500), "[]", "\u0000", "{\"a\":1,\"a\":2}", "2\r\n{}\r\n0\r\n\r\n",
        "FFFFFFFFFF\r\n{}", "-1\r\n", "0\r\nX: y\r\n\r\n", "x".repeat(3_000));
    private static final List<String> ENDS = List.of("\r\n", "\r\n", "\r\n", "\r\n", "\n", "\r", "\r\n\r\n", "", "\r\r\n");

    private final SplittableRandom random;
    private final TestServer test;

    Mutations(final SplittableRandom random, final TestServer test)
    {
        this.random = random;
        this.test = test;
    }

    byte[] next()
    {
        final StringBuilder text = new StringBuilder(512);
        for (int requests = random.nextInt(8) == 0 ? 2 : 1; requests > 0; requests--)
        {
            text.append(random.nextInt(3) == 0 ? odd() : nearlyRight());
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
        for (int times = random.nextInt(4); times > 0; times--)
        {
            bytes = mutated(bytes);
        }
        return bytes;
    }

    private String nearlyRight()
    {
        final String token = switch (random.nextInt(4))
        {
            case 0 -> test.bearer("viewer");
            // One character off: as near as a guess can be.
            case 1 -> test.bearer("admin").replace("Bearer ilk_", "Bearer ilk-");
            default -> "";
        };
        return test.request(pick(METHODS.subList(0, 4)), pick(TARGETS.subList(0, 6)), token + "Content-Type: application/json\r\n", "{}");
    }

    private String odd()
    {
        final StringBuilder text = new StringBuilder(256);
        text.append(pick(METHODS)).append(random.nextInt(10) == 0 ? "" : " ").append(pick(TARGETS)).append(pick(VERSIONS)).append(end());
        if (random.nextInt(4) > 0)
        {
            text.append("Host: ").append(test.host()).append(end());
        }
        for (int headers = random.nextInt(6); headers > 0; headers--)
        {
            text.append(pick(NAMES)).append(random.nextInt(12) == 0 ? " : " : ": ").append(pick(VALUES)).append(end());
        }
        return text.append(end()).append(pick(BODIES)).toString();
    }

    private String end()
    {
        return random.nextInt(6) == 0 ? pick(ENDS) : "\r\n";
    }

    private byte[] mutated(final byte[] bytes)
    {
        if (bytes.length == 0)
        {
            return bytes;
        }
        final int at = random.nextInt(bytes.length);
        final int end = Math.min(bytes.length, at + 1 + random.nextInt(20));
        final ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 32);
        out.write(bytes, 0, at);
        switch (random.nextInt(5))
        {
            case 0 -> out.write(bytes[at] ^ 1 << random.nextInt(8));
            case 1 -> out.write(random.nextInt(256));
            case 2 -> out.writeBytes(java.util.Arrays.copyOfRange(bytes, at, end));
            case 3 ->
            {
                // What comes after is cut off.
                return out.toByteArray();
            }
            default ->
            {
                out.write(bytes, end, bytes.length - end);
                return out.toByteArray();
            }
        }
        out.write(bytes, at, bytes.length - at);
        return out.toByteArray();
    }

    private <T> T pick(final List<T> all)
    {
        return all.get(random.nextInt(all.size()));
    }
}
