package io.interlock.config;

/**
 * How the process itself is watched, and from where on what is seen there is a cause of the law (SEMANTICS 3): MEMORY_ERROR for the
 * heap and for memory that ran out, SYSTEM_ERROR for descriptors, disk and threads. Both mean SHUTDOWN of the root, which only an
 * operator takes back, after a restart. So each limit has a second one before it, from which on there is an issue and nothing else; a
 * limit is a cause only once it has been passed at {@code looks} looks in a row, a second apart; and the presets keep to what cannot be a
 * passing thing:
 * <ul>
 * <li>heap 98 %, with {@code conservative} and {@code production} 95 %: what is still in use <em>after</em> a collection of the old
 * generation, and a look counts only where there was another collection since the look before. A heap that is as full as that after five
 * collections in five seconds does little but collect, and the next allocation may fail anywhere;
 * <li>descriptors off, with {@code conservative} and {@code production} 98 %: without any, neither a session to a venue nor a file of the
 * journal can be opened, but what is open works on, and a process that shares its limit with much else may come close without harm;
 * <li>disk off: a disk that is full is a failed journal, for which the law has an answer of its own ({@code journal.on-failure}), and
 * recovery from that takes no restart;
 * <li>threads on, with the first look: a thread of the engine that has ended does not come back;
 * <li>out-of-memory on, at once: what threw it is half done, and nobody knows what else was.
 * </ul>
 * Immutable.
 *
 * @param heap        share of the heap in use after a collection.
 * @param descriptors share of the file descriptors that this process may have.
 * @param disk        room on the disk of the data directory.
 * @param threads     whether a thread of the engine that has ended while the engine runs is a SYSTEM_ERROR.
 * @param outOfMemory whether an OutOfMemoryError that the host's code throws where the engine calls it, or that the watch itself meets, is
 *                    a MEMORY_ERROR. One on the breaker thread always is.
 * @param looks       looks in a row, a second apart, before a limit is a cause.
 */
public record HealthConfig(Share heap, Share descriptors, Room disk, boolean threads, boolean outOfMemory, int looks)
{
    /** Nothing is watched, and nothing is a cause. */
    public static final HealthConfig OFF =
        new HealthConfig(new Share(Share.OFF, Share.OFF), new Share(Share.OFF, Share.OFF), new Room(Room.OFF, Room.OFF), false, false, 1);

    /**
     * Limits of what grows, in parts per billion of what there is.
     *
     * @param issuePpb from here on an issue; {@link #OFF} for none.
     * @param causePpb from here on a cause; {@link #OFF} for none.
     */
    public record Share(long issuePpb, long causePpb)
    {
        /** No limit. */
        public static final long OFF = FailureRateConfig.OFF;
    }

    /**
     * Limits of what shrinks, in bytes.
     *
     * @param issueBytes below this an issue; {@link #OFF} for none.
     * @param causeBytes below this a cause; {@link #OFF} for none.
     */
    public record Room(long issueBytes, long causeBytes)
    {
        /** No limit. */
        public static final long OFF = 0;
    }
}
