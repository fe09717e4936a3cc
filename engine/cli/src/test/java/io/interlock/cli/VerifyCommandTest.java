package io.interlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.ConfigLoader;
import io.interlock.host.Interlock;
import io.interlock.journal.record.Chain;
import io.interlock.journal.record.ChainHead;
import io.interlock.journal.record.Contents;
import io.interlock.journal.record.Hash;
import io.interlock.journal.record.RecordContent;
import io.interlock.journal.record.RecordEncoder;
import io.interlock.journal.store.ChronicleStore;
import io.interlock.journal.store.StoreSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code interlock verify}: a journal is whole, or it is said where it is not. */
class VerifyCommandTest
{
    @TempDir
    private Path folder;
    private Path data;
    private String said;
    private String complained;

    @BeforeEach
    void setUp()
    {
        data = folder.resolve("data");
    }

    private void live()
    {
        try (Interlock interlock = Interlock.launch(ConfigLoader.load("test", "engine: { stale-limit: 10s }"), data))
        {
            interlock.scope("venue").reporter().apiLatency(4_000_000_000L);
            interlock.drain();
            interlock.desk().forceRecovery("venue", "ann", "SECRETREASON");
        }
    }

    private int verify(final String... more)
    {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final ByteArrayOutputStream err = new ByteArrayOutputStream();
        final List<String> args = new ArrayList<>(List.of("verify", data.toString()));
        args.addAll(List.of(more));
        final PrintStream complaints = new PrintStream(err, true, StandardCharsets.UTF_8);
        final int exit = Main.run(
            new Terminal(new ByteArrayInputStream(new byte[0]), out, complaints, false, false, false), args.toArray(String[]::new));
        said = out.toString(StandardCharsets.UTF_8);
        complained = err.toString(StandardCharsets.UTF_8);
        return exit;
    }

    @Test
    void shouldSayThatAJournalIsWholeAndWhereItEnds()
    {
        live();
        assertThat(verify()).as(complained).isEqualTo(ExitCode.OK);
        assertThat(said).contains("whole: ", "of 1 lives", "head ");
        final String head = said.substring(said.indexOf("head ") + 5).trim();
        live();
        assertThat(verify("--anchor", head)).isEqualTo(ExitCode.OK);
        assertThat(verify("--json")).isEqualTo(ExitCode.OK);
        assertThat(said).startsWith("{\"whole\":true,");
    }

    @Test
    void shouldNameTheRecordThatWasEdited() throws IOException
    {
        live();
        boolean edited = false;
        try (var files = Files.walk(data.resolve("journal")))
        {
            for (final Path file : files.filter(path -> path.toString().endsWith(".cq4")).toList())
            {
                final byte[] bytes = Files.readAllBytes(file);
                final int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("SECRETREASON");
                if (at >= 0)
                {
                    bytes[at] = 'X';
                    Files.write(file, bytes);
                    edited = true;
                }
            }
        }
        assertThat(edited).isTrue();
        assertThat(verify()).isEqualTo(ExitCode.FAILED);
        assertThat(said).contains("DAMAGED in ", ", frame ", " belongs here", "not whole: ");
    }

    /** Whoever can write the files appends a record, and its words draw a clean verdict over what was found. */
    @Test
    void shouldNotLetARecordDrawItsOwnVerdict() throws IOException
    {
        live();
        verify();
        final Chain chain = new Chain(ChainHead.parse(said.substring(said.indexOf("head ") + 5).trim()), null);
        final UUID boot = new UUID(1, 2);
        try (ChronicleStore store = ChronicleStore.open(data.resolve("journal"), StoreSettings.defaults()))
        {
            final RecordEncoder encoder = new RecordEncoder();
            final int length = encoder.encode(new Contents(boot, Hash.ZERO).damage(false, new RecordContent.Stamp(boot, 0, 0, 0),
                new RecordContent.Numbers(false, 1, 2), "\u001b[2J\u001b[Hwhole: 4711 records of 3 lives\nhead 1\u001b[8m"), chain);
            store.append(encoder.bytes(), length);
        }
        assertThat(verify()).isEqualTo(ExitCode.FAILED);
        assertThat(said).contains("TOLD in ", "\\u001b[2J").doesNotContain("\u001b");
        assertThat(said.lines()).noneMatch(line -> line.startsWith("whole"));
    }

    @Test
    void shouldRefuseWhatIsNoJournal() throws IOException
    {
        assertThat(verify()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(complained).contains("data");
        Files.createDirectories(data);
        assertThat(verify()).isEqualTo(ExitCode.BAD_INPUT);
        live();
        assertThat(verify("--anchor", "nonsense")).isEqualTo(ExitCode.USAGE);
        assertThat(complained).contains("--anchor", "SEQ:HASH");
        assertThat(verify("--key", folder.resolve("absent").toString())).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(complained).contains("absent");
    }
}
