package io.interlock.notify.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Reads a request to the byte. Threading: any thread; pure. */
final class StubRequest
{
    private StubRequest()
    {
    }

    /** Null where the client went before the headers' end. */
    static StubServer.Received read(final InputStream in) throws IOException
    {
        final ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n"))
        {
            final int next = in.read();
            if (next < 0)
            {
                return null;
            }
            head.write(next);
        }
        final String text = head.toString(StandardCharsets.ISO_8859_1);
        final String[] lines = text.substring(0, text.length() - 4).split("\r\n", -1);
        final List<String> headers = List.of(lines).subList(1, lines.length);
        int length = 0;
        for (final String header : headers)
        {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:"))
            {
                length = Integer.parseInt(header.substring(header.indexOf(':') + 1).strip());
            }
        }
        final byte[] body = in.readNBytes(length);
        final String raw = text + new String(body, StandardCharsets.ISO_8859_1);
        return new StubServer.Received(raw, lines[0], headers, new String(body, StandardCharsets.UTF_8));
    }
}
