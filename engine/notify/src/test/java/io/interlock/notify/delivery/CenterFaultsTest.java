package io.interlock.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.ChannelRoute;
import io.interlock.core.port.NoticeHistory;
import io.interlock.core.port.NoticeRecord;
import io.interlock.core.port.Priority;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is told where the rules, or who writes down what became of it, fail; and what is on its way when a center closes. */
@Timeout(300)
class CenterFaultsTest
{
    private static final ChannelRoute CRITICAL =
        new ChannelRoute("CRITICAL", Set.of(), null, 30, Notes.ROUTE.timeoutNs(), Notes.ROUTE.deadlineNs());

    private final ManualClock clock = new ManualClock();
    private final List<NoticeRecord> records = new CopyOnWriteArrayList<>();
    private final ScriptedChannel pager = new ScriptedChannel("pager", message -> "taken");
    private TestRules rules;

    private NotifyCenter center()
    {
        final DeliveryParts delivery =
            new DeliveryParts(clock, WorkerRig::daemon, records::add, Notes::ignore, () -> failure -> WorkerRig.BACKOFF_NS);
        return new NotifyCenter(new CenterParts(List.of(ChannelEntry.of(pager, CRITICAL)), FallbackWords::of, post ->
        {
            rules = new TestRules(post, List.of("pager"));
            return rules;
        }, null, delivery, CenterRig.PATIENT));
    }

    @Test
    void shouldTellACriticalPlainlyToWhoTakesJustThatWhereTheRulesFail()
    {
        try (NotifyCenter center = center())
        {
            rules.first = event ->
            {
                if (!(event instanceof NoticeHistory))
                {
                    throw new IllegalStateException("for the test");
                }
            };
            center.start();
            center.transition(Events.of(1, Priority.WARNING, "A"));
            center.transition(Events.of(2, Priority.CRITICAL, "B"));
            Eventually.holds("told plainly", () -> pager.ids().contains("boot-2"));
            assertThat(pager.ids()).doesNotContain("boot-1");
        }
    }

    @Test
    void shouldStillTellWhatIsBeingDispatchedWhenItCloses() throws Exception
    {
        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch goesOn = new CountDownLatch(1);
        final NotifyCenter center = center();
        rules.first = event ->
        {
            if (!(event instanceof NoticeHistory))
            {
                entered.countDown();
                await(goesOn);
            }
        };
        center.start();
        center.transition(Events.of(1, Priority.CRITICAL, "A"));
        assertThat(entered.await(30, TimeUnit.SECONDS)).isTrue();
        final Thread closing = new Thread(center::close);
        closing.start();
        Eventually.holds("it waits, or has ended", () -> closing.getState() == Thread.State.TIMED_WAITING || !closing.isAlive());
        goesOn.countDown();
        closing.join();
        assertThat(pager.ids()).containsExactly("boot-1");
        assertThat(records).extracting(NoticeRecord::outcome).containsExactly(NoticeRecord.Outcome.DELIVERED);
    }

    private static void await(final CountDownLatch latch)
    {
        try
        {
            latch.await();
        }
        catch (final InterruptedException hurried)
        {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void shouldGoOnHandingOverAfterAReceiverFailedAsNoExceptionDoes()
    {
        final List<String> got = new ArrayList<>();
        final Ledger ledger = new Ledger(record ->
        {
            if (got.isEmpty())
            {
                got.add("failed on " + record.id());
                throw new LinkageError("for the test");
            }
            got.add(record.id());
        }, Notes::ignore);
        ledger.write(record("a"));
        ledger.write(record("b"));
        ledger.flush();
        ledger.write(record("c"));
        ledger.flush();
        assertThat(got).containsExactly("failed on a", "b", "c");
    }

    private static NoticeRecord record(final String id)
    {
        return new NoticeRecord(0, id, "", "pager", NoticeRecord.Outcome.DELIVERED, 1, new NoticeRecord.Words("", ""));
    }

    @Test
    void shouldKeepThreeHundredCharactersOfAnAnswer()
    {
        assertThat(Attempt.oneLine("x\r\n\u001b[31my " + "z".repeat(500))).startsWith("x [31my z").hasSize(300);
        assertThat(Attempt.oneLine("z".repeat(300))).hasSize(300);
        assertThat(Attempt.oneLine(null)).isEmpty();
    }
}
