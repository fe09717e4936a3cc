package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.testing.Await;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
        ring.allConsumers();
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

    @Test
    void shouldKeepWhatWasPublishedBeforeItsConsumersWereMade()
    {
        final AuditRing ring = new AuditRing(64);
        final List<Object> taken = new ArrayList<>();
        ring.put("decided by the launch");
        final AuditRing.Handler handler = new AuditRing.Handler()
        {
            @Override
            public void onRecord(final Object record)
            {
                taken.add(record);
            }

            @Override
            public void onBatchEnd()
            {
                // Nothing of a batch is kept.
            }
        };
        final AuditRing.Consumer first = ring.consumer(handler);
        final AuditRing.Consumer second = ring.consumer(handler);
        ring.allConsumers();
        ring.put("then");
        first.doWork();
        second.doWork();
        assertThat(taken).containsExactly("decided by the launch", "then", "decided by the launch", "then");
    }

    @Test
    void shouldWakeWhoWaitsOnlyWhenAsked() throws Exception
    {
        final AuditRing ring = new AuditRing(64);
        final List<Object> taken = new CopyOnWriteArrayList<>();
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
                // Nothing of a batch is kept.
            }
        });
        ring.allConsumers();
        final AuditThread thread = new AuditThread(Thread::new, "consumer", consumer);
        thread.start();
        ring.offer("first");
        Await.until("the first is taken", () -> taken.contains("first"));
        Await.until("the consumer waits", () -> waits("consumer"));
        for (int i = 0; i < 10; i++)
        {
            ring.put("quiet");
        }
        assertThat(waits("consumer")).as("nobody was woken").isTrue();
        assertThat(taken).containsExactly("first");
        ring.wake();
        Await.until("all are taken", () -> taken.size() == 11);
        Await.until("the consumer waits again", () -> waits("consumer"));
        thread.close();
        assertThat(Thread.getAllStackTraces().keySet()).noneMatch(other -> other.getName().equals("consumer"));
    }

    private static boolean waits(final String name)
    {
        return Thread.getAllStackTraces().keySet().stream()
            .anyMatch(thread -> thread.getName().equals(name) && thread.getState() == Thread.State.WAITING);
    }
}
