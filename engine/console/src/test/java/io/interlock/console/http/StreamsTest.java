package io.interlock.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.console.access.Principal;
import io.interlock.console.access.Role;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who has how many streams, and what a client's end does, without sockets. */
class StreamsTest
{
    private static final Principal MIA = new Principal("mia", Role.VIEWER);
    private static final Principal BEN = new Principal("ben", Role.VIEWER);
    private static final Principal EVE = new Principal("eve", Role.ADMIN);

    private final Streams streams = new Streams(new StreamLimits(6, 100, 10, 5), () -> this.nowNs + (this.runs ? this.looks++ : 0));
    private long nowNs;
    private boolean runs;
    private long looks;
    private boolean holds = true;

    /** A socket that takes nothing by itself. */
    private static final class Stopped implements StreamClient.Wire
    {
        private int cuts;

        @Override
        public void wake()
        {
            // It is taken from by the test.
        }

        @Override
        public void cut()
        {
            cuts++;
        }
    }

    private StreamClient admit(final Principal principal, final String peer)
    {
        return streams.admit(new Caller(principal, Visit.NONE, () -> holds, null), peer, new Stopped());
    }

    private List<StreamClient> admit(final Principal principal, final int count)
    {
        final List<StreamClient> all = new ArrayList<>();
        for (int i = 0; i < count; i++)
        {
            all.add(admit(principal, "p"));
        }
        return all;
    }

    private static String taken(final StreamClient client)
    {
        final StringBuilder text = new StringBuilder();
        for (var next = client.next(); next != null; next = client.next())
        {
            text.append(new String(next.array(), StandardCharsets.UTF_8));
            next.position(next.limit());
            client.wrote();
        }
        return text.toString();
    }

    private static StreamEvent event(final int bytes)
    {
        return StreamEvent.of("e", new byte[bytes - StreamEvent.of("e", new byte[0]).bytes().length]);
    }

    @Test
    void shouldShareRoomFairly()
    {
        final List<StreamClient> mias = admit(MIA, 6);
        assertThat(mias).doesNotContainNull();
        assertThat(admit(MIA, "p")).isNull();
        final List<StreamClient> bens = admit(BEN, 3);
        assertThat(bens).doesNotContainNull();
        assertThat(mias.subList(0, 3)).noneMatch(StreamClient::isOpen);
        assertThat(mias.subList(3, 6)).allMatch(StreamClient::isOpen);
        // Each has half: neither takes from the other, or they would for ever.
        assertThat(admit(BEN, "p")).isNull();
        assertThat(admit(MIA, "p")).isNull();
        assertThat(admit(EVE, 2)).doesNotContainNull();
        assertThat(admit(EVE, "p")).isNull();
        assertThat(streams.counts().open()).isEqualTo(6);
        assertThat(streams.counts().ended()).containsEntry("displaced", 5L).containsEntry("refused", 4L);
        assertThat(taken(mias.get(0))).contains("event: closed", "\"displaced\"");
    }

    @Test
    void shouldShareATokensRoomByAddress()
    {
        admit(MIA, 6);
        assertThat(admit(MIA, "q")).isNotNull();
        assertThat(admit(MIA, "q")).isNotNull();
        assertThat(admit(MIA, "q")).isNotNull();
        assertThat(admit(MIA, "q")).isNull();
        assertThat(admit(MIA, "p")).isNull();
    }

    @Test
    void shouldDropWhatWaitsForASlowClientButNotWhatHasBegun()
    {
        final StreamClient client = admit(MIA, "p");
        assertThat(client.offer(event(40))).isTrue();
        assertThat(client.hasRoom()).isTrue();
        assertThat(client.isIdle()).isFalse();
        client.next().get();
        client.wrote();
        assertThat(client.offer(event(40))).isTrue();
        assertThat(client.hasRoom()).isFalse();
        assertThat(client.offer(event(40))).isFalse();
        assertThat(client.isOpen()).isFalse();
        final String left = taken(client);
        assertThat(left.split("event: ")).hasSize(3);
        assertThat(left).contains("event: closed", "\"slow\"");
        assertThat(client.settle()).as("it is over").isTrue();
    }

    @Test
    void shouldCutWhoTakesNothing()
    {
        final StreamClient still = admit(MIA, "p");
        final StreamClient quick = admit(MIA, "p");
        still.offer(event(20));
        quick.offer(event(20));
        nowNs = 9;
        taken(quick);
        assertThat(quick.settle()).isFalse();
        streams.sweep();
        assertThat(still.isOpen()).isTrue();
        nowNs = 10;
        streams.sweep();
        assertThat(still.isOpen()).isFalse();
        assertThat(quick.isOpen()).as("nothing waits for it, however long").isTrue();
        assertThat(streams.counts().ended()).containsEntry("slow", 1L);
        assertThat(streams.counts().open()).isOne();
    }

    @Test
    void shouldGiveTheLastWordAWhileAndNoMore()
    {
        final StreamClient client = admit(MIA, "p");
        holds = false;
        streams.sweep();
        assertThat(client.isOpen()).isFalse();
        assertThat(client.next()).isNotNull();
        nowNs = 4;
        streams.sweep();
        assertThat(client.next()).isNotNull();
        nowNs = 5;
        streams.sweep();
        assertThat(client.next()).isNull();
        assertThat(streams.counts().ended()).containsEntry("revoked", 1L).containsEntry("slow", 0L);
        assertThat(streams.counts().open()).isZero();
    }

    @Test
    void shouldTakeNobodyOnceItCloses()
    {
        final StreamClient client = admit(MIA, "p");
        // Time goes on with each look at it, so that nobody is waited for.
        runs = true;
        streams.close();
        assertThat(client.isOpen()).isFalse();
        assertThat(admit(MIA, "p")).isNull();
    }
}
