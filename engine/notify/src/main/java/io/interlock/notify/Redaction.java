package io.interlock.notify;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes secrets out of texts by their value, also as JSON, HTML, an address or Base64 write them.
 *
 * <p>One of certain secrets is for what a receiver answered, which may repeat what it was sent. Besides, who reveals a secret registers it:
 * {@link #apply} takes all of those out, as the last guard in front of a log, for texts of libraries that we did not write.
 *
 * <p>Threading: any thread; immutable, and {@link #apply} takes no lock. Never throws. Shows none of them.
 */
public final class Redaction
{
    /** What stands in a secret's place. */
    public static final String SHOWN = "[secret]";

    /** What is shorter is not registered: it stands in too many texts by chance. */
    static final int SHORTEST = 4;

    /** Most secrets that are registered; the oldest is let go for a new one. */
    static final int MOST = 512;

    /** What is shorter is no secret part of an address, and may be a part of any word. */
    private static final int SECRET_PART = 6;

    private static final Object LOCK = new Object();

    /** By age, oldest first. Guarded by the lock. */
    private static final Set<String> BY_AGE = new LinkedHashSet<>();

    private static volatile Redaction registered = new Redaction(List.of());

    /** Longest first, so that a secret which begins with another leaves no rest of it. */
    private final List<String> forms;

    /**
     * Of certain secrets.
     *
     * @param secrets by value; empty ones are left out.
     */
    public Redaction(final Collection<String> secrets)
    {
        final Set<String> found = new LinkedHashSet<>();
        for (final String secret : secrets)
        {
            found.add(secret);
            found.add(secret.replace("/", "\\/"));
            found.add(secret.replace("\\", "\\\\").replace("\"", "\\\""));
            found.add(secret.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
            found.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
            found.add(Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
        }
        found.remove("");
        final List<String> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparingInt(String::length).reversed());
        forms = List.copyOf(sorted);
    }

    /**
     * Keeps a secret out of every log from now on.
     *
     * @param secret null and what is shorter than four characters are passed over.
     */
    public static void register(final String secret)
    {
        if (secret == null || secret.length() < SHORTEST)
        {
            return;
        }
        synchronized (LOCK)
        {
            final boolean known = BY_AGE.remove(secret);
            BY_AGE.add(secret);
            if (known)
            {
                return;
            }
            if (BY_AGE.size() > MOST)
            {
                BY_AGE.remove(BY_AGE.iterator().next());
            }
            registered = new Redaction(BY_AGE);
        }
    }

    /**
     * Takes every secret that is registered out of a text.
     *
     * @param text may be null.
     * @return the text with {@value #SHOWN} in each one's place; null for null.
     */
    public static String apply(final String text)
    {
        return text == null ? null : registered.of(text);
    }

    /**
     * An address, and those parts of its path and query that may be secrets by themselves.
     *
     * @param url whole.
     * @return the address first; the caller's own.
     */
    public static List<String> parts(final String url)
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
     * Takes these secrets out of a text.
     *
     * @param text of anybody.
     * @return the text with {@value #SHOWN} in each one's place.
     */
    public String of(final String text)
    {
        String redacted = text;
        for (final String form : forms)
        {
            redacted = redacted.replace(form, SHOWN);
        }
        return redacted;
    }

    @Override
    public String toString()
    {
        return "Redaction";
    }
}
