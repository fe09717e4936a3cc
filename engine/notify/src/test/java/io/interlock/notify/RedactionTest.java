package io.interlock.notify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Secrets are taken out of texts by their value. */
final class RedactionTest
{
    @Test
    void shouldTakeEachOccurrenceOutAsItIsAndAsItStandsInAnAddress()
    {
        Redaction.register("s3cret/one two");
        assertThat(Redaction.apply("a s3cret/one two b s3cret%2Fone+two c")).isEqualTo("a *** b *** c");
        assertThat(Redaction.apply(null)).isNull();
    }

    @Test
    void shouldLeaveNoRestOfALongerSecret()
    {
        Redaction.register("prefix-77");
        Redaction.register("prefix-77-and-more");
        assertThat(Redaction.apply("x prefix-77-and-more y")).isEqualTo("x *** y");
    }

    @Test
    void shouldPassOverWhatIsTooShortAndKeepABoundedNumber()
    {
        Redaction.register("ab");
        Redaction.register(null);
        assertThat(Redaction.apply("about")).isEqualTo("about");
        for (int i = 0; i <= Redaction.MOST; i++)
        {
            Redaction.register("bounded-" + i + "-end");
        }
        assertThat(Redaction.apply("bounded-0-end")).isEqualTo("bounded-0-end");
        assertThat(Redaction.apply("bounded-" + Redaction.MOST + "-end")).isEqualTo("***");
    }
}
