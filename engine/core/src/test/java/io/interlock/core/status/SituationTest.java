package io.interlock.core.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What has come since an operator looked: a command that no longer fits is refused with it. */
class SituationTest
{
    private static final Map<Cause, Long> ONE_LATENCY = Map.of(Cause.API_LATENCY, 1L);

    private static Situation at(final Level own, final Level gate, final Cause cause, final long sinceNs)
    {
        return new Situation(own, gate, cause, sinceNs, ONE_LATENCY, Set.of());
    }

    @Test
    void shouldSayWhatIsWorseNow()
    {
        final Situation before = at(Level.ALERT, Level.ALERT, Cause.API_LATENCY, 5);
        assertThat(before.changedSince(before)).isNull();
        assertThat(at(Level.HALT, Level.HALT, Cause.LOSS, 6).changedSince(before)).isEqualTo("it is at HALT now, and was at ALERT");
        assertThat(at(Level.ALERT, Level.HALT, Cause.API_LATENCY, 5).changedSince(before))
            .isEqualTo("it is at ALERT below an ancestor's HALT now, and was at ALERT");
    }

    @Test
    void shouldSayWhatMovedThoughItIsNoWorse()
    {
        final Situation before = at(Level.HALT, Level.HALT, Cause.LOSS, 5);
        assertThat(at(Level.CLOSED, Level.CLOSED, Cause.RECOVERY, 9).changedSince(before))
            .isEqualTo("it went to CLOSED by RECOVERY since, and was at HALT by LOSS");
        assertThat(at(Level.HALT, Level.HALT, Cause.LOSS, 6).changedSince(before))
            .isEqualTo("it went to HALT by LOSS since, and was at HALT by LOSS");
        assertThat(at(Level.HALT, Level.HALT, Cause.NETWORK, 5).changedSince(before))
            .isEqualTo("it went to HALT by NETWORK since, and was at HALT by LOSS");
        assertThat(at(Level.CLOSED, Level.CLOSED, Cause.RECOVERY, 5).changedSince(at(Level.CLOSED, Level.CLOSED, null, 5)))
            .isEqualTo("it went to CLOSED by RECOVERY since, and was at CLOSED");
        assertThat(at(Level.CLOSED, Level.HALT, Cause.LOSS, 5).changedSince(before))
            .isEqualTo("it went to CLOSED by LOSS since, and was at HALT by LOSS");
    }

    @Test
    void shouldSayWhichCausesAreNew()
    {
        final Situation before = at(Level.HALT, Level.HALT, Cause.LOSS, 5);
        final Set<Cause> inPlay = Set.of(Cause.API_LATENCY, Cause.EXCHANGE);
        assertThat(new Situation(Level.HALT, Level.HALT, Cause.LOSS, 5, Map.of(Cause.API_LATENCY, 2L, Cause.EXCHANGE, 1L), inPlay)
            .changedSince(before)).isEqualTo("since then came [API_LATENCY, EXCHANGE]");
        // Breached as often as before: it was in play then, or nothing of it is new.
        assertThat(new Situation(Level.HALT, Level.HALT, Cause.LOSS, 5, ONE_LATENCY, Set.of(Cause.API_LATENCY)).changedSince(before))
            .isNull();
        assertThat(new Situation(Level.HALT, Level.HALT, Cause.LOSS, 5, Map.of(Cause.API_LATENCY, 2L), Set.of()).changedSince(before))
            .isNull();
        final Situation stood = new Situation(Level.HALT, Level.HALT, Cause.LOSS, 5, ONE_LATENCY, Set.of(Cause.API_LATENCY));
        assertThat(new Situation(Level.HALT, Level.HALT, Cause.LOSS, 5, Map.of(Cause.API_LATENCY, 2L), Set.of(Cause.API_LATENCY))
            .changedSince(stood)).isNull();
    }
}
