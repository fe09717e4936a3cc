package io.interlock.core.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class InputEventTest
{
    @Test
    void shouldBeCopiedWhole()
    {
        final InputEvent event = new InputEvent().slot(InputKind.LOSS, 3, 4, 5).numbers(6.0, 7.0, 8.0).text("out of margin");
        final InputEvent copy = new InputEvent().slot(InputKind.TICK, 1, 1, 1).numbers(1.0, 1.0, 1.0).text("a much longer text than that");
        assertThat(copy.copyOf(event)).isSameAs(copy);
        assertThat(copy.kind()).isEqualTo(InputKind.LOSS);
        assertThat(new double[] {copy.scopeId(), copy.code(), copy.number(), copy.a(), copy.b(), copy.c()})
            .containsExactly(3, 4, 5, 6, 7, 8);
        assertThat(copy.text()).isEqualTo("out of margin");
        assertThat(copy.textLength()).isEqualTo("out of margin".length());
    }

    @Test
    void shouldGiveItsTextAsItIsEncoded()
    {
        final byte[] from = "--€--".getBytes(StandardCharsets.UTF_8);
        final InputEvent event = new InputEvent().slot(InputKind.CONFIRM, 0, 0, 0).text(from, 2, 3);
        final byte[] into = new byte[5];
        event.copyText(into, 1);
        assertThat(into).containsExactly(0, 0xE2, 0x82, 0xAC, 0);
        assertThat(event.text()).isEqualTo("€");
        assertThat(event.text(null).text()).isEmpty();
        assertThat(event.text("é".repeat(InputEvent.MAX_TEXT_BYTES)).textLength())
            .isEqualTo(InputEvent.MAX_TEXT_BYTES - InputEvent.MAX_TEXT_BYTES % 2);
    }
}
