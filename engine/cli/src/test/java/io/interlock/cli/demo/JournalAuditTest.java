package io.interlock.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.ConfigLoader;
import io.interlock.host.Interlock;
import io.interlock.journal.record.ChainHead;
import io.interlock.journal.record.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalAuditTest
{
    @TempDir
    private Path directory;

    private ChainHead live(final boolean kill)
    {
        final Interlock interlock = Interlock.launch(
            ConfigLoader.load("test", "engine: { stale-limit: 10s }\njournal: { inputs: on }"), directory);
        try (interlock)
        {
            interlock.scope("venue").reporter().apiLatency(4_000_000_000L);
            interlock.drain();
            if (kill)
            {
                interlock.desk().kill("", "ann", "over");
            }
        }
        return interlock.head();
    }

    @Test
    void shouldFindTheJournalWholeAndNameTheRecordThatItEditsInACopy() throws IOException
    {
        final ChainHead head = live(true);

        final JournalAudit audit = JournalAudit.of(directory, head, ConfigLoader.preset("conservative"));

        assertThat(audit.whole()).isTrue();
        assertThat(audit.head()).isEqualTo(head);
        assertThat(audit.records()).isEqualTo(head.sequence());
        assertThat(audit.kept()).hasSize(3).allMatch(Kept::kept);
        assertThat(audit.replay().equal()).isEqualTo(3);
        final String record = audit.edit().what().replaceAll(".* of (record \\d+) .*", "$1");
        assertThat(audit.edit().message()).startsWith("DAMAGED in ").endsWith("; " + record + " belongs here");
        try (Stream<Path> left = Files.list(directory))
        {
            assertThat(left.map(path -> path.getFileName().toString())).noneMatch(name -> name.startsWith("edited"));
        }
    }

    @Test
    void shouldBreakAPromiseWhereTheEndIsNotTheOneThatTheEngineTold() throws IOException
    {
        final ChainHead head = live(true);

        final List<Kept> kept = JournalAudit.of(
            directory, new ChainHead(head.sequence() + 1, Hash.ZERO), ConfigLoader.preset("conservative")).kept();

        assertThat(kept).extracting(Kept::kept).containsExactly(false, true, true);
        assertThat(kept.get(0).found()).contains("CUT");
    }

    @Test
    void shouldBreakAPromiseWhereThereIsNothingToEdit()
    {
        final ChainHead head = live(false);

        assertThat(JournalAudit.of(directory, head, ConfigLoader.preset("conservative")).kept()).extracting(Kept::kept)
            .containsExactly(true, false, true);
    }
}
