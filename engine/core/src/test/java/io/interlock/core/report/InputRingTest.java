package io.interlock.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InputRingTest
{
    private static final int SIZE = 64;
    private static final long SEED = 20_261_124L;

    private static void consume(final InputRing ring)
    {
        ring.consumed(ring.cursor());
    }

    @Test
    void shouldReadBackWhateverWasPutForManyLaps()
    {
        final InputRing ring = new InputRing(SIZE);
        final Random random = new Random(SEED);
        final InputEvent event = new InputEvent();
        final InputKind[] kinds = InputKind.values();
        for (int i = 0; i < 20 * SIZE; i++)
        {
            final InputKind kind = kinds[random.nextInt(kinds.length)];
            final int code = random.nextInt(256);
            final int scope = random.nextInt(65_536);
            final int lane = random.nextInt(1_000_000) + InputRing.NO_LANE;
            final long number = random.nextLong();
            final double a = Double.longBitsToDouble(random.nextLong());
            final double b = Double.longBitsToDouble(random.nextLong());
            final String text = random.nextBoolean() ? "" : "é€😀".repeat(1 + random.nextInt(14));
            final long sequence = ring.claim();
            ring.put(sequence, InputRing.head(kind, code, scope), lane, number, a, b);
            ring.text(sequence, text.isEmpty() ? null : text);
            ring.publish(sequence);
            assertThat(ring.takeRequest(sequence)).isNull();
            assertThat(ring.read(sequence, event)).as("lane, seed %d, event %d", SEED, i).isEqualTo(lane);
            assertThat(event.kind()).isEqualTo(kind);
            assertThat(event.code()).isEqualTo(code);
            assertThat(event.scopeId()).isEqualTo(scope);
            assertThat(event.number()).isEqualTo(number);
            assertThat(Double.valueOf(event.a())).isEqualTo(Double.valueOf(a));
            assertThat(Double.valueOf(event.b())).isEqualTo(Double.valueOf(b));
            assertThat(event.c()).isZero();
            assertThat(event.text()).isEqualTo(text);
            consume(ring);
        }
    }

    @Test
    void shouldCutTextBetweenCharacters()
    {
        final InputRing ring = new InputRing(SIZE);
        final InputEvent event = new InputEvent();
        final long sequence = ring.claim();
        ring.put(sequence, InputRing.head(InputKind.ORDER_FAILURE, 0, 1), InputRing.NO_LANE, 0, 0, 0);
        ring.text(sequence, "x" + "😀".repeat(40));
        ring.publish(sequence);
        ring.read(sequence, event);
        assertThat(event.text()).isEqualTo("x" + "😀".repeat(31));
    }

    @Test
    void shouldHandARequestOverOnceAndForgetIt()
    {
        final InputRing ring = new InputRing(SIZE);
        final Object request = new Object();
        final long asked = ring.claim();
        ring.ask(asked, request);
        ring.publish(asked);
        assertThat(ring.takeRequest(asked)).isSameAs(request);
        consume(ring);
        for (int i = 0; i < SIZE; i++)
        {
            final long sequence = ring.claim();
            ring.put(sequence, InputRing.head(InputKind.TICK, 0, 0), InputRing.NO_LANE, 0, 0, 0);
            ring.publish(sequence);
            assertThat(ring.takeRequest(sequence)).as("slot %d", i).isNull();
            consume(ring);
        }
    }

    @Test
    void shouldSayThatItIsFull()
    {
        final InputRing ring = new InputRing(SIZE);
        for (int i = 0; i < SIZE; i++)
        {
            final long sequence = ring.claim();
            assertThat(sequence).isEqualTo(i);
            ring.publish(sequence);
        }
        assertThat(ring.claim()).isEqualTo(InputRing.FULL);
        ring.consumed(0);
        assertThat(ring.claim()).isEqualTo(SIZE);
    }

    @Test
    void shouldGoWithoutATextThatThrows()
    {
        final InputRing ring = new InputRing(SIZE);
        final InputEvent event = new InputEvent();
        final long sequence = ring.claim();
        ring.put(sequence, InputRing.head(InputKind.ORDER_FAILURE, 0, 3), 7, 0, 0, 0);
        ring.text(sequence, new Hostile());
        ring.publish(sequence);
        assertThat(ring.read(sequence, event)).isEqualTo(7);
        assertThat(event.scopeId()).isEqualTo(3);
        assertThat(event.text()).isEmpty();
        assertThat(ring.textFaults()).isEqualTo(1);
    }

    /** Throws in the middle. */
    private static final class Hostile implements CharSequence
    {
        @Override
        public int length()
        {
            return 10;
        }

        @Override
        public char charAt(final int index)
        {
            if (index == 5)
            {
                throw new IllegalStateException("hostile");
            }
            return 'x';
        }

        @Override
        public CharSequence subSequence(final int start, final int end)
        {
            throw new IllegalStateException("hostile");
        }
    }
}
