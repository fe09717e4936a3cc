package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The second ring never blocks who publishes, and keeps room for decisions. */
class AuditRingTest
{
    @Test
    void shouldKeepRoomForDecisionsUnderAFloodOfIssues()
    {
        final AuditRing ring = new AuditRing(64);
        final List<Object> taken = new ArrayList<>();
        final AuditRing.Consumer consumer = ring.consumer(new AuditRing.Handler()
        {
            @Override
            public void onRecord(final Object record)
            {
                taken.add(record);
            }

            @Override
            public void onBatchEnd()
            {
                taken.add("end");
            }
        });
        for (int i = 0; i < 1_000; i++)
        {
            ring.offerOrCount("issue");
        }
        assertThat(ring.lost()).isBetween(900L, 999L);
        for (int i = 0; i < 31; i++)
        {
            assertThat(ring.offer("decision")).isTrue();
        }
        while (ring.offer("decision"))
        {
            assertThat(taken).isEmpty();
        }
        assertThat(consumer.doWork()).isEqualTo(64);
        assertThat(consumer.idle()).isTrue();
        assertThat(taken).hasSize(65).endsWith("end");
        assertThat(ring.offer("decision")).isTrue();
    }
}
