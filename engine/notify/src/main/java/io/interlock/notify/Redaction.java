package io.interlock.notify;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Takes secrets out of texts by their value: the last guard in front of a log, for texts of libraries that we did not write. Who reveals a
 * secret registers it.
 *
 * <p>Threading: any thread; {@link #apply} takes no lock. Never throws.
 */
public final class Redaction
{
    /** What stands in a secret's place. */
    public static final String SHOWN = "***";

    /** What is shorter stands in too many texts by chance. */
    static final int SHORTEST = 4;

    /** Most secrets that are kept; the oldest is let go for a new one. */
    static final int MOST = 512;

    private static final Object LOCK = new Object();

    /** By age, oldest first. Guarded by the lock. */
    private static final List<String> BY_AGE = new ArrayList<>();

    /** Longest first, so that a secret which begins with another leaves no rest of it. */
    private static volatile List<String> byLength = List.of();

    private Redaction()
    {
    }

    /**
     * Keeps a secret, as it is and as it stands in an address.
     *
     * @param secret null and what is shorter than four characters are passed over.
     */
    public static void register(final String secret)
    {
        if (secret == null || secret.length() < SHORTEST)
        {
            return;
        }
        final String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        synchronized (LOCK)
        {
            keep(secret);
            if (!encoded.equals(secret))
            {
                keep(encoded);
            }
            final List<String> sorted = new ArrayList<>(BY_AGE);
            sorted.sort(Comparator.comparingInt(String::length).reversed());
            byLength = List.copyOf(sorted);
        }
    }

    private static void keep(final String secret)
    {
        BY_AGE.remove(secret);
        BY_AGE.add(secret);
        if (BY_AGE.size() > MOST)
        {
            BY_AGE.remove(0);
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
        String result = text;
        if (text != null)
        {
            for (final String secret : byLength)
            {
                result = result.replace(secret, SHOWN);
            }
        }
        return result;
    }
}
