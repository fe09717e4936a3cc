package io.interlock.cli.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.cli.ExitCode;
import io.interlock.cli.Main;
import io.interlock.cli.Run;
import io.interlock.cli.Terminal;
import io.interlock.core.port.ActionContext;
import io.interlock.core.port.TradingActions;
import io.interlock.core.testing.Await;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code report}: from a real journal to a page. */
class ReportCommandTest
{
    @TempDir
    private Path folder;
    private Path data;
    private Path page;

    @BeforeEach
    void setUp()
    {
        data = folder.resolve("data");
        page = folder.resolve("page.html");
    }

    private Run report(final String... more)
    {
        final List<String> args = new ArrayList<>(List.of("report", data.toString()));
        args.addAll(List.of(more));
        return Run.of("", args.toArray(String[]::new));
    }

    /** To HALT with a cancel that fails, an override, an issue, and a kill. */
    private void incident()
    {
        Journals.live(data, interlock ->
        {
            interlock.actions(failing());
            interlock.scope("binance").reporter().apiLatency(4_000_000_000L);
            interlock.drain();
            interlock.scope("okx");
            interlock.desk().override("okx", true, "ann", "news <b>at noon</b>");
            interlock.engine().raise("FEED", "okx", "the feed & its copy differ");
            interlock.desk().kill("binance", "bob", "enough");
            Await.until("an action has failed", () -> interlock.engine().issues(Duration.ofHours(1)).stream()
                .anyMatch(issue -> issue.issueType().startsWith("ACTION_")));
        });
    }

    private static TradingActions failing()
    {
        return new TradingActions()
        {
            @Override
            public CompletionStage<String> cancelAll(final ActionContext context)
            {
                return CompletableFuture.failedFuture(new IllegalStateException("the venue refuses"));
            }
        };
    }

    @Test
    void shouldTellTheIncidentOnOnePage() throws IOException
    {
        incident();
        final Map<String, String> before = Journals.listing(data);
        final Run run = report("-o", page.toString());
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo(page + System.lineSeparator());
        final String html = Files.readString(page);
        assertThat(html).contains("<h1>SHUTDOWN</h1>", "OPERATOR_KILL", "API_LATENCY", "4000 ms", "3000 ms", "bob", "enough",
            "news &lt;b&gt;at noon&lt;/b&gt;", "the feed &amp; its copy differ", "cancelAll FAILED", "the venue refuses",
            "the override of okx is still on", "binance is still at SHUTDOWN", "as planned", ">whole<");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(page))).isEqualTo("rw-------");
        assertThat(Journals.listing(data)).as("nothing on the disk is changed").isEqualTo(before);
        try (Stream<Path> left = Files.list(folder))
        {
            assertThat(left).as("no part is left").containsExactlyInAnyOrder(data, page);
        }
    }

    @Test
    void shouldWriteToStdoutAndByANameOfItsOwn() throws IOException
    {
        Journals.halted(data, "binance", "checked");
        final Run run = report("--output", "-");
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).startsWith("<!DOCTYPE html>").contains("checked").endsWith("</html>\n");
        final Run named = report();
        assertThat(named.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(named.err().trim()).matches("interlock-report-[0-9]{8}T[0-9]{6}Z\\.html");
        assertThat(Files.deleteIfExists(Path.of(named.err().trim()))).isTrue();
    }

    @Test
    void shouldTellTheTimeThatIsAskedFor()
    {
        Journals.halted(data, "binance", "first");
        final long records = Run.of("", "journal", "dump", data.toString()).lines().size();
        Journals.halted(data, "okx", "second");
        assertThat(report("-o", "-", "--from", Long.toString(records + 1)).out()).contains("second").doesNotContain("<bdi>first</bdi>");
        assertThat(report("-o", "-", "--to", Long.toString(records)).out()).contains("first").doesNotContain("<bdi>second</bdi>");
        assertThat(report("-o", "-", "--from", "1h", "--to", "0s").out()).contains("first", "second");
        final Run none = report("-o", "-", "--from", Instant.now().plusSeconds(60).toString());
        assertThat(none.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(none.err()).contains("no record in the time that was asked for", "it reaches from 2");
    }

    @Test
    void shouldRefuseWhatMakesNoSense()
    {
        Journals.halted(data, "binance", "checked");
        assertThat(report("--from", "yesterday").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(report("--from", "yesterday").err()).contains("--from: 'yesterday'", "2h");
        assertThat(report("--from", "1h", "--to", "2h").err()).contains("--to 2h lies before --from 1h");
        assertThat(Run.of("", "report").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(Run.of("", "report", folder.resolve("none").toString()).exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        final Run unwritten = report("-o", folder.resolve("no/such/page.html").toString());
        assertThat(unwritten.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(unwritten.err()).contains("there is no folder").doesNotContain(".part", "Exception");
        assertThat(report("-o", folder.toString()).err()).contains("is a directory");
    }

    @Test
    void shouldSayWhereTheJournalIsNotWholeAndWriteThePageAllTheSame() throws IOException
    {
        Journals.halted(data, "v", "SECRETREASON");
        assertThat(Journals.edit(data, "SECRETREASON".getBytes(UTF_8), "SECRETTREASO".getBytes(UTF_8))).isTrue();
        final Run run = report("-o", page.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(Files.readString(page)).contains("NOT WHOLE", "DAMAGED", "HALT");
    }

    @Test
    void shouldEndWhereNobodyReadsAnyMore()
    {
        Journals.halted(data, "v", "checked");
        final OutputStream closed = new OutputStream()
        {
            @Override
            public void write(final int one) throws IOException
            {
                throw new IOException("Broken pipe");
            }
        };
        final ByteArrayOutputStream err = new ByteArrayOutputStream();
        final Terminal terminal = new Terminal(
            new ByteArrayInputStream(new byte[0]), closed, new PrintStream(err, true, UTF_8), false, false, false);
        assertThat(Main.run(terminal, "report", data.toString(), "-o", "-")).isEqualTo(ExitCode.OK);
        assertThat(err.toString(UTF_8)).isEmpty();
    }
}
