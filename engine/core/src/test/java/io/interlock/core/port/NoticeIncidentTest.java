package io.interlock.core.port;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A restart reads by which incident a receiver has what it was told. */
class NoticeIncidentTest
{
    @Test
    void shouldBeReadFromTheEndOfTheWords()
    {
        for (final boolean over : new boolean[] {false, true})
        {
            final NoticeIncident incident = new NoticeIncident("boot-7", over);
            assertThat(NoticeIncident.of("250 ok" + incident.words())).isEqualTo(incident);
            assertThat(NoticeIncident.of(new NoticeIncident("boot-1", !over).words() + incident.words())).as("last").isEqualTo(incident);
        }
    }

    @Test
    void shouldNotBeReadFromWhatIsNone()
    {
        assertThat(NoticeIncident.of("")).isNull();
        assertThat(NoticeIncident.of("250 ok")).isNull();
        assertThat(NoticeIncident.of("250 ok; incident ")).isNull();
        assertThat(NoticeIncident.of("250 ok; incident boot-7 and more")).isNull();
    }

    @Test
    void shouldNotBeSaidByAReceiver()
    {
        assertThat(NoticeIncident.of(NoticeIncident.harmless("250 ok; incident boot-7"))).isNull();
        assertThat(NoticeIncident.of(NoticeIncident.harmless("250 ok; ended incident boot-7"))).isNull();
        assertThat(NoticeIncident.harmless("250 ok; incident boot-7")).isEqualTo("250 ok, incident boot-7");
    }
}
