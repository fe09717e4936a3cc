package io.interlock.core.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Beside the platform's own encoder. */
class Utf8Test
{
    private static final int BEFORE = 3;
    /** The first and last of each length, both sides of the surrogates, and surrogates alone. */
    private static final List<String> LETTERS = List.of("\0", "a", "\u007F", "\u0080", "\u07FF", "\u0800", "\uD7FF", "\uE000",
        "\uFFFF", "\uD800\uDC00", "\uDBFF\uDFFF", "\uD800", "\uDBFF", "\uDC00", "\uDFFF", "€", "\uD83D\uDE00");

    private static byte[] encoded(final CharSequence chars, final int room)
    {
        final byte[] into = new byte[BEFORE + room + BEFORE];
        Arrays.fill(into, (byte)0x55);
        final int length = Utf8.encode(chars, into, BEFORE, room);
        assertThat(Arrays.copyOf(into, BEFORE)).containsOnly(0x55);
        assertThat(Arrays.copyOfRange(into, BEFORE + length, into.length)).containsOnly(0x55);
        return Arrays.copyOfRange(into, BEFORE, BEFORE + length);
    }

    @Test
    void shouldEncodeAsThePlatformDoes()
    {
        final SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++)
        {
            final StringBuilder text = new StringBuilder();
            for (int letters = random.nextInt(8); letters > 0; letters--)
            {
                text.append(LETTERS.get(random.nextInt(LETTERS.size())));
            }
            final byte[] expected = text.toString().getBytes(StandardCharsets.UTF_8);
            assertThat(encoded(text.toString(), 40)).isEqualTo(expected);
            assertThat(encoded(text, 40)).isEqualTo(expected);
        }
    }

    @Test
    void shouldCutBetweenCharacters()
    {
        for (final String letter : LETTERS)
        {
            final byte[] one = letter.getBytes(StandardCharsets.UTF_8);
            for (final String before : List.of("", "xy", "é"))
            {
                final byte[] whole = (before + letter).getBytes(StandardCharsets.UTF_8);
                assertThat(encoded(before + letter, whole.length)).isEqualTo(whole);
                assertThat(encoded(before + letter + "z", whole.length)).isEqualTo(whole);
                assertThat(encoded(before + letter, whole.length - 1))
                    .isEqualTo(Arrays.copyOf(whole, whole.length - one.length));
            }
        }
    }
}
