package io.interlock.cli.watch;

import io.interlock.cli.ByteSink;
import io.interlock.cli.Shown;
import io.interlock.core.text.CleanText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * What a watch says, a line each: for people, or as JSON.
 *
 * <p>Threading: any thread.
 */
final class WatchOutput
{
    private static final int LONGEST = 1_000;

    private final Voice voice;
    private final boolean json;

    WatchOutput(final Voice voice, final boolean json)
    {
        this.voice = voice;
        this.json = json;
    }

    /**
     * Says something.
     *
     * @param type   one word, for scripts.
     * @param text   for people.
     * @param fields for programs, in their order: texts, whole numbers, booleans; null for what nobody knows.
     */
    void tell(final String type, final String text, final Map<String, Object> fields)
    {
        final long nowMs = System.currentTimeMillis();
        if (!json)
        {
            voice.data(Shown.time(nowMs) + "  " + String.format(Locale.ROOT, "%-9s", type) + "  " + CleanText.line(text, LONGEST));
            return;
        }
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final ByteSink sink = new ByteSink(bytes);
        sink.put("{\"type\":").json(type).put(",\"time\":").json(Shown.time(nowMs)).put(",\"time_ms\":").number(nowMs);
        fields.forEach((name, value) ->
        {
            sink.put(",").json(name).put(':');
            if (value instanceof String string)
            {
                sink.json(string);
            }
            else
            {
                sink.put(String.valueOf(value));
            }
        });
        sink.put(",\"text\":").json(text).put('}');
        sink.flush();
        voice.data(bytes.toString(StandardCharsets.UTF_8));
    }
}
