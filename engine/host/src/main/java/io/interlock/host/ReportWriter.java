package io.interlock.host;

import io.interlock.config.BreakerConfig;
import io.interlock.core.mapped.OwnRights;
import io.interlock.core.port.TransitionEvent;
import io.interlock.journal.FileJournal;
import io.interlock.journal.record.JournalKey;
import io.interlock.journal.report.InputFeed;
import io.interlock.journal.report.InputsSource;
import io.interlock.journal.report.JournalFeed;
import io.interlock.journal.report.ReportData;
import io.interlock.journal.report.ReportFile;
import io.interlock.journal.report.ReportPage;
import io.interlock.journal.report.ReportRange;
import io.interlock.journal.store.ChronicleSource;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Makes the page of a SHUTDOWN from the journal's files as they are, while the journal is written. The latest pages are kept.
 *
 * <p>Threading: the report's thread.
 */
final class ReportWriter
{
    /** Pages kept. */
    static final int KEPT = 32;

    /** So much before it may have to do with it. */
    private static final long BEFORE_MS = Duration.ofHours(24).toMillis();
    private static final int TRIES = 10;
    private static final long RETRY_NS = 500_000_000L;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    private final Path directory;
    private final BreakerConfig config;
    private final JournalKey key;
    private final InputsSource inputs;

    ReportWriter(final Path directory, final BreakerConfig config, final JournalKey key, final InputsSource inputs)
    {
        this.directory = directory;
        this.config = config;
        this.key = key;
        this.inputs = inputs;
    }

    /** The page has the name of the first; the last must be in it, unless the journal does not get it for long, or there is a hurry. */
    void write(final TransitionEvent first, final TransitionEvent last, final boolean hurry) throws IOException
    {
        ReportData data = read(last);
        for (int i = 1; i < TRIES && !data.isComplete() && !hurry; i++)
        {
            LockSupport.parkNanos(this, RETRY_NS);
            data = read(last);
        }
        final Path folder = directory.resolve(ShutdownReport.FOLDER);
        make(folder);
        ReportFile.write(
            folder.resolve("shutdown-" + TIME.format(Instant.ofEpochMilli(first.wallMs())) + '-' + first.sequence() + ".html"),
            new ReportPage(data, null));
        prune(folder);
    }

    private ReportData read(final TransitionEvent last) throws IOException
    {
        final String version = ReportWriter.class.getPackage().getImplementationVersion();
        final ReportData data = new ReportData(
            new ReportData.About(directory.toString(), "interlock " + (version == null ? "development" : version),
                System.currentTimeMillis(), "written by itself at SHUTDOWN"),
            ReportRange.between(last.wallMs() - BEFORE_MS, Long.MAX_VALUE));
        data.expect(last.id());
        data.config(config);
        try (ChronicleSource source = ChronicleSource.open(directory.resolve(FileJournal.FOLDER)))
        {
            JournalFeed.read(source, key, data, frames ->
            {
                // Nobody watches.
            });
        }
        InputFeed.read(inputs, directory, data);
        return data;
    }

    private static void make(final Path folder) throws IOException
    {
        final boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        try
        {
            Files.createDirectory(folder, posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))}
                : new FileAttribute<?>[0]);
        }
        catch (final FileAlreadyExistsException there)
        {
            OwnRights.keepFolder(folder);
        }
    }

    private static void prune(final Path folder) throws IOException
    {
        final List<Path> pages;
        try (Stream<Path> files = Files.list(folder))
        {
            pages = files.filter(file -> file.getFileName().toString().matches("shutdown-[0-9]{8}T[0-9]{9}Z-[0-9]+\\.html"))
                .sorted(Comparator.comparing(file -> file.getFileName().toString())).toList();
        }
        for (final Path old : pages.subList(0, Math.max(0, pages.size() - KEPT)))
        {
            Files.deleteIfExists(old);
        }
    }
}
