package io.interlock.console.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.interlock.core.machine.InputEvent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The fields of a body: each is of its type and length, and none is there that nobody reads, since a misspelt field of a command must not
 * be passed over in silence.
 *
 * <p>Threading: one thread.
 */
final class Fields
{
    /** Of a text, as the command slot has it: what one way takes the other takes too. */
    static final int MAX_BYTES = InputEvent.MAX_TEXT_BYTES;

    private static final int MOST_NAMED = 10;

    private final JsonNode body;
    /** Where in the body it is; empty for the body itself. */
    private final String where;

    /** Null for no body. */
    Fields(final JsonNode body, final String... allowed)
    {
        this("", body, allowed);
    }

    /** Of a part of a body, whose place every problem names. */
    Fields(final String where, final JsonNode body, final String... allowed)
    {
        this.where = where;
        this.body = body;
        final List<String> known = List.of(allowed);
        final List<String> unknown = new ArrayList<>();
        for (final Iterator<String> names = body == null ? List.<String>of().iterator() : body.fieldNames(); names.hasNext();)
        {
            final String name = names.next();
            if (!known.contains(name))
            {
                unknown.add('"' + clean(name) + '"');
            }
        }
        if (!unknown.isEmpty())
        {
            throw wrong("there is no field " + String.join(", ", unknown.subList(0, Math.min(MOST_NAMED, unknown.size())))
                + " here; these are allowed: " + String.join(", ", known));
        }
    }

    private JsonNode value(final String name)
    {
        final JsonNode value = body == null ? null : body.get(name);
        return value == null || value.isNull() ? null : value;
    }

    /** A text; {@code absent} where it is not there. */
    String text(final String name, final String absent)
    {
        final JsonNode value = value(name);
        if (value == null)
        {
            return absent;
        }
        if (!value.isTextual())
        {
            throw wrong("\"" + name + "\" is a text, not " + kind(value));
        }
        return checked(name, value.textValue());
    }

    /** A scope's path; the root where none is named. Null names none: who computed it wrongly must not act on everything. */
    String scope()
    {
        if (body != null && body.has("scope") && body.get("scope").isNull())
        {
            throw wrong("\"scope\" is null: a scope's path, \"\" for the root, or no such field");
        }
        return text("scope", "");
    }

    /** A text that must be there and say something. */
    String required(final String name, final String what)
    {
        final String text = text(name, "");
        if (text.isBlank())
        {
            throw wrong("\"" + name + "\" is missing: " + what);
        }
        return text;
    }

    /** A text of many lines that must be there; it may be empty, as a file may. */
    String lines(final String name, final String what)
    {
        final JsonNode value = value(name);
        if (value == null)
        {
            throw wrong("\"" + name + "\" is missing: " + what);
        }
        if (!value.isTextual())
        {
            throw wrong("\"" + name + "\" is a text, not " + kind(value));
        }
        return value.textValue();
    }

    /** A text that is journaled and shown to people. */
    static String checked(final String name, final String text)
    {
        final int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES)
        {
            throw Problems.body("\"" + name + "\" has " + bytes + " bytes; at most " + MAX_BYTES + " are allowed");
        }
        for (int i = 0; i < text.length(); i++)
        {
            if (Character.isISOControl(text.charAt(i)))
            {
                throw Problems.body("\"" + name + "\" has a control character at " + i + ": none is allowed");
            }
        }
        return text;
    }

    /** A switch; {@code absent} where it is not there. */
    boolean flag(final String name, final boolean absent)
    {
        final JsonNode value = value(name);
        if (value == null)
        {
            return absent;
        }
        if (!value.isBoolean())
        {
            throw wrong("\"" + name + "\" is true or false, not " + kind(value));
        }
        return value.booleanValue();
    }

    /** A switch that must be there. */
    boolean flag(final String name)
    {
        if (value(name) == null)
        {
            throw wrong("\"" + name + "\" is missing: true or false");
        }
        return flag(name, false);
    }

    /** A number that must be there. */
    BigDecimal number(final String name)
    {
        final JsonNode value = value(name);
        if (value == null)
        {
            throw wrong("\"" + name + "\" is missing: a number");
        }
        if (!value.isNumber() || !Double.isFinite(value.doubleValue()))
        {
            throw wrong("\"" + name + "\" is a number that a double holds, not " + kind(value));
        }
        return value.decimalValue();
    }

    /** A problem with this part of the body. */
    RuntimeException wrong(final String detail)
    {
        return Problems.body(where + detail);
    }

    private static String kind(final JsonNode value)
    {
        return value.isTextual() ? "a text" : value.isNumber() ? "a number" : value.isBoolean() ? "true or false"
            : value.isArray() ? "a list" : "an object";
    }

    private static String clean(final String name)
    {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(name.length(), MAX_BYTES / 2); i++)
        {
            text.append(Character.isISOControl(name.charAt(i)) ? '?' : name.charAt(i));
        }
        return text.toString();
    }
}
