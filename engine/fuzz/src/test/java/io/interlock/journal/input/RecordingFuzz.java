package io.interlock.journal.input;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.interlock.journal.MemoryJournal;
import io.interlock.journal.verify.CutFrames;
import java.io.IOException;
import java.util.List;

/** Any frames make a recording that is read to its end: events, gaps, or one of another version, and never another exception. */
class RecordingFuzz
{
    private static final int MAX_SHOWN_PER_BYTE = 2;

    @FuzzTest(maxDuration = "10m")
    void shouldReadAnyRecording(final byte[] bytes) throws IOException
    {
        final CutFrames cut = new CutFrames(bytes);
        final List<byte[]> frames = cut.frames();
        if (cut.isSealed())
        {
            frames.stream().filter(frame -> frame.length >= Frames.HEADER).forEach(Frames::seal);
        }
        final Seen seen = new Seen();
        try
        {
            new InputReader(seen).read(MemoryJournal.source(frames));
        }
        catch (final InputVersionException other)
        {
            assertThat(other).hasMessageContaining("version");
        }
        assertThat(seen.lines.size() + seen.gaps.size()).as("what is shown is in the bytes")
            .isLessThanOrEqualTo(MAX_SHOWN_PER_BYTE * bytes.length + 1);
    }
}
