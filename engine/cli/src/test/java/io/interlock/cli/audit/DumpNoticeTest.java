package io.interlock.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.interlock.cli.Run;
import io.interlock.core.port.NoticeRecord;
import io.interlock.core.port.Recovered;
import io.interlock.journal.FileJournal;
import io.interlock.journal.record.Hash;
import io.interlock.journal.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code journal dump} says what became of a notification, on which channel and at which attempt, and who said something of it. */
class DumpNoticeTest
{
    @TempDir
    private Path data;

    @BeforeEach
    void journal() throws IOException
    {
        final FileJournal.Settings settings =
            new FileJournal.Settings(Hash.ZERO, "preset: default", "test", null, () -> 1_800_000_000_000L);
        try (FileJournal journal = FileJournal.open(data, settings, StoreSettings.defaults()))
        {
            journal.append(UUID.randomUUID(), new Recovered(List.of(), false, false, List.of()));
            journal.append(notice("pager", NoticeRecord.Outcome.RETRIED, 2, "", "503"));
            journal.append(notice("pager", NoticeRecord.Outcome.DELIVERED, 3, "", "202"));
            journal.append(notice("", NoticeRecord.Outcome.ACKNOWLEDGED, 0, "ann", "seen"));
            journal.force();
        }
    }

    private static NoticeRecord notice(
        final String channel, final NoticeRecord.Outcome outcome, final int attempt, final String actor, final String details)
    {
        return new NoticeRecord(1_800_000_000_000L, "boot-7", "v", channel, outcome, attempt, new NoticeRecord.Words(actor, details));
    }

    @Test
    void shouldSayItInText()
    {
        assertThat(Run.of("", "journal", "dump", data.toString()).lines()).filteredOn(line -> line.contains("NOTIFICATION"))
            .satisfiesExactly(
                line -> assertThat(line).contains("pager").contains("retried").contains("attempt 2").contains("boot-7"),
                line -> assertThat(line).contains("pager").contains("delivered").contains("attempt 3"),
                line -> assertThat(line).contains("acknowledged").contains("by ann").contains("seen").doesNotContain("attempt"));
    }

    @Test
    void shouldSayItToPrograms() throws IOException
    {
        final List<String> lines = Run.of("", "journal", "dump", data.toString(), "--json").lines().stream()
            .filter(line -> line.contains("\"NOTIFICATION\"")).toList();
        assertThat(lines).hasSize(3);
        final JsonNode delivered = new ObjectMapper().readTree(lines.get(1));
        assertThat(delivered.get("stage").asText()).isEqualTo("DELIVERED");
        assertThat(delivered.get("done").asBoolean()).isTrue();
        assertThat(delivered.get("attempt").asInt()).isEqualTo(3);
        final JsonNode acknowledged = new ObjectMapper().readTree(lines.get(2));
        assertThat(acknowledged.get("stage").asText()).isEqualTo("ACKNOWLEDGED");
        assertThat(acknowledged.get("actor").asText()).isEqualTo("ann");
        assertThat(acknowledged.get("attempt").isNull()).isTrue();
    }
}
