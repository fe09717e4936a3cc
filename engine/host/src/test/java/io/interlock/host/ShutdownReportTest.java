package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.model.Level;
import io.interlock.core.port.ActionContext;
import io.interlock.core.port.TradingActions;
import io.interlock.core.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A SHUTDOWN leaves a page, and what stands in the page's way stops nothing. */
@Timeout(300)
class ShutdownReportTest
{
    @TempDir
    private Path directory;

    private List<Path> pages()
    {
        final Path folder = directory.resolve(ShutdownReport.FOLDER);
        if (!Files.isDirectory(folder))
        {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder))
        {
            return files.filter(file -> file.toString().endsWith(".html")).toList();
        }
        catch (final IOException unreadable)
        {
            throw new UncheckedIOException(unreadable);
        }
    }

    private String page()
    {
        try
        {
            return pages().isEmpty() ? "" : Files.readString(pages().get(0));
        }
        catch (final IOException unreadable)
        {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The venue answers a cancel when the test lets it. */
    private static TradingActions answering(final CompletableFuture<String> cancelled)
    {
        return new TradingActions()
        {
            @Override
            public CompletionStage<String> cancelAll(final ActionContext context)
            {
                return cancelled;
            }
        };
    }

    @Test
    void shouldWriteSoonAndOnceMoreWhenTheActionsHaveEnded() throws IOException
    {
        final CompletableFuture<String> cancelled = new CompletableFuture<>();
        try (Interlock interlock = Interlock.launch(HostRig.config(), directory))
        {
            interlock.actions(answering(cancelled));
            interlock.scope("binance").reporter().apiLatency(HostRig.HALTING_NS);
            interlock.drain();
            assertThat(interlock.desk().kill("binance", "bob <b>", "enough").accepted()).isTrue();
            Await.until("the first page", () -> page().contains("OPERATOR_KILL"));
            assertThat(page()).contains("bob &lt;b&gt;", "enough", "written by itself at SHUTDOWN", "API_LATENCY", ">whole<");
            cancelled.complete("17 orders cancelled");
            Await.until("the second page", () -> page().contains("17 orders cancelled") && page().contains("stop 1/1"));
            assertThat(interlock.scope("binance").ownLevel()).isEqualTo(Level.SHUTDOWN);
        }
        assertThat(pages()).hasSize(1);
        assertThat(pages().get(0).getFileName().toString()).matches("shutdown-[0-9]{8}T[0-9]{9}Z-[0-9]+\\.html");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(pages().get(0)))).isEqualTo("rw-------");
    }

    @Test
    void shouldWriteWhatIsDueNotLaterThanTheClose()
    {
        try (Interlock interlock = Interlock.launch(HostRig.config(), directory))
        {
            interlock.desk().kill("", "ann", "out");
        }
        assertThat(pages()).hasSize(1);
        assertThat(page()).contains("OPERATOR_KILL", "ann", "as planned");
    }

    @Test
    void shouldWriteNothingWithoutAShutdown()
    {
        try (Interlock interlock = Interlock.launch(HostRig.config(), directory))
        {
            interlock.scope("binance").reporter().apiLatency(HostRig.HALTING_NS);
            interlock.drain();
        }
        assertThat(pages()).isEmpty();
        assertThat(Files.exists(directory.resolve(ShutdownReport.FOLDER))).isFalse();
    }

    @Test
    void shouldSayAsAnIssueWhyThereIsNoPageAndGoOn() throws IOException
    {
        Files.writeString(directory.resolve(ShutdownReport.FOLDER), "in the way");
        try (Interlock interlock = Interlock.launch(HostRig.config(), directory))
        {
            interlock.desk().kill("", "ann", "out");
            Await.until("the issue", () -> hasIssue(interlock));
            interlock.scope("v").reporter().apiLatency(HostRig.HALTING_NS);
            interlock.drain();
            assertThat(interlock.scope("v").ownLevel()).isEqualTo(Level.HALT);
        }
    }

    private static boolean hasIssue(final Interlock interlock)
    {
        return interlock.engine().issues(Duration.ofHours(1)).stream().anyMatch(issue ->
            issue.issueType().equals("REPORT") && issue.details().contains("is in the way"));
    }
}
