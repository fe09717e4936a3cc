package io.interlock.bench.budget;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The versions that the build measured with, written by it.
 *
 * <p>Threading: any.
 */
final class Versions
{
    private Versions()
    {
    }

    static String text()
    {
        try (InputStream in = Versions.class.getResourceAsStream("versions.txt"))
        {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
        catch (final IOException unreadable)
        {
            throw new UncheckedIOException(unreadable);
        }
    }
}
