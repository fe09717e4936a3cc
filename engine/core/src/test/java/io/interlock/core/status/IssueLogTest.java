package io.interlock.core.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.port.Issue;
import org.junit.jupiter.api.Test;

class IssueLogTest
{
    private final IssueLog log = new IssueLog(3);

    private static Issue issue(final long atMs)
    {
        return new Issue(atMs, "TYPE", "", 0.0, 0.0, "at " + atMs);
    }

    @Test
    void shouldSayWhetherItStillHoldsAllOfATime()
    {
        assertThat(log.since(0)).isEmpty();
        assertThat(log.since(0).complete()).isTrue();
        log.add(issue(10));
        log.add(issue(20));
        log.add(issue(30));
        assertThat(log.since(20)).containsExactly(issue(20), issue(30));
        assertThat(log.since(10).complete()).isTrue();

        log.add(issue(40));
        assertThat(log.since(10)).containsExactly(issue(20), issue(30), issue(40));
        assertThat(log.since(10).complete()).isFalse();
        assertThat(log.since(11).complete()).isTrue();
    }

    /** A wall clock may be set back: what is forgotten is remembered by the latest of its times. */
    @Test
    void shouldRememberTheLatestThatItForgot()
    {
        log.add(issue(100));
        for (int i = 0; i < 4; i++)
        {
            log.add(issue(50));
        }
        assertThat(log.since(100).complete()).isFalse();
        assertThat(log.since(101).complete()).isTrue();
    }

    @Test
    void shouldCopyTheOldestFirst()
    {
        final Issue[] into = new Issue[log.capacity()];
        assertThat(log.copy(into)).isZero();
        log.add(issue(1));
        log.add(issue(2));
        assertThat(log.copy(into)).isEqualTo(2);
        assertThat(into).startsWith(issue(1), issue(2));
        log.add(issue(3));
        log.add(issue(4));
        log.add(issue(5));
        assertThat(log.copy(into)).isEqualTo(3);
        assertThat(into).containsExactly(issue(3), issue(4), issue(5));
    }
}
