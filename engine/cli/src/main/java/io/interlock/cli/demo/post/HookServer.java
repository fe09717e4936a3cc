package io.interlock.cli.demo.post;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The end of a webhook: takes each delivery, and checks its signature as any receiver would.
 *
 * <p>Threading: the server's own thread.
 */
final class HookServer implements AutoCloseable
{
    private static final int LONGEST = 1 << 20;
    private static final int TAKEN = 204;
    private static final int REFUSED = 401;
    private static final String ALGORITHM = "HmacSHA256";

    private final ObjectMapper mapper = new ObjectMapper();
    private final HttpServer server;
    private final byte[] key;
    private final Inbox inbox;

    HookServer(final String key, final Inbox inbox) throws IOException
    {
        this.key = key.getBytes(StandardCharsets.UTF_8);
        this.inbox = inbox;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", this::take);
        server.start();
    }

    int port()
    {
        return server.getAddress().getPort();
    }

    private void take(final HttpExchange exchange) throws IOException
    {
        try (exchange)
        {
            final String body = new String(exchange.getRequestBody().readNBytes(LONGEST), StandardCharsets.UTF_8);
            final boolean genuine = isGenuine(
                exchange.getRequestHeaders().getFirst("X-Interlock-Timestamp"),
                exchange.getRequestHeaders().getFirst("X-Interlock-Signature"), body);
            inbox.add(new Arrived(PostOffice.WEBHOOK, body, title(body), System.nanoTime(), genuine));
            exchange.sendResponseHeaders(genuine ? TAKEN : REFUSED, -1);
        }
    }

    private boolean isGenuine(final String timestamp, final String signature, final String body)
    {
        if (timestamp == null || signature == null)
        {
            return false;
        }
        try
        {
            final Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            final String wanted = "v1=" + HexFormat.of().formatHex(mac.doFinal((timestamp + "." + body).getBytes(StandardCharsets.UTF_8)));
            return MessageDigest.isEqual(wanted.getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
        }
        catch (final GeneralSecurityException missing)
        {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, missing);
        }
    }

    private String title(final String body) throws IOException
    {
        final JsonNode title = mapper.readTree(body).path("title");
        return title.asText();
    }

    @Override
    public void close()
    {
        server.stop(0);
    }
}
