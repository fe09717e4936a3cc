package io.interlock.console.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * One server-sent event as it is sent. Whatever a text in it holds, it stays one event: a line that ends within it goes on in the next
 * {@code data} line, and neither its kind nor its id can be more than a word.
 *
 * <p>Threading: immutable, and so shared by all clients that get it.
 */
public final class StreamEvent
{
    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;

    private StreamEvent(final byte[] bytes)
    {
        this.bytes = bytes;
    }

    /**
     * An event.
     *
     * @param kind for which a page can listen: letters.
     * @param data UTF-8.
     * @return new.
     */
    public static StreamEvent of(final String kind, final byte[] data)
    {
        return of(kind, -1, data);
    }

    /**
     * An event that a client can go on after.
     *
     * @param kind for which a page can listen: letters.
     * @param id   what the client sends as {@code Last-Event-ID}; below 0: it keeps the one it has.
     * @param data UTF-8.
     * @return new.
     */
    public static StreamEvent of(final String kind, final long id, final byte[] data)
    {
        if (kind.isEmpty() || !kind.chars().allMatch(c -> c >= 'a' && c <= 'z' || c == '_'))
        {
            throw new IllegalArgumentException("a kind of events is made of small letters, not '" + kind + "'");
        }
        final ByteArrayOutputStream out = new ByteArrayOutputStream(data.length + 64);
        out.writeBytes(("event: " + kind + '\n' + (id < 0 ? "" : "id: " + id + '\n')).getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(DATA);
        for (int i = 0; i < data.length; i++)
        {
            final boolean isPair = data[i] == '\r' && i + 1 < data.length && data[i + 1] == '\n';
            if (data[i] == '\n' || data[i] == '\r' && !isPair)
            {
                out.write('\n');
                out.writeBytes(DATA);
            }
            else if (!isPair)
            {
                out.write(data[i]);
            }
        }
        out.write('\n');
        out.write('\n');
        return new StreamEvent(out.toByteArray());
    }

    /**
     * No event, but where the stream is: a client that is cut off at once goes on after it.
     *
     * @param id      what the client sends as {@code Last-Event-ID}.
     * @param retryMs how long it waits before it comes again.
     * @return new.
     */
    public static StreamEvent place(final long id, final long retryMs)
    {
        return new StreamEvent(("retry: " + retryMs + "\nid: " + id + "\n\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** As it is sent; not to be changed. */
    byte[] bytes()
    {
        return bytes;
    }

    @Override
    public String toString()
    {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
