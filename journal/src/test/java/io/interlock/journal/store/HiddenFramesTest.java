package io.interlock.journal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A frame's header that was changed hides the frame and all behind it from a reader: that they are there is told. */
class HiddenFramesTest
{
    private static final int FRAMES = 20;
    private static final int NOT_READY = 0x8000_0000;

    @TempDir
    private Path folder;
    private Path file;
    private byte[] whole;

    @BeforeEach
    void write() throws IOException
    {
        try (ChronicleStore store = ChronicleStore.open(folder, StoreTests.small()))
        {
            for (int number = 0; number < FRAMES; number++)
            {
                StoreTests.append(store, number);
            }
        }
        final List<Path> files = CycleFiles.all(folder);
        file = files.get(files.size() - 1);
        whole = Files.readAllBytes(file);
    }

    /** Changes the header of a frame. */
    private void change(final int frame, final IntUnaryOperator header) throws IOException
    {
        final ByteBuffer bytes = ByteBuffer.wrap(whole.clone()).order(ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        int number = 0;
        while (CycleWire.own(bytes.getInt(at)) || number++ < frame)
        {
            at = (int)CycleWire.aligned(at + CycleWire.HEADER + CycleWire.length(bytes.getInt(at)));
        }
        bytes.putInt(at, header.applyAsInt(bytes.getInt(at)));
        Files.write(file, bytes.array());
    }

    private FrameSource.Frame hidden(final int readable) throws IOException
    {
        try (ChronicleSource source = ChronicleSource.open(folder))
        {
            int read = 0;
            while (source.next() != null)
            {
                read++;
            }
            assertThat(read).isEqualTo(readable);
            return source.hidden();
        }
    }

    @Test
    void shouldHideNothingInAFileAsItWasWritten() throws IOException
    {
        assertThat(hidden(FRAMES)).isNull();
    }

    @Test
    void shouldTellEachFrameThatWasHidden() throws IOException
    {
        for (int frame = 0; frame < FRAMES; frame++)
        {
            for (final IntUnaryOperator change : List.<IntUnaryOperator>of(header -> header | NOT_READY, header -> CycleWire.NOTHING,
                header -> CycleWire.END_OF_FILE))
            {
                change(frame, change);
                final FrameSource.Frame hidden = hidden(frame);
                assertThat(hidden.index()).isEqualTo(frame);
                assertThat(hidden.file()).isEqualTo(file.getFileName().toString());
            }
        }
    }

    @Test
    void shouldTellThemThoughAnEmptyFileFollows() throws IOException
    {
        final int firstFrame = firstFrame();
        change(3, header -> header | NOT_READY);
        Files.write(folder.resolve("29991231-2359.cq4"), Arrays.copyOf(whole, firstFrame));
        assertThat(hidden(3).file()).isEqualTo(file.getFileName().toString());
        Files.write(file, whole);
        assertThat(hidden(FRAMES)).isNull();
    }

    private int firstFrame()
    {
        final ByteBuffer bytes = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        while (CycleWire.own(bytes.getInt(at)))
        {
            at = (int)CycleWire.aligned(at + CycleWire.HEADER + CycleWire.length(bytes.getInt(at)));
        }
        return at;
    }

    @Test
    void shouldHideNothingWhereAWriterGoesOn() throws IOException
    {
        final Path live = folder.resolve("live-one");
        try (ChronicleStore store = ChronicleStore.open(live, StoreTests.small()); ChronicleSource source = ChronicleSource.open(live))
        {
            for (int number = 0; number < FRAMES; number++)
            {
                while (source.next() != null)
                {
                    // To the end.
                }
                assertThat(source.hidden()).isNull();
                StoreTests.append(store, 2L * number);
                StoreTests.append(store, 2L * number + 1);
                assertThat(source.hidden()).as("frames came since the last look").isNull();
            }
        }
    }
}
