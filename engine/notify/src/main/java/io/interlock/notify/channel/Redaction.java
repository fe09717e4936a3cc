package io.interlock.notify.channel;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;

/** Takes secrets out of what a receiver answered: it may have repeated them. Threading: any thread; immutable. Shows none of them. */
final class Redaction
{
    private static final String MARK = "[secret]";

    /** What is shorter is no secret, and may be a part of any word. */
    private static final int SECRET_PART = 6;

    private final List<String> forms;

    /**
     * Creates one.
     *
     * @param secrets by value; empty ones are left out.
     */
    Redaction(final List<String> secrets)
    {
        final List<String> found = new ArrayList<>();
        for (final String secret : secrets)
        {
            if (!secret.isEmpty())
            {
                found.add(secret);
                found.add(secret.replace("/", "\\/"));
                found.add(secret.replace("\\", "\\\\").replace("\"", "\\\""));
                found.add(secret.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
                found.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
                found.add(Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
            }
        }
        // The longest first: a secret may be a part of another.
        found.sort(Comparator.comparingInt(String::length).reversed());
        forms = List.copyOf(found);
    }

    /**
     * An address, and those parts of its path and query that may be secrets by themselves.
     *
     * @param url whole.
     * @return the address first.
     */
    static List<String> parts(final String url)
    {
        final List<String> parts = new ArrayList<>();
        parts.add(url);
        final int path = url.indexOf('/', url.indexOf("://") + 3);
        if (path > 0)
        {
            for (final String part : url.substring(path + 1).split("[/?&=]"))
            {
                if (part.length() >= SECRET_PART && !"services".equals(part))
                {
                    parts.add(part);
                }
            }
        }
        return parts;
    }

    /**
     * Redacts.
     *
     * @param text of anybody.
     * @return without a secret as it is, or as JSON, HTML, a query or Base64 write it.
     */
    String of(final String text)
    {
        String redacted = text;
        for (final String form : forms)
        {
            redacted = redacted.replace(form, MARK);
        }
        return redacted;
    }

    @Override
    public String toString()
    {
        return "Redaction";
    }
}
