package io.interlock.notify.channel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.interlock.config.ChannelConfig;
import io.interlock.core.text.CleanText;
import io.interlock.notify.DeliveryException;
import io.interlock.notify.Kind;
import io.interlock.notify.Notification;
import io.interlock.notify.NotificationChannel;
import io.interlock.notify.Redaction;
import io.interlock.notify.http.HttpSender;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Slack's incoming webhooks, and chats that understand them. The message is one text: all that strangers may have written is in code marks,
 * in which neither Slack's nor others' markup, mentions or links mean anything, and escaped besides. The only link is the runbook's.
 *
 * <p>Threading: any thread; immutable.
 */
public final class SlackChannel implements NotificationChannel
{
    private static final String KEY = "webhook-url";
    /** Slack shows 4,000 characters well and cuts at 40,000; escaping makes one into five at most. */
    private static final int MOST_TEXT = 3_000;
    private static final int MOST_TITLE = 200;
    private static final Pattern LINK = Pattern.compile("https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~/#?=%-]*)?");
    /** What Slack, and chats that are like it, answer to a message that was taken. */
    private static final Set<String> TAKEN = Set.of("ok", "", "1", "{\"success\":true}", "{\"ok\":true}");

    private final ChannelConfig config;
    private final HttpSender http;
    private final String shown;

    /**
     * Creates it.
     *
     * @param config of type slack.
     * @param http   which it closes.
     */
    public SlackChannel(final ChannelConfig config, final HttpSender http)
    {
        this.config = config;
        this.http = http;
        this.shown = "channel " + config.name() + " (Slack)";
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
        final String url = Secrets.address(config, KEY, shown);
        final HttpSender.Answer answer =
            http.send(new HttpSender.Request("POST", url, Map.of(), "application/json", body(notification), shown), timeout);
        final Redaction redaction = new Redaction(Redaction.parts(url));
        final String said = Answers.accepted(answer, shown, redaction);
        if (!TAKEN.contains(answer.body().strip()))
        {
            // A login page of something on the way answers 200 too.
            throw DeliveryException.passing(shown + " answers " + said + ", and not ok");
        }
        return said;
    }

    private static String body(final Notification notification)
    {
        final StringBuilder text = new StringBuilder("*").append(notification.priority()).append("* `")
            .append(code(CleanText.markedLine(CleanText.cut(notification.title(), MOST_TITLE)))).append("`\n```\n")
            .append(code(CleanText.marked(CleanText.cut(notification.text(), MOST_TEXT)))).append("\n```");
        if (LINK.matcher(notification.runbook()).matches())
        {
            text.append("\nRunbook: <").append(notification.runbook()).append('>');
        }
        final ObjectNode node = NotificationJson.object();
        node.put("text", text.toString()).put("link_names", false).put("unfurl_links", false).put("unfurl_media", false);
        return NotificationJson.text(node);
    }

    /** For within code marks: no mark, no entity, and nothing that a client could take for a link or a mention. */
    private static String code(final String plain)
    {
        // The invisible joiner stands between what would be recognized; it is ours, strangers' own are gone.
        final String inner = plain.replace('`', '\'').replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            .replace("://", ":\u2060//").replace("@", "@\u2060");
        return inner.isBlank() ? "-" : inner;
    }

    @Override
    public String check(final Duration timeout) throws DeliveryException
    {
        ChannelHttp.reach(http, Secrets.address(config, KEY, shown), shown, timeout);
        return shown + " can be reached and has an address; nothing was sent, so whether the address is valid is not known";
    }

    @Override
    public void close()
    {
        http.close();
    }
}
