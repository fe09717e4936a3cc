package io.interlock.notify.channel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.interlock.config.ChannelConfig;
import io.interlock.notify.DeliveryException;
import io.interlock.notify.Kind;
import io.interlock.notify.Notification;
import io.interlock.notify.NotificationChannel;
import io.interlock.notify.Redaction;
import io.interlock.notify.http.HttpSender;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * JSON to a receiver of the operator's, signed. Headers: {@code X-Interlock-Delivery} is the message's id, the same when it is sent again;
 * {@code X-Interlock-Timestamp} is when it was sent, in seconds since 1970; {@code X-Interlock-Signature} is {@code v1=} and the
 * HMAC-SHA-256 in hex of {@code TIMESTAMP.BODY} under the key. While there is a {@code next-key} there are two, with a comma between: a
 * receiver takes the message when one of them is right, so that both sides can change the key at their own time.
 *
 * <p>Threading: any thread; immutable.
 */
public final class WebhookChannel implements NotificationChannel
{
    private static final String URL = "url";

    private final ChannelConfig config;
    private final HttpSender http;
    private final LongSupplier wallMs;
    private final String shown;

    /**
     * Creates it.
     *
     * @param config of type webhook.
     * @param http   which it closes.
     */
    public WebhookChannel(final ChannelConfig config, final HttpSender http)
    {
        this(config, http, System::currentTimeMillis);
    }

    /**
     * Creates it.
     *
     * @param config of type webhook.
     * @param http   which it closes.
     * @param wallMs wall time, milliseconds since 1970.
     */
    public WebhookChannel(final ChannelConfig config, final HttpSender http, final LongSupplier wallMs)
    {
        this.config = config;
        this.http = http;
        this.wallMs = wallMs;
        this.shown = "channel " + config.name() + " (webhook" + host(config.text(URL)) + ")";
    }

    /** Only the host is shown: many receivers keep a secret in the path. */
    private static String host(final String url)
    {
        try
        {
            final String host = URI.create(url).getHost();
            return host == null ? "" : " at " + host;
        }
        catch (final IllegalArgumentException malformed)
        {
            return "";
        }
    }

    @Override
    public String name()
    {
        return config.name();
    }

    /** Who was called is told who has it: all kinds. */
    @Override
    public boolean wants(final Kind kind)
    {
        return true;
    }

    @Override
    public String deliver(final Notification notification, final Duration timeout) throws DeliveryException, InterruptedException
    {
        final String key = Secrets.needed(config, "key", shown);
        final String nextKey = Secrets.optional(config, "next-key", shown);
        final String body = body(notification);
        final long timestamp = Math.floorDiv(wallMs.getAsLong(), 1000L);
        final String signed = timestamp + "." + body;
        final String signature = signature(key, signed) + (nextKey.isEmpty() ? "" : "," + signature(nextKey, signed));
        final Map<String, String> headers = Map.of(
            "X-Interlock-Delivery", printable(notification.id()),
            "X-Interlock-Timestamp", Long.toString(timestamp),
            "X-Interlock-Signature", signature);
        final String url = Secrets.address(config, URL, shown);
        final HttpSender.Answer answer =
            http.send(new HttpSender.Request("POST", url, headers, "application/json", body, shown), timeout);
        final List<String> secrets = Redaction.parts(url);
        secrets.add(key);
        secrets.add(nextKey);
        return Answers.accepted(answer, shown, new Redaction(secrets));
    }

    private static String body(final Notification notification)
    {
        final ObjectNode node = NotificationJson.facts(notification);
        node.put("version", 1);
        NotificationJson.put(node, "title", notification.title());
        NotificationJson.put(node, "text", notification.text());
        NotificationJson.put(node, "html", notification.html());
        return NotificationJson.text(node);
    }

    private static String signature(final String key, final String text)
    {
        try
        {
            final Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "v1=" + HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        }
        catch (final GeneralSecurityException impossible)
        {
            throw new IllegalStateException("every JDK has HmacSHA256");
        }
    }

    /** Ids are ours and plain; one of a host's making may be anything. The body has it too. */
    private static String printable(final String id)
    {
        return id.replaceAll("[^!-~]", "_");
    }

    @Override
    public String check(final Duration timeout) throws DeliveryException
    {
        Secrets.needed(config, "key", shown);
        final String nextKey = Secrets.optional(config, "next-key", shown);
        ChannelHttp.reach(http, Secrets.address(config, URL, shown), shown, timeout);
        return shown + " can be reached and has a key" + (nextKey.isEmpty() ? "" : " and the next one") + "; nothing was sent";
    }

    @Override
    public void close()
    {
        http.close();
    }
}
