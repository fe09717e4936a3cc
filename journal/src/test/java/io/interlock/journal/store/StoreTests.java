package io.interlock.journal.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the tests of the store share. */
final class StoreTests
{
    static final long MIB = 1 << 20;

    private static final int SMALLEST = 12;
    private static final int VARIED = 300;

    private StoreTests()
    {
    }

    static StoreSettings small()
    {
        return StoreSettings.defaults().withFiles(StoreSettings.MIN_PREALLOCATE_BYTES, 64 * MIB);
    }

    /** A frame that says its number and is checked by it: 12 to 311 bytes. */
    static byte[] frame(final long number)
    {
        final Random random = new Random(number);
        final byte[] bytes = new byte[SMALLEST + random.nextInt(VARIED)];
        random.nextBytes(bytes);
        ByteBuffer.wrap(bytes).putLong(0, number);
        return bytes;
    }

    static void append(final FrameStore store, final long number) throws IOException
    {
        final byte[] bytes = frame(number);
        store.append(bytes, bytes.length);
    }

    static List<byte[]> read(final Path directory) throws IOException
    {
        try (ChronicleSource source = ChronicleSource.open(directory))
        {
            return read(source);
        }
    }

    static List<byte[]> read(final FrameSource source) throws IOException
    {
        final List<byte[]> frames = new ArrayList<>();
        FrameSource.Frame frame = source.next();
        while (frame != null)
        {
            if (frame.index() != frames.size())
            {
                throw new AssertionError("frame " + frames.size() + " has index " + frame.index());
            }
            frames.add(frame.bytes());
            frame = source.next();
        }
        return frames;
    }

    /** The numbers of frames made by {@link #frame}, each compared whole. */
    static List<Long> numbers(final List<byte[]> frames)
    {
        final List<Long> numbers = new ArrayList<>();
        for (final byte[] bytes : frames)
        {
            final long number = ByteBuffer.wrap(bytes).getLong(0);
            if (!Arrays.equals(bytes, frame(number)))
            {
                throw new AssertionError("frame " + numbers.size() + " is not what was appended as number " + number);
            }
            numbers.add(number);
        }
        return numbers;
    }

    /** Every file below with its size, time and hash; without the lock's, since closing it again would let go of the lock. */
    static Map<String, String> listing(final Path directory) throws Exception
    {
        final Map<String, String> listing = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory))
        {
            for (final Path file : files.toList())
            {
                final String hash = Files.isRegularFile(file) && !file.endsWith(DirectoryLock.FILE)
                    ? HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)))
                    : "";
                listing.put(directory.relativize(file).toString(),
                    Files.size(file) + " " + Files.getLastModifiedTime(file) + " " + Files.getPosixFilePermissions(file) + " " + hash);
            }
        }
        return listing;
    }

    static void copy(final Path from, final Path to) throws IOException
    {
        try (Stream<Path> files = Files.walk(from))
        {
            for (final Path file : files.toList())
            {
                if (!file.endsWith(DirectoryLock.FILE))
                {
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                }
            }
        }
    }
}
