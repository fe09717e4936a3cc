package io.interlock.journal.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page is there whole or not at all, and its owner's alone. */
class ReportFileTest
{
    @TempDir
    private Path folder;

    private static ReportPage page()
    {
        return new ReportPage(ReportPageTest.read(LivelyJournal.morning(), ReportRange.ALL), null);
    }

    private long files() throws IOException
    {
        try (Stream<Path> all = Files.list(folder))
        {
            return all.count();
        }
    }

    @Test
    void shouldReplaceWhatWasThere() throws IOException
    {
        final Path file = folder.resolve("page.html");
        Files.writeString(file, "old");
        ReportFile.write(file, page());
        assertThat(Files.readString(file)).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(files()).isEqualTo(1);
    }

    @Test
    void shouldFollowALinkAndWriteThroughWhatIsNoFile() throws Exception
    {
        final Path target = Files.writeString(folder.resolve("target.html"), "old");
        final Path link = Files.createSymbolicLink(folder.resolve("link.html"), target);
        ReportFile.write(link, page());
        assertThat(link).isSymbolicLink();
        assertThat(target).content().startsWith("<!");
        final Path pipe = folder.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "there is no mkfifo here");
        final CompletableFuture<String> read = CompletableFuture.supplyAsync(() ->
        {
            try
            {
                return Files.readString(pipe);
            }
            catch (final IOException e)
            {
                throw new UncheckedIOException(e);
            }
        });
        ReportFile.write(pipe, page());
        assertThat(read.get(60, TimeUnit.SECONDS)).startsWith("<!");
        assertThat(Files.isRegularFile(pipe)).isFalse();
    }

    @Test
    void shouldLeaveWhatWasThereWhereItCannotBeWritten() throws IOException
    {
        final Path file = folder.resolve("page.html");
        Files.writeString(file, "old");
        // Its verification is missing: it fails in the middle.
        final ReportPage broken = new ReportPage(new ReportData(new ReportData.About("", "", 0, ""), ReportRange.ALL), null);
        assertThatThrownBy(() -> ReportFile.write(file, broken)).isInstanceOf(RuntimeException.class);
        assertThat(Files.readString(file)).isEqualTo("old");
        assertThat(files()).as("no part is left").isEqualTo(1);
    }

    @Test
    void shouldSayWhyItCannotBeWritten()
    {
        assertThatThrownBy(() -> ReportFile.write(folder.resolve("none/page.html"), page())).isInstanceOf(IOException.class)
            .hasMessageContaining("there is no folder " + folder.resolve("none")).hasMessageNotContaining(".part");
        assertThatThrownBy(() -> ReportFile.write(folder, page())).isInstanceOf(IOException.class)
            .hasMessageContaining("is a directory: give the name of a file in it");
    }
}
