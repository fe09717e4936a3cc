package io.interlock.console.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The files of the dashboard, read once. They are told under one name that is a hash of them all, so that a browser may keep them for ever
 * and never mixes those of two versions.
 *
 * <p>Threading: immutable; any thread.
 */
final class PageFiles
{
    /** What {@code index.html} has where {@link #version()} belongs. */
    private static final String VERSION = "@VERSION@";
    private static final String INDEX = "index.html";
    /** Which files there are, one a line, in the order that a reader of the folder wants them. */
    private static final String LIST = "files.txt";
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";
    private static final Map<String, String> OTHERS =
        Map.of("uplot.js", UPLOT + "uPlot.esm.js", "uplot.css", UPLOT + "uPlot.min.css");
    private static final Map<String, String> TYPES = Map.of(
        "js", "text/javascript; charset=utf-8", "css", "text/css; charset=utf-8", "svg", "image/svg+xml; charset=utf-8");
    private static final int VERSION_DIGITS = 16;

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final String version;
    private final byte[] index;

    PageFiles()
    {
        final MessageDigest digest = sha256();
        for (final String name : new String(read(LIST), StandardCharsets.UTF_8).split("\n"))
        {
            add(name, read(name), digest);
        }
        OTHERS.forEach((name, path) -> files.put(name, read(path)));
        OTHERS.keySet().stream().sorted().forEach(name -> digest.update(files.get(name)));
        version = HexFormat.of().formatHex(digest.digest()).substring(0, VERSION_DIGITS);
        index = new String(read(INDEX), StandardCharsets.UTF_8).replace(VERSION, version).getBytes(StandardCharsets.UTF_8);
    }

    private void add(final String name, final byte[] bytes, final MessageDigest digest)
    {
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
        files.put(name, bytes);
    }

    private static MessageDigest sha256()
    {
        try
        {
            return MessageDigest.getInstance("SHA-256");
        }
        catch (final NoSuchAlgorithmException impossible)
        {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static byte[] read(final String name)
    {
        try (InputStream in = PageFiles.class.getResourceAsStream(name))
        {
            if (in == null)
            {
                throw new IllegalStateException("the dashboard's " + name + " is missing in this program: build it anew");
            }
            return in.readAllBytes();
        }
        catch (final IOException unreadable)
        {
            throw new UncheckedIOException("the dashboard's " + name + " cannot be read", unreadable);
        }
    }

    /** A hash of all files but the first page. */
    String version()
    {
        return version;
    }

    byte[] index()
    {
        return index;
    }

    /** Null where there is no such file. */
    byte[] file(final String name)
    {
        return files.get(name);
    }

    static String type(final String name)
    {
        return TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    }
}
