package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.dump.Dump;
import io.interlock.core.dump.DumpFiles;
import io.interlock.core.dump.DumpPart;
import io.interlock.core.dump.DumpReader;
import io.interlock.core.model.Side;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.ExposureSource;
import io.interlock.journal.FileJournal;
import io.interlock.journal.record.JournalRecord;
import io.interlock.journal.record.RecordDecoder;
import io.interlock.journal.record.RecordType;
import io.interlock.journal.store.ChronicleSource;
import io.interlock.journal.store.FrameSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What became of a dump is in the journal, with where it is. */
@Timeout(300)
class JournaledDumpTest
{
    @TempDir
    Path directory;

    private List<JournalRecord> actions() throws IOException
    {
        final List<JournalRecord> records = new ArrayList<>();
        final RecordDecoder decoder = new RecordDecoder();
        try (FrameSource source = ChronicleSource.open(directory.resolve(FileJournal.FOLDER)))
        {
            for (FrameSource.Frame frame = source.next(); frame != null; frame = source.next())
            {
                final JournalRecord record = (JournalRecord)decoder.decode(frame.bytes());
                if (record.type() == RecordType.ACTION)
                {
                    records.add(record);
                }
            }
        }
        return records;
    }

    private List<Path> dumps() throws IOException
    {
        try (Stream<Path> files = Files.list(directory.resolve(DumpFiles.FOLDER)))
        {
            return files.toList();
        }
    }

    @Test
    void shouldJournalThatADumpWasStartedAndWhereItIs() throws IOException
    {
        try (Interlock interlock = Interlock.launch(HostRig.config(), directory))
        {
            interlock.exposure(new ExposureSource()
            {
                @Override
                public void openOrders(final OrderVisitor visitor)
                {
                    visitor.order("v", "x", "BTC", Side.SELL, "1", "1", null);
                }
            });
            interlock.scope("v");
            assertThat(interlock.desk().kill("v", "ann", "enough").accepted()).isTrue();
        }
        assertThat(dumps()).hasSize(1);
        final Dump dump = DumpReader.read(dumps().get(0));
        assertThat(dump.complete()).isTrue();
        assertThat(dump.rows(DumpPart.OPEN_ORDERS, "order")).hasSize(1);
        assertThat(actions()).extracting(record -> record.content().outcome().stage())
            .containsExactly(ActionEvent.Stage.STARTED, ActionEvent.Stage.SUCCEEDED);
        assertThat(actions().get(1).content().texts().toString()).contains("dump", dumps().get(0).getFileName().toString());
    }
}
