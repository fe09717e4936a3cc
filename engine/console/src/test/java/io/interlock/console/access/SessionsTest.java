package io.interlock.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How long sessions last, and how many there are. */
class SessionsTest
{
    private static final Pass MIA = new Pass(new Principal("mia", Role.VIEWER), "ab");
    private static final Pass BEN = new Pass(new Principal("ben", Role.VIEWER), "cd");

    private long nowNs = Long.MAX_VALUE - 5;
    private final Sessions sessions = new Sessions(() -> nowNs);

    @Test
    void shouldEndSomeTimeAfterTheLastUse()
    {
        final String secret = sessions.begin(MIA).secret();
        nowNs += Sessions.IDLE_NS - 1;
        final Session found = sessions.find(secret);
        assertThat(found.pass()).isSameAs(MIA);
        nowNs += Sessions.IDLE_NS - 1;
        assertThat(sessions.idleLeftNs(found)).isOne();
        assertThat(sessions.use(found)).isTrue();
        assertThat(sessions.idleLeftNs(found)).isEqualTo(Sessions.IDLE_NS);
        nowNs += Sessions.IDLE_NS;
        assertThat(sessions.use(found)).isFalse();
        assertThat(sessions.find(secret)).isNull();
        assertThat(sessions.idleLeftNs(found)).isZero();
        assertThat(sessions.size()).isZero();
    }

    @Test
    void shouldEndInTheEndHoweverItIsUsed()
    {
        final Sessions.Begun begun = sessions.begin(MIA);
        final long step = Sessions.IDLE_NS - 1;
        long used = 0;
        for (; used + step < Sessions.LAST_NS; used += step)
        {
            nowNs += step;
            assertThat(sessions.find(begun.secret())).isNotNull();
        }
        assertThat(sessions.lastLeftNs(begun.session())).isEqualTo(Sessions.LAST_NS - used);
        assertThat(sessions.idleLeftNs(begun.session())).isEqualTo(Sessions.LAST_NS - used);
        nowNs += Sessions.LAST_NS - used;
        assertThat(sessions.find(begun.secret())).isNull();
    }

    @Test
    void shouldKeepSoManyOfATokenAndNoMore()
    {
        final List<String> secrets = new ArrayList<>();
        final String bens = sessions.begin(BEN).secret();
        for (int i = 0; i <= Sessions.MOST_PER_TOKEN; i++)
        {
            secrets.add(sessions.begin(MIA).secret());
        }
        assertThat(sessions.find(secrets.get(0))).as("the oldest went").isNull();
        assertThat(secrets.subList(1, secrets.size())).allMatch(secret -> sessions.find(secret) != null);
        assertThat(sessions.endAll(MIA)).isEqualTo(Sessions.MOST_PER_TOKEN);
        assertThat(secrets).allMatch(secret -> sessions.find(secret) == null);
        assertThat(sessions.find(bens)).isNotNull();
    }

    @Test
    void shouldNameEachByARandomSecretThatIsNotKept()
    {
        final Set<String> secrets = new HashSet<>();
        for (int i = 0; i < 100; i++)
        {
            final Sessions.Begun begun = sessions.begin(MIA);
            secrets.add(begun.secret());
            assertThat(begun.secret()).matches("[A-Za-z0-9_-]{43}");
            assertThat(begun.toString()).doesNotContain(begun.secret());
            assertThat(begun.session().key()).matches("[0-9a-f]{64}").isNotEqualTo(begun.secret());
        }
        assertThat(secrets).hasSize(100);
    }

    @Test
    void shouldForgetOneThatIsEnded()
    {
        final Sessions.Begun begun = sessions.begin(MIA);
        sessions.end(begun.session());
        assertThat(sessions.find(begun.secret())).isNull();
        assertThat(sessions.use(begun.session())).isFalse();
        assertThat(sessions.find("")).isNull();
    }
}
