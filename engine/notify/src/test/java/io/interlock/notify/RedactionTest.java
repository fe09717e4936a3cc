package io.interlock.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Secrets are taken out of texts by their value. */
final class RedactionTest
{
    @Test
    void shouldTakeEachOccurrenceOutAsItIsAndAsItStandsInAnAddress()
    {
        Redaction.register("s3cret/one two");
        assertThat(Redaction.apply("a s3cret/one two b s3cret%2Fone+two c")).isEqualTo("a [secret] b [secret] c");
        assertThat(Redaction.apply(null)).isNull();
    }

    @Test
    void shouldLeaveNoRestOfALongerSecret()
    {
        Redaction.register("prefix-77");
        Redaction.register("prefix-77-and-more");
        assertThat(Redaction.apply("x prefix-77-and-more y")).isEqualTo("x [secret] y");
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
        assertThat(Redaction.apply("bounded-" + Redaction.MOST + "-end")).isEqualTo("[secret]");
    }

    @Test
    void shouldTakeOutWhatAnAnswerOrALogWritesInAnotherForm()
    {
        final String secret = "a/\"<k&y>";
        final String forms = secret + " a\\/\"<k&y> a/\\\"<k&y> a/\"&lt;k&amp;y&gt; a%2F%22%3Ck%26y%3E YS8iPGsmeT4= rest";
        final String expected = "[secret] ".repeat(6) + "rest";
        assertThat(new Redaction(List.of("", secret)).of(forms)).isEqualTo(expected);
        assertThat(new Redaction(List.of()).of(forms)).isEqualTo(forms);
        Redaction.register(secret);
        assertThat(Redaction.apply(forms)).isEqualTo(expected);
        assertThat(new Redaction(List.of(secret))).hasToString("Redaction");
    }

    @Test
    void shouldLetTheOldestGoAndNotWhatWasReadAgain()
    {
        Redaction.register("read-again-and-again");
        for (int i = 0; i < Redaction.MOST; i++)
        {
            Redaction.register("read-again-and-again");
            Redaction.register("newer-" + i + "-end");
        }
        assertThat(Redaction.apply("read-again-and-again newer-0-end newer-1-end")).isEqualTo("[secret] newer-0-end [secret]");
    }
}
