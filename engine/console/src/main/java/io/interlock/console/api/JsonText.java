package io.interlock.console.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.interlock.console.http.ApiResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * Writes an answer as it goes, so that one of thousands of scopes needs no tree of them. What is not a number is null.
 *
 * <p>Threading: one thread.
 */
final class JsonText
{
    private static final int OK = 200;
    private static final double MILLION = 1e6;
    private static final JsonFactory FACTORY = new JsonFactory();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final JsonGenerator out;

    /** Writes one part. */
    @FunctionalInterface
    interface Part
    {
        void write() throws IOException;
    }

    /** Writes one element. */
    @FunctionalInterface
    interface Element<T>
    {
        void write(T one);
    }

    private JsonText() throws IOException
    {
        out = FACTORY.createGenerator(bytes);
    }

    /** An answer that is one object. */
    static ApiResponse answer(final Consumer<JsonText> fields)
    {
        return answer(OK, fields);
    }

    /** With another status than 200. */
    static ApiResponse answer(final int status, final Consumer<JsonText> fields)
    {
        return new ApiResponse(status, ApiResponse.JSON, bytes(fields));
    }

    /** One object, in UTF-8. */
    static byte[] bytes(final Consumer<JsonText> fields)
    {
        try
        {
            final JsonText text = new JsonText();
            text.out.writeStartObject();
            fields.accept(text);
            text.out.writeEndObject();
            text.out.close();
            return text.bytes.toByteArray();
        }
        catch (final IOException impossible)
        {
            throw new UncheckedIOException("memory cannot be written", impossible);
        }
    }

    private JsonText write(final Part part)
    {
        try
        {
            part.write();
            return this;
        }
        catch (final IOException impossible)
        {
            throw new UncheckedIOException("memory cannot be written", impossible);
        }
    }

    /** A text, or null. */
    JsonText text(final String name, final String value)
    {
        return write(() -> out.writeStringField(name, value));
    }

    /** An enum's name, or null. */
    JsonText name(final String name, final Enum<?> value)
    {
        return text(name, value == null ? null : value.name());
    }

    JsonText number(final String name, final long value)
    {
        return write(() -> out.writeNumberField(name, value));
    }

    /** A whole number; null where it is below 0. */
    JsonText natural(final String name, final long value)
    {
        return write(() ->
        {
            out.writeFieldName(name);
            if (value < 0)
            {
                out.writeNull();
            }
            else
            {
                out.writeNumber(value);
            }
        });
    }

    /** A number; null where it is none. */
    JsonText decimal(final String name, final double value)
    {
        return write(() ->
        {
            out.writeFieldName(name);
            if (Double.isNaN(value) || Double.isInfinite(value))
            {
                out.writeNull();
            }
            else
            {
                out.writeNumber(value);
            }
        });
    }

    JsonText flag(final String name, final boolean value)
    {
        return write(() -> out.writeBooleanField(name, value));
    }

    /** Null where it is not known. */
    JsonText known(final String name, final Boolean value)
    {
        return value == null ? nothing(name) : flag(name, value);
    }

    /** Wall time for people and programs alike; null where it is 0. */
    JsonText time(final String name, final long wallMs)
    {
        return text(name, wallMs == 0 ? null : Instant.ofEpochMilli(wallMs).toString());
    }

    JsonText object(final String name, final Runnable fields)
    {
        return write(() ->
        {
            out.writeObjectFieldStart(name);
            fields.run();
            out.writeEndObject();
        });
    }

    JsonText nothing(final String name)
    {
        return write(() -> out.writeNullField(name));
    }

    /** What is JSON already; null where it is null. */
    JsonText json(final String name, final String value)
    {
        return write(() ->
        {
            out.writeFieldName(name);
            out.writeRawValue(value == null ? "null" : value);
        });
    }

    /** A list of objects; null where it is not known. */
    <T> JsonText objects(final String name, final Iterable<T> all, final Element<T> fields)
    {
        return all == null ? nothing(name) : write(() ->
        {
            out.writeArrayFieldStart(name);
            for (final T one : all)
            {
                out.writeStartObject();
                fields.write(one);
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    /** A list of whole numbers. */
    JsonText numbers(final String name, final long[] values)
    {
        return write(() ->
        {
            out.writeFieldName(name);
            out.writeArray(values, 0, values.length);
        });
    }

    /** A list of numbers to a millionth; null where there is none. */
    JsonText decimals(final String name, final double[] values)
    {
        return write(() ->
        {
            out.writeArrayFieldStart(name);
            for (final double value : values)
            {
                if (Double.isNaN(value) || Double.isInfinite(value))
                {
                    out.writeNull();
                }
                else
                {
                    out.writeNumber(Math.rint(value * MILLION) / MILLION);
                }
            }
            out.writeEndArray();
        });
    }

    /** A list of an enum's names, or nulls. */
    JsonText names(final String name, final long[] values, final LongFunction<Enum<?>> meaning)
    {
        return write(() ->
        {
            out.writeArrayFieldStart(name);
            for (final long value : values)
            {
                final Enum<?> word = meaning.apply(value);
                out.writeString(word == null ? null : word.name());
            }
            out.writeEndArray();
        });
    }

    /** A list of texts. */
    JsonText texts(final String name, final List<String> values)
    {
        return write(() ->
        {
            out.writeArrayFieldStart(name);
            for (final String value : values)
            {
                out.writeString(value);
            }
            out.writeEndArray();
        });
    }

    /** Words separated by spaces, as a list. */
    JsonText words(final String name, final String words)
    {
        return write(() ->
        {
            out.writeArrayFieldStart(name);
            for (final String word : words.isEmpty() ? new String[0] : words.split(" "))
            {
                out.writeString(word);
            }
            out.writeEndArray();
        });
    }

    /** Counts by name, in order. */
    JsonText counts(final String name, final Map<String, Long> counts)
    {
        return write(() ->
        {
            out.writeObjectFieldStart(name);
            for (final Map.Entry<String, Long> one : new TreeMap<>(counts).entrySet())
            {
                out.writeNumberField(one.getKey(), one.getValue());
            }
            out.writeEndObject();
        });
    }

    /** As other names are written. */
    static String lower(final String name)
    {
        return name.toLowerCase(Locale.ROOT);
    }
}
