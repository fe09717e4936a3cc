package io.interlock.notify.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.interlock.core.port.EngineClock;
import io.interlock.notify.route.OpenNotice;
import io.interlock.notify.route.Silence;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;

/**
 * {@code notify.json} in the engine's directory: how each channel is, what is open and what is silenced, so that another process can show
 * it. It is replaced as a whole, is for its owner alone and holds no secret.
 *
 * <p>Threading: {@link #write} from one thread; {@link #read} from any process. It waits for the disk.
 */
public final class StatusFile
{
    /** Its name. */
    public static final String NAME = "notify.json";
    /** An unchanged file is written again after this, so that a reader sees that its writer lives; milliseconds. */
    public static final long ALIVE_MS = 10_000;

    /**
     * The form of what is written; 1 had the channels alone, 2 no next step of the escalation. A reader takes what it knows of a later one.
     */
    public static final int VERSION = 3;
    /** At most so many notices, and so many silences, are written, the oldest first. */
    public static final int MOST = 50;

    /** What an engine writes is far shorter; a reader's memory is not for what else may lie there. */
    private static final int LONGEST = 4 << 20;

    private static final long SHORTEST_NS = 1_000_000_000L;
    private static final ObjectMapper JSON = new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final Path file;
    private final Path partial;
    private final EngineClock clock;
    private Contents written = new Contents(0, List.of());
    private long writtenNs;
    private boolean any;

    /**
     * What is read.
     *
     * @param writtenWallMs when it was written, milliseconds since 1970; older than three times {@link #ALIVE_MS}: its writer has ended.
     * @param channels      as they were then.
     * @param version       of the form.
     * @param open          what nobody had acknowledged then; at most {@link #MOST}.
     * @param silences      that held then; at most {@link #MOST}.
     */
    public record Contents(long writtenWallMs, List<ChannelStatus> channels, int version, List<Open> open, List<Quiet> silences)
    {
        /** Copies the lists. */
        public Contents
        {
            channels = channels == null ? List.of() : List.copyOf(channels);
            version = version == 0 ? 1 : version;
            open = open == null ? List.of() : List.copyOf(open);
            silences = silences == null ? List.of() : List.copyOf(silences);
        }

        /**
         * Nothing open, nothing silenced, in the form that had neither.
         *
         * @param writtenWallMs when it was written, milliseconds since 1970.
         * @param channels      as they were then.
         */
        public Contents(final long writtenWallMs, final List<ChannelStatus> channels)
        {
            this(writtenWallMs, channels, 1, List.of(), List.of());
        }
    }

    /**
     * What nobody has acknowledged. Immutable.
     *
     * @param id          to acknowledge it by.
     * @param scope       path; empty for the root.
     * @param level       the name of its level.
     * @param sinceWallMs when it left CLOSED, milliseconds since 1970.
     * @param nextWallMs  when somebody is called next while nobody acknowledges, milliseconds since 1970; 0: nobody is.
     * @param next        the channels by which; empty: none, or nobody is called.
     */
    public record Open(String id, String scope, String level, long sinceWallMs, long nextWallMs, List<String> next)
    {
        /** Copies the list. */
        public Open
        {
            next = next == null ? List.of() : List.copyOf(next);
        }

        private static Open of(final OpenNotice notice)
        {
            final OpenNotice.Next next = notice.next();
            return new Open(notice.id(), notice.scope(), notice.level().name(), notice.startedMs(), next == null ? 0 : next.dueMs(),
                next == null ? List.of() : next.channels());
        }
    }

    /**
     * A silence. Immutable.
     *
     * @param id          to end it by.
     * @param scope       path; empty for all.
     * @param untilWallMs its end, milliseconds since 1970.
     * @param actor       who asked for it.
     */
    public record Quiet(String id, String scope, long untilWallMs, String actor)
    {
    }

    /**
     * Writes nothing yet.
     *
     * @param directory the engine's; it exists.
     * @param clock     time.
     */
    public StatusFile(final Path directory, final EngineClock clock)
    {
        file = directory.resolve(NAME);
        partial = directory.resolve(NAME + ".partial");
        this.clock = clock;
    }

    /**
     * Writes, unless a second has not passed since the last time, or nothing has changed for less than {@link #ALIVE_MS}.
     *
     * @param channels as they are.
     * @return whether it wrote.
     * @throws IOException when the file cannot be written; the former one stays.
     */
    public boolean write(final List<ChannelStatus> channels) throws IOException
    {
        return write(channels, List.of(), List.of());
    }

    /**
     * The same, with what is open and what is silenced.
     *
     * @param channels as they are.
     * @param notices  the oldest first; of those that nobody has acknowledged {@link #MOST} are written.
     * @param silences that hold, the oldest first; {@link #MOST} are written.
     * @return whether it wrote.
     * @throws IOException when the file cannot be written; the former one stays.
     */
    public boolean write(final List<ChannelStatus> channels, final List<OpenNotice> notices, final List<Silence> silences)
        throws IOException
    {
        final long sinceNs = clock.nanoTime() - writtenNs;
        if (any && sinceNs < SHORTEST_NS)
        {
            return false;
        }
        final Contents now = new Contents(0, channels, VERSION, open(notices), quiet(silences));
        if (any && written.equals(now) && sinceNs < ALIVE_MS * 1_000_000)
        {
            return false;
        }
        // Also a write that fails counts, so that a full disk is not tried all the time.
        any = true;
        writtenNs = clock.nanoTime();
        written = now;
        final byte[] bytes = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(
            new Contents(clock.wallMs(), now.channels(), VERSION, now.open(), now.silences()));
        Files.deleteIfExists(partial);
        try (SeekableByteChannel out =
            Files.newByteChannel(partial, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), forOwner()))
        {
            final ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining())
            {
                out.write(buffer);
            }
        }
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return true;
    }

    /**
     * Reads what an engine has written.
     *
     * @param directory the engine's.
     * @return null where there is no file: this engine has never had notifications.
     * @throws IOException when it cannot be read or holds something else.
     */
    public static Contents read(final Path directory) throws IOException
    {
        final Path file = directory.resolve(NAME);
        if (!Files.exists(file))
        {
            return null;
        }
        try
        {
            return JSON.readValue(bytes(file), Contents.class);
        }
        catch (final JsonProcessingException strange)
        {
            final int line = strange.getLocation() == null ? 0 : strange.getLocation().getLineNr();
            throw new IOException(file + " is not what an engine writes (line " + line + "): delete it; a running engine writes it anew");
        }
    }

    /** A pipe would hold its reader for ever. */
    private static byte[] bytes(final Path file) throws IOException
    {
        if (!Files.isRegularFile(file))
        {
            throw new IOException(file + " is no regular file: move it away; a running engine writes it anew");
        }
        try (InputStream in = Files.newInputStream(file))
        {
            final byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST)
            {
                throw new IOException(file + " is not what an engine writes (longer than " + LONGEST
                    + " bytes): delete it; a running engine writes it anew");
            }
            return bytes;
        }
    }

    private static List<Open> open(final List<OpenNotice> notices)
    {
        return notices.stream().filter(notice -> notice.acknowledgedBy().isEmpty()).limit(MOST)
            .map(Open::of).toList();
    }

    private static List<Quiet> quiet(final List<Silence> silences)
    {
        return silences.stream().limit(MOST)
            .map(silence -> new Quiet(silence.id(), silence.scope(), silence.endMs(), silence.actor())).toList();
    }

    private static FileAttribute<?>[] forOwner()
    {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
            : new FileAttribute<?>[0];
    }
}
