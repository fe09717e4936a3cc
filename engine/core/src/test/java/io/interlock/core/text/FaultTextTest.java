package io.interlock.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The text of what a stranger's code threw, whatever that does when it is asked. */
class FaultTextTest
{
    private static final class Odd extends RuntimeException
    {
        private static final long serialVersionUID = 1;
        private final transient RuntimeException thrown;

        Odd(final RuntimeException thrown)
        {
            this.thrown = thrown;
        }

        @Override
        public String toString()
        {
            if (thrown != null)
            {
                throw thrown;
            }
            return null;
        }
    }

    @Test
    void shouldHaveSomethingToSayOfAnything()
    {
        assertThat(FaultText.of(null)).isEqualTo("null");
        assertThat(FaultText.of(new IllegalStateException("planted"))).isEqualTo("java.lang.IllegalStateException: planted");
        assertThat(FaultText.of(new Odd(null))).endsWith("$Odd, whose text cannot be had");
        assertThat(FaultText.of(new Odd(new IllegalStateException("in its text")))).endsWith("$Odd, whose text cannot be had");
        assertThat(FaultText.of(new IllegalStateException("x".repeat(5_000)))).hasSizeLessThanOrEqualTo(1_000);
    }
}
