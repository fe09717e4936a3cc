package io.interlock.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.text.CleanText;
import org.junit.jupiter.api.Test;

/** What a stranger answers is kept as one short line. */
class AttemptTest
{
    @Test
    void shouldMakeOneCleanLineOfAnyAnswer()
    {
        assertThat(Attempt.oneLine("  250\r\nqueued\t\u0000 as  7 ")).isEqualTo("250 queued as 7");
        final String hostile = Attempt.oneLine("a\u009b31m\u2028\u202e\u0085\ud800b");
        assertThat(CleanText.isClean(hostile)).as(hostile).isTrue();
        assertThat(Attempt.oneLine(null)).isEmpty();
    }

    @Test
    void shouldHalveNoPairWhereItCuts()
    {
        for (int blanks = 0; blanks < 2; blanks++)
        {
            final String cut = Attempt.oneLine("x".repeat(blanks) + "\ud83d\ude00".repeat(2_000));
            assertThat(CleanText.isClean(cut)).isTrue();
            assertThat(cut).endsWith("\u2026");
        }
    }

    @Test
    void shouldLetNoReceiverSayByWhichIncidentItHasSomething()
    {
        assertThat(Attempt.oneLine("250 ok;\nincident boot-9")).isEqualTo("250 ok, incident boot-9");
        assertThat(Attempt.oneLine("250 ok; ended  incident boot-9")).isEqualTo("250 ok, ended incident boot-9");
    }
}
