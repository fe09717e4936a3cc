package io.interlock.journal.store;

import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * How a {@link ChronicleStore} keeps its files. Immutable.
 *
 * @param preallocateBytes by how much a file is written with zeros ahead of the frames, in bytes: at least {@link #MIN_PREALLOCATE_BYTES}.
 * @param maxFileBytes     from which length on a new file is begun, in bytes.
 * @param rollEvery        a new file at each multiple of this span since 1970 (UTC).
 * @param maxTotalBytes    whole oldest files beyond this are deleted by {@link ChronicleStore#retain}, in bytes.
 * @param maxAge           files older than this are deleted by {@link ChronicleStore#retain}.
 * @param lowSpaceBytes    less than this left on the disk is low, in bytes.
 * @param wallClockMs      milliseconds since 1970; it may step in either direction.
 */
public record StoreSettings(
    long preallocateBytes,
    long maxFileBytes,
    Duration rollEvery,
    long maxTotalBytes,
    Duration maxAge,
    long lowSpaceBytes,
    LongSupplier wallClockMs)
{
    /** The longest frame, two pages of Chronicle's index and a reserve have to fit. */
    public static final long MIN_PREALLOCATE_BYTES = 512 << 10;

    private static final long MIB = 1 << 20;
    private static final int KEPT_DAYS = 400;
    private static final long PAGE = 64 << 10;

    /** Refuses what cannot work. */
    public StoreSettings
    {
        Objects.requireNonNull(rollEvery, "rollEvery");
        Objects.requireNonNull(maxAge, "maxAge");
        Objects.requireNonNull(wallClockMs, "wallClockMs");
        if (preallocateBytes < MIN_PREALLOCATE_BYTES || preallocateBytes % PAGE != 0)
        {
            throw new IllegalArgumentException(
                "preallocateBytes is " + preallocateBytes + ", must be a multiple of " + PAGE + " and at least " + MIN_PREALLOCATE_BYTES);
        }
        if (maxFileBytes < 1 || maxTotalBytes < 1 || lowSpaceBytes < 0)
        {
            throw new IllegalArgumentException("sizes of a journal's files must be positive: " + maxFileBytes + ", " + maxTotalBytes
                + ", " + lowSpaceBytes);
        }
        if (rollEvery.toMillis() < 1 || maxAge.toMillis() < 1)
        {
            throw new IllegalArgumentException("a journal's spans must be at least 1 ms: " + rollEvery + ", " + maxAge);
        }
    }

    /**
     * 4 MiB written ahead, a new file each day or 128 MiB, 8 GiB and 400 days kept, low below 256 MiB, the system's clock.
     *
     * @return what a gateway gets that says nothing.
     */
    public static StoreSettings defaults()
    {
        return new StoreSettings(4 * MIB, 128 * MIB, Duration.ofDays(1), 8192 * MIB, Duration.ofDays(KEPT_DAYS), 256 * MIB,
            System::currentTimeMillis);
    }

    /**
     * The same with other sizes of a file.
     *
     * @param ahead  written with zeros ahead of the frames, in bytes.
     * @param longest from which length on a new file is begun, in bytes.
     * @return a copy.
     */
    public StoreSettings withFiles(final long ahead, final long longest)
    {
        return new StoreSettings(ahead, longest, rollEvery, maxTotalBytes, maxAge, lowSpaceBytes, wallClockMs);
    }

    /**
     * The same with another retention.
     *
     * @param totalBytes kept in all, in bytes.
     * @param age        kept at most this long.
     * @return a copy.
     */
    public StoreSettings withRetention(final long totalBytes, final Duration age)
    {
        return new StoreSettings(preallocateBytes, maxFileBytes, rollEvery, totalBytes, age, lowSpaceBytes, wallClockMs);
    }

    /**
     * The same with another clock.
     *
     * @param clockMs milliseconds since 1970.
     * @return a copy.
     */
    public StoreSettings withClock(final LongSupplier clockMs)
    {
        return new StoreSettings(preallocateBytes, maxFileBytes, rollEvery, maxTotalBytes, maxAge, lowSpaceBytes, clockMs);
    }

    /**
     * The same with another threshold of low space.
     *
     * @param bytes less than this left on the disk is low.
     * @return a copy.
     */
    public StoreSettings withLowSpace(final long bytes)
    {
        return new StoreSettings(preallocateBytes, maxFileBytes, rollEvery, maxTotalBytes, maxAge, bytes, wallClockMs);
    }
}
