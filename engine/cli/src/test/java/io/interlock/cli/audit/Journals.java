package io.interlock.cli.audit;

import io.interlock.config.ConfigLoader;
import io.interlock.host.Interlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Journals of whole engines, for tests, and what is on the disk of them. */
final class Journals
{
    private Journals()
    {
    }

    /** A life of an engine. */
    static void live(final Path data, final Consumer<Interlock> life)
    {
        try (Interlock interlock = Interlock.launch(ConfigLoader.load("test", "engine: { stale-limit: 10s }"), data))
        {
            life.accept(interlock);
            interlock.drain();
        }
    }

    /** To HALT, and forced back by an operator who gives a reason. */
    static void halted(final Path data, final String scope, final String reason)
    {
        live(data, interlock ->
        {
            interlock.scope(scope).reporter().apiLatency(4_000_000_000L);
            interlock.drain();
            interlock.desk().forceRecovery(scope, "ann", reason);
        });
    }

    /** Names, sizes, times and contents. */
    static Map<String, String> listing(final Path folder) throws IOException
    {
        final Map<String, String> all = new TreeMap<>();
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS))
        {
            return all;
        }
        try (Stream<Path> walk = Files.walk(folder))
        {
            for (final Path path : walk.toList())
            {
                final String what = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                    ? Files.size(path) + " " + HexFormat.of().formatHex(sha(Files.readAllBytes(path))) : "-";
                all.put(path.toString(), Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS) + " " + what);
            }
        }
        return all;
    }

    private static byte[] sha(final byte[] bytes)
    {
        try
        {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        }
        catch (final NoSuchAlgorithmException missing)
        {
            throw new IllegalStateException(missing);
        }
    }

    /** The files of frames, oldest first. */
    static List<Path> files(final Path data) throws IOException
    {
        final List<Path> files = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(data.resolve("journal")))
        {
            walk.filter(path -> path.toString().endsWith(".cq4")).sorted().forEach(files::add);
        }
        return files;
    }

    /** Puts other bytes of the same length where some are; false where they are nowhere. */
    static boolean edit(final Path data, final byte[] old, final byte[] other) throws IOException
    {
        for (final Path file : files(data))
        {
            final byte[] bytes = Files.readAllBytes(file);
            for (int i = 0; i + old.length <= bytes.length; i++)
            {
                if (Arrays.equals(bytes, i, i + old.length, old, 0, old.length))
                {
                    System.arraycopy(other, 0, bytes, i, other.length);
                    Files.write(file, bytes);
                    return true;
                }
            }
        }
        return false;
    }
}
