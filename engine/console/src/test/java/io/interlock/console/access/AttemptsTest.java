package io.interlock.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of attempts, and how many guesses there may be: both without end in time, and bounded in a minute and in memory. */
class AttemptsTest
{
    private static final long SECOND_NS = 1_000_000_000L;

    private long nowNs = Long.MAX_VALUE - SECOND_NS;
    private final List<String> told = new ArrayList<>();

    private BoundedAttempts attempts()
    {
        return new BoundedAttempts((principal, what, outcome) -> told.add(principal + "|" + what + "|" + outcome), () -> nowNs);
    }

    @Test
    void shouldPutOffAfterTheLastMistakeAndForgetAfterAMinute()
    {
        final Guesses guesses = new Guesses(3, () -> nowNs);

        assertThat(List.of(guesses.wrong("a"), guesses.wrong("a"), guesses.wrong("a"))).containsExactly(0L, 0L, 0L);
        assertThat(guesses.wrong("a")).isEqualTo(60);
        nowNs += 20 * SECOND_NS;
        assertThat(guesses.wrong("a")).as("the clock may wrap").isEqualTo(40);
        assertThat(guesses.wrong("b")).as("another peer is not put off").isZero();
        nowNs += 40 * SECOND_NS;
        assertThat(guesses.wrong("a")).isZero();
    }

    @Test
    void shouldBeBoundedOverPeersAndGiveManyOfThemOneCount()
    {
        final PeerCounts counts = new PeerCounts(100);
        for (int i = 0; i < 100_000; i++)
        {
            counts.add("peer" + i, nowNs);
        }
        assertThat(counts.size()).isLessThanOrEqualTo(101);
        assertThat(counts.add("one more", nowNs)).as("those beyond share a count").isGreaterThan(99_000);
        assertThat(counts.add("peer5", nowNs)).as("those before keep theirs").isEqualTo(2);
        nowNs += 61 * SECOND_NS;
        assertThat(counts.add("new", nowNs)).isEqualTo(1);
        assertThat(counts.size()).isEqualTo(1);
    }

    @Test
    void shouldTellSomeOfAFloodAndHowManyMoreThereWere()
    {
        final BoundedAttempts attempts = attempts();
        for (int i = 0; i < 1_000; i++)
        {
            attempts.refused("flood", "10.0.0.1", "POST /x", "refused");
        }
        attempts.refused("other", "10.0.0.2", "POST /x", "refused");
        attempts.command("admin", "POST /x", "allowed");

        assertThat(told).as("a flood hides neither another's attempt nor a command").hasSize(BoundedAttempts.REFUSED_PER_PEER + 2)
            .endsWith("10.0.0.2|POST /x|refused", "admin|POST /x|allowed");
        nowNs += 60 * SECOND_NS;
        attempts.tick();
        assertThat(told).last().isEqualTo("console|refused attempts|980 more within a minute are not listed");
        attempts.tick();
        assertThat(told).hasSize(BoundedAttempts.REFUSED_PER_PEER + 3);
        attempts.refused("flood", "10.0.0.1", "POST /x", "refused");
        assertThat(told).last().isEqualTo("10.0.0.1|POST /x|refused");
    }

    @Test
    void shouldTellWhoseTokenWasRefusedWhateverElseComesFromItsAddress()
    {
        final BoundedAttempts attempts = attempts();
        for (int i = 0; i < 1_000; i++)
        {
            attempts.refused("127.0.0.1", "127.0.0.1", "POST /x", "refused: no token");
        }
        attempts.denied("vera", "POST /kill", "refused: role viewer");
        assertThat(told).last().isEqualTo("vera|POST /kill|refused: role viewer");

        told.clear();
        for (int i = 0; i < 100; i++)
        {
            attempts.denied("vera", "POST /kill", "refused: role viewer");
        }
        attempts.denied("rita", "POST /kill", "refused: role reporter");
        assertThat(told).hasSize(BoundedAttempts.DENIED_PER_NAME).last().isEqualTo("rita|POST /kill|refused: role reporter");
        nowNs += 60 * SECOND_NS;
        attempts.tick();
        assertThat(told).endsWith("console|refused attempts|980 more within a minute are not listed",
            "vera|refused attempts|41 more within a minute are not listed");
        attempts.denied("vera", "POST /kill", "refused: role viewer");
        assertThat(told).last().isEqualTo("vera|POST /kill|refused: role viewer");
    }

    @Test
    void shouldBeBoundedOverAllNames()
    {
        final BoundedAttempts attempts = attempts();
        for (int i = 0; i < 1_000; i++)
        {
            attempts.denied("name" + i, "w", "o");
        }
        assertThat(told).hasSize(BoundedAttempts.DENIED_PER_MINUTE);
        attempts.flush();
        assertThat(told).hasSize(1_000);
    }

    @Test
    void shouldBeBoundedOverAllPeersAndCommands()
    {
        final BoundedAttempts attempts = attempts();
        for (int i = 0; i < 5_000; i++)
        {
            attempts.refused("peer" + i, "p", "w", "o");
            attempts.command("a", "w", "o");
        }
        assertThat(told).hasSize(BoundedAttempts.REFUSED_PER_MINUTE + BoundedAttempts.COMMANDS_PER_MINUTE);
        attempts.flush();
        assertThat(told).endsWith("console|refused attempts|4880 more within a minute are not listed",
            "console|commands|4400 more within a minute are not listed");
    }

    @Test
    void shouldLoseTheRecordOfAnAttemptRatherThanTheAnswer()
    {
        final BoundedAttempts attempts = new BoundedAttempts((principal, what, outcome) ->
        {
            throw new IllegalStateException("the journal is closed");
        }, () -> nowNs);

        attempts.refused("a", "a", "w", "o");
        attempts.command("a", "w", "o");
        attempts.flush();
    }

    @Test
    void shouldTakeANetworkOfIpv6ForOnePeer() throws UnknownHostException
    {
        assertThat(key("2001:db8:1:2:3:4:5:6")).isEqualTo(key("2001:db8:1:2::1")).isEqualTo("2001:db8:1:2::/64");
        assertThat(key("2001:db8:1:3::1")).isEqualTo("2001:db8:1:3::/64");
        assertThat(key("::ffff:10.0.0.1")).isEqualTo("10.0.0.1");
        assertThat(key("::1")).isEqualTo("0:0:0:0:0:0:0:1");
    }

    private static String key(final String address) throws UnknownHostException
    {
        return PeerKey.of(InetAddress.getByName(address));
    }
}
