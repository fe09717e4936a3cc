package io.interlock.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.machine.IntentCode;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Reason;
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
            final int code = random.nextInt(65_536);
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
    void shouldKeepTextThatFillsItsRoomBesideAnyCode()
    {
        final InputRing ring = new InputRing(SIZE);
        final InputEvent event = new InputEvent();
        final long sequence = ring.claim();
        ring.put(sequence, InputRing.head(InputKind.ORDER_FAILURE, 65_535, -1), InputRing.NO_LANE, 0, 0, 0);
        ring.text(sequence, "x".repeat(200));
        ring.publish(sequence);
        ring.read(sequence, event);
        assertThat(event.text()).isEqualTo("x".repeat(InputEvent.MAX_TEXT_BYTES));
        assertThat(event.code()).isEqualTo(65_535);
        assertThat(event.kind()).isEqualTo(InputKind.ORDER_FAILURE);
        assertThat(event.scopeId()).isEqualTo(-1);
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
    void shouldCarryAnOrderIntentAndLeaveNothingOfItInTheSlot()
    {
        final InputRing ring = new InputRing(SIZE);
        final InputEvent event = new InputEvent();
        final int code = IntentCode.of(Intent.CLOSE, true, Reason.DENIED_CONFIDENCE);
        ring.intent(7, code, 0.25, 12.5, 0.75);
        assertThat(ring.read(0, event)).isEqualTo(InputRing.NO_LANE);
        assertThat(event.kind()).isEqualTo(InputKind.ORDER_INTENT);
        assertThat(event.scopeId()).isEqualTo(7);
        assertThat(event.code()).isEqualTo(code);
        assertThat(event.number()).isZero();
        assertThat(event.a()).isEqualTo(0.25);
        assertThat(event.b()).isEqualTo(12.5);
        assertThat(event.c()).isEqualTo(0.75);
        assertThat(event.text()).isEmpty();
        for (int i = 1; i <= SIZE; i++)
        {
            consume(ring);
            final long sequence = ring.claim();
            ring.put(sequence, InputRing.head(InputKind.FILL, 1, 2), 3, 4, 5, 6);
            ring.publish(sequence);
            ring.read(sequence, event);
        }
        assertThat(event.c()).as("the same slot, a lap later").isZero();
    }

    @Test
    void shouldLeaveHalfOfTheSlotsToReportsAndCountTheIntentsThatFindNoRoom()
    {
        final InputRing ring = new InputRing(SIZE);
        for (int i = 0; i < SIZE; i++)
        {
            ring.intent(0, 0, Double.NaN, 1, 1);
        }
        assertThat(ring.cursor()).isEqualTo(SIZE / 2 - 1);
        assertThat(ring.intentsLost()).isEqualTo(SIZE / 2);
        for (int i = SIZE / 2; i < SIZE; i++)
        {
            final long sequence = ring.claim();
            assertThat(sequence).as("a report").isEqualTo(i);
            ring.publish(sequence);
        }
        ring.intent(0, 0, Double.NaN, 1, 1);
        assertThat(ring.intentsLost()).as("full").isEqualTo(SIZE / 2 + 1);
        ring.consumed(SIZE / 2 - 1);
        ring.intent(0, 0, Double.NaN, 1, 1);
        assertThat(ring.intentsLost()).as("half of it taken").isEqualTo(SIZE / 2 + 2);
        ring.consumed(SIZE / 2);
        ring.intent(0, 0, Double.NaN, 1, 1);
        assertThat(ring.cursor()).as("room again").isEqualTo(SIZE);
        assertThat(ring.intentsLost()).isEqualTo(SIZE / 2 + 2);
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
