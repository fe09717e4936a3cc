package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import com.sun.management.ThreadMXBean;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.EngineClock;
import io.interlock.core.port.NotificationSink;
import io.interlock.core.port.TransitionEvent;
import io.interlock.core.port.TransitionJournal;
import io.interlock.core.testing.Await;
import io.interlock.core.testing.PatientContext;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A callback of the host that does not return is passed over. */
class HungListenerTest
{
    private static final long HALTING = 4_000_000_000L;

    private final CountDownLatch never = new CountDownLatch(1);
    private final List<TransitionEvent> told = new CopyOnWriteArrayList<>();

    @TempDir
    private Path directory;

    private BreakerEngine launch(final EngineContext context)
    {
        return BreakerEngine.launch(
            context.config(TestConfigs.patient()).directory(directory).listenerDeadline(Duration.ofMillis(50)));
    }

    private static void flap(final BreakerEngine engine, final int times)
    {
        final Scope scope = engine.scope("v");
        for (int i = 0; i < times; i++)
        {
            scope.reporter().apiLatency(HALTING);
            engine.drain();
            engine.desk().forceRecovery("v", "ann", "");
        }
    }

    private static boolean has(final BreakerEngine engine, final String type)
    {
        return engine.issues(Duration.ofMinutes(10)).stream().anyMatch(issue -> issue.issueType().equals(type));
    }

    private void hang()
    {
        while (never.getCount() > 0)
        {
            try
            {
                never.await();
            }
            catch (final InterruptedException ignored)
            {
                // The worst kind: it takes no hint.
                continue;
            }
        }
    }

    @Test
    void shouldGoOnWithTheNextRecordAndSayWhoHangs()
    {
        final AtomicInteger calls = new AtomicInteger();
        try (BreakerEngine engine = launch(PatientContext.make()))
        {
            engine.addTransitionListener(event ->
            {
                if (calls.getAndIncrement() == 0)
                {
                    hang();
                }
                told.add(event);
            });
            flap(engine, 3);
            Await.until("the call that hangs is reported", () -> has(engine, "LISTENER_HUNG"));
            Await.until("the others are told, in order", () -> told.size() == 5);
            assertThat(told).extracting(TransitionEvent::sequence).isSorted().startsWith(2L);
            assertThat(has(engine, "LISTENER_DROPPED")).isFalse();
        }
        finally
        {
            never.countDown();
        }
    }

    @Test
    void shouldLeaveOutAListenerWhoseThreadsAllHang()
    {
        final AtomicInteger calls = new AtomicInteger();
        try (BreakerEngine engine = launch(PatientContext.make()))
        {
            engine.addTransitionListener(event ->
            {
                calls.incrementAndGet();
                hang();
            });
            engine.addTransitionListener(told::add);
            flap(engine, 4);
            Await.until("it is left out", () -> has(engine, "LISTENER_DROPPED"));
            Await.until("the sound one knows all", () -> told.size() == 8);
            assertThat(calls).hasValue(ListenerWorker.MOST_HUNG);
        }
        finally
        {
            never.countDown();
        }
    }

    @Test
    void shouldNeverLeaveOutTheSinkOrLoseWhatIsUrgent()
    {
        final List<TransitionEvent> heard = new CopyOnWriteArrayList<>();
        final NotificationSink sink = new NotificationSink()
        {
            @Override
            public void transition(final TransitionEvent event)
            {
                hang();
                heard.add(event);
            }
        };
        try (BreakerEngine engine = launch(PatientContext.make().notificationSink(sink)))
        {
            flap(engine, 4);
            Await.until("the sink is reported", () -> has(engine, "LISTENER_HUNG"));
            assertThat(has(engine, "LISTENER_DROPPED")).isFalse();
            never.countDown();
            Await.until("it hears of everything once it goes on", () -> heard.size() == 8);
            assertThat(heard).extracting(TransitionEvent::sequence).isSorted().doesNotHaveDuplicates();
        }
        finally
        {
            never.countDown();
        }
    }

    @Test
    void shouldQueueWhatIsUrgentAboveTheCapacity()
    {
        final EngineParts parts = new EngineParts(TestConfigs.patient(), EngineClock.SYSTEM, TransitionJournal.NONE, 64);
        final CountDownLatch inCall = new CountDownLatch(1);
        final ListenerWorker.Target target = new ListenerWorker.Target("it", 2, Long.MAX_VALUE, true, record ->
        {
            inCall.countDown();
            hang();
            if (record instanceof TransitionEvent event)
            {
                told.add(event);
            }
        });
        try (ListenerWorker worker = new ListenerWorker(parts, EngineThreads::daemon, target))
        {
            worker.offer(transition(1, Level.CLOSED, Level.HALT));
            Await.until("it is called", () -> inCall.getCount() == 0);
            for (int i = 2; i <= 6; i++)
            {
                worker.offer(transition(i, Level.CLOSED, Level.ALERT));
            }
            worker.offer(transition(7, Level.ALERT, Level.HALT));
            worker.offer(transition(8, Level.HALT, Level.SHUTDOWN));
            assertThat(worker.lost()).isEqualTo(3);
        }
        finally
        {
            never.countDown();
        }
        Await.until("it is told after the close too", () -> told.size() == 5);
        assertThat(told).extracting(TransitionEvent::sequence).containsExactly(1L, 2L, 3L, 7L, 8L);
    }

    private static TransitionEvent transition(final long sequence, final Level from, final Level to)
    {
        return new TransitionEvent(sequence, "id-" + sequence, 0, 0, "v", new TransitionEvent.Change(from, to),
            new TransitionEvent.Why(Cause.API_LATENCY, 1, 1));
    }

    @Test
    void shouldLookAtListenersWithoutTakingMemory()
    {
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        try (BreakerEngine engine = launch(PatientContext.make()))
        {
            engine.addTransitionListener(told::add);
            engine.addIssueListener(issue -> told.size());
            final long id = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("interlock-watchdog")).findFirst().orElseThrow().getId();
            // The first rounds load classes; after that nothing may be taken in a quarter of a second, which is a dozen looks.
            Await.until("rounds without an allocation", () ->
            {
                final long before = threads.getThreadAllocatedBytes(id);
                final long endNs = System.nanoTime() + 250_000_000L;
                while (System.nanoTime() - endNs < 0)
                {
                    Thread.yield();
                }
                return threads.getThreadAllocatedBytes(id) == before;
            });
        }
    }

    @Test
    void shouldTellTheSinkOfActionsToo()
    {
        final List<ActionEvent> actions = new CopyOnWriteArrayList<>();
        final NotificationSink sink = new NotificationSink()
        {
            @Override
            public void action(final ActionEvent event)
            {
                actions.add(event);
            }
        };
        try (BreakerEngine engine = launch(PatientContext.make().notificationSink(sink)))
        {
            flap(engine, 1);
            Await.until("the sink hears of the save", () -> actions.stream().anyMatch(
                event -> event.stage() == ActionEvent.Stage.SUCCEEDED));
        }
    }
}
