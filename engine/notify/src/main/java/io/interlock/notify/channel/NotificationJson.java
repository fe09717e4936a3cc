package io.interlock.notify.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.text.CleanText;
import io.interlock.notify.Draft;
import io.interlock.notify.Notification;
import java.time.Instant;

/** A notification as JSON. Threading: any thread; pure. Texts are {@link CleanText#marked}. */
final class NotificationJson
{
    private static final ObjectMapper JSON = new ObjectMapper();

    private NotificationJson()
    {
    }

    /**
     * Writes.
     *
     * @param node any.
     * @return on one line.
     */
    static String text(final ObjectNode node)
    {
        try
        {
            return JSON.writeValueAsString(node);
        }
        catch (final JsonProcessingException impossible)
        {
            throw new IllegalStateException("a tree of texts and numbers can be written");
        }
    }

    /**
     * An empty object.
     *
     * @return a new one.
     */
    static ObjectNode object()
    {
        return JsonNodeFactory.instance.objectNode();
    }

    /**
     * All that is known but for the title, the text and the HTML.
     *
     * @param notification to tell.
     * @return a new object.
     */
    static ObjectNode facts(final Notification notification)
    {
        final Draft draft = notification.draft();
        final Draft.Facts facts = draft.facts();
        final ObjectNode node = object();
        put(node, "id", draft.id());
        node.put("kind", draft.kind().name()).put("priority", draft.priority().name());
        put(node, "scope", draft.scope());
        put(node, "from", facts.from());
        put(node, "to", facts.to());
        put(node, "cause", facts.cause());
        number(node, "value", facts.value());
        number(node, "threshold", facts.threshold());
        node.put("time", Instant.ofEpochMilli(facts.wallMs()).toString()).put("timeMs", facts.wallMs());
        put(node, "episode", draft.trail().episode());
        node.put("episodeStartedMs", draft.trail().startedMs()).put("sequence", draft.trail().sequence());
        put(node, "journalHead", draft.trail().journalHead());
        put(node, "runbook", notification.runbook());
        extras(node, draft.extras());
        return node;
    }

    private static void extras(final ObjectNode node, final Draft.Extras extras)
    {
        final ArrayNode actions = node.putArray("actions");
        for (final ActionEvent event : extras.actions())
        {
            final ObjectNode action = actions.addObject();
            put(action, "id", event.id());
            put(action, "action", event.action());
            put(action, "scope", event.scope());
            action.put("stage", event.stage().name()).put("attempt", event.attempt()).put("timeMs", event.wallMs());
            put(action, "details", event.details());
        }
        final ArrayNode joined = node.putArray("joined");
        extras.joined().forEach(line -> joined.add(CleanText.marked(line)));
        node.put("suppressed", extras.suppressed());
        put(node, "note", extras.note());
    }

    /**
     * Puts a text.
     *
     * @param node  to put into.
     * @param key   of ours.
     * @param value of anybody.
     */
    static void put(final ObjectNode node, final String key, final String value)
    {
        node.put(key, CleanText.marked(value));
    }

    /** JSON has no NaN: what is not known is null. */
    private static void number(final ObjectNode node, final String key, final double value)
    {
        if (Double.isFinite(value))
        {
            node.put(key, value);
        }
        else
        {
            node.putNull(key);
        }
    }
}
