package io.interlock.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.port.NoticeDigest;
import io.interlock.core.port.NoticeRecord;
import io.interlock.core.port.Priority;
import io.interlock.notify.DeliveryException;
import io.interlock.notify.Kind;
import io.interlock.notify.delivery.ChannelStatus.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When what is tried, without a thread. */
class ChannelStateTest
{
    private static final DeliveryException BUSY = DeliveryException.passing("busy");

    private final ManualClock clock = new ManualClock();
    private final List<NoticeRecord> records = new ArrayList<>();
    private final Ledger ledger = new Ledger(records::add, Notes::ignore);
    private final ChannelState state = new ChannelState(
        ChannelEntry.of(new ScriptedChannel("mail", message -> ""), Notes.ROUTE), ChannelState.CAPACITY,
        new DeliveryParts(clock, WorkerRig::daemon, records::add, Notes::ignore, () -> failure -> WorkerRig.BACKOFF_NS), ledger);

    @Test
    void shouldTryNothingBeforeTheReceiverWantsIt()
    {
        state.offer(Notes.of("a", Priority.WARNING));
        state.failed(state.next(), DeliveryException.later("slow down", Duration.ofSeconds(42)));
        state.offer(Notes.of("b", Priority.EMERGENCY));
        clock.advanceMs(41_999);
        assertThat(state.next()).isNull();
        assertThat(state.waitNs(Long.MAX_VALUE)).isEqualTo(1_000_000);
        clock.advanceMs(1);
        assertThat(state.next().id()).isEqualTo("b");
    }

    @Test
    void shouldObeyNoRetryTimeOverAnHour()
    {
        state.offer(Notes.of("a", Priority.EMERGENCY));
        state.failed(state.next(), DeliveryException.later("never", Duration.ofSeconds(Long.MAX_VALUE)));
        clock.advanceMs(3_599_999);
        assertThat(state.next()).isNull();
        clock.advanceMs(1);
        assertThat(state.next().id()).isEqualTo("a");
    }

    @Test
    void shouldNotGiveUpWhatIsJustBeingTried()
    {
        state.offer(Notes.of("a", Priority.WARNING));
        final QueuedMessage tried = state.next();
        clock.advanceMs(600_000);
        state.expire(clock.nanoTime());
        state.settle(tried, new Attempt.Outcome("taken at last", null));
        ledger.flush();
        assertThat(records).extracting(NoticeRecord::outcome).containsExactly(NoticeRecord.Outcome.DELIVERED);
    }

    @Test
    void shouldWaitAsLongAsItMayWhereItIsOpenAndHasNothingToTryItWith()
    {
        state.offer(Notes.of("a", Priority.WARNING));
        for (int i = 0; i < ChannelBreaker.FAILURES; i++)
        {
            state.failed(state.next(), BUSY);
            clock.advanceMs(1_000);
        }
        clock.advanceMs(600_000);
        state.expire(clock.nanoTime());
        assertThat(state.status(0).state()).isEqualTo(State.OPEN);
        assertThat(state.next()).isNull();
        assertThat(state.waitNs(60_000_000_000L)).as("else its worker would spin").isEqualTo(60_000_000_000L);
    }

    @Test
    void shouldObeyAReceiverThatWantsToBeLeftAloneAlsoWhileItCloses()
    {
        state.offer(Notes.of("a", Priority.CRITICAL));
        state.failed(state.next(), DeliveryException.later("slow down", Duration.ofSeconds(42)));
        state.offer(Notes.of("b", Priority.EMERGENCY));
        assertThat(state.nextAtClose()).isNull();
        clock.advanceMs(42_000);
        assertThat(state.nextAtClose().id()).isEqualTo("b");
    }

    @Test
    void shouldNotTryAgainBeforeTheBackoff()
    {
        state.offer(Notes.of("a", Priority.WARNING));
        state.failed(state.next(), BUSY);
        clock.advanceMs(999);
        assertThat(state.next()).isNull();
        clock.advanceMs(1);
        assertThat(state.next().id()).isEqualTo("a");
    }

    @Test
    void shouldTryNothingWhileOpenAndThenOneWhateverItsOwnTime()
    {
        state.offer(Notes.of("a", Priority.CRITICAL));
        for (int i = 0; i < ChannelBreaker.FAILURES; i++)
        {
            state.failed(state.next(), BUSY);
            clock.advanceMs(1_000);
        }
        assertThat(state.status(0).state()).isEqualTo(State.OPEN);
        clock.advanceMs(28_999);
        assertThat(state.next()).isNull();
        clock.advanceMs(1);
        final QueuedMessage trial = state.next();
        assertThat(trial.id()).isEqualTo("a");
        state.failed(trial, BUSY);
        clock.advanceMs(59_999);
        assertThat(state.next()).isNull();
        state.offer(Notes.of("b", Priority.CRITICAL));
        clock.advanceMs(1);
        final QueuedMessage fresh = state.next();
        assertThat(fresh.id()).as("another one than the first trial").isEqualTo("b");
        state.settle(fresh, new Attempt.Outcome("taken", null));
        assertThat(state.next().id()).as("at once").isEqualTo("a");
    }

    @Test
    void shouldTryWhatWasKeptAgainOnceAnotherWasTaken()
    {
        state.offer(Notes.of("a", Priority.CRITICAL));
        final QueuedMessage kept = state.next();
        clock.advanceMs(600_000);
        state.failed(kept, BUSY);
        clock.advanceMs(60_000);
        assertThat(state.next()).isNull();
        state.offer(Notes.of("b", Priority.INFO));
        state.settle(state.next(), new Attempt.Outcome("taken", null));
        assertThat(state.next().id()).isEqualTo("a");
    }

    @Test
    void shouldLoseNothingUrgentWhileAPersonMustMendTheChannel()
    {
        final DeliveryException refusal = DeliveryException.permanent("401");
        state.offer(Notes.of("a", Priority.CRITICAL));
        state.offer(Notes.of("b", Priority.EMERGENCY));
        state.offer(Notes.of("w", Priority.WARNING));
        for (int i = 0; i < 3; i++)
        {
            state.failed(state.next(), refusal);
        }
        assertThat(state.status(0).state()).isEqualTo(State.DOWN);
        clock.advanceMs(59_999);
        assertThat(state.next()).isNull();
        clock.advanceMs(1);
        state.settle(state.next(), new Attempt.Outcome("taken", null));
        state.settle(state.next(), new Attempt.Outcome("taken", null));
        ledger.flush();
        assertThat(records).extracting(record -> record.id() + ' ' + record.outcome())
            .containsExactly("b RETRIED", "a RETRIED", "w FAILED", "b DELIVERED", "a DELIVERED");
    }

    @Test
    void shouldBringTheBeginningBeforeTheEndWhereTheChannelIsMendedAfterLong()
    {
        final DeliveryException refusal = DeliveryException.permanent("401");
        state.offer(Notes.of("halt", Kind.TRANSITION, Priority.CRITICAL, "A"));
        for (int i = 0; i < 4; i++)
        {
            state.failed(state.next(), refusal);
            clock.advanceMs(60_000L << i);
        }
        state.failed(state.next(), refusal);
        state.offer(Notes.of("over", Kind.RESOLVED, Priority.INFO, "A"));
        final List<String> tried = new ArrayList<>();
        for (int i = 0; i < 4; i++)
        {
            final QueuedMessage next = state.next();
            tried.add(next.id());
            state.failed(next, refusal);
            clock.advanceMs(next.id().equals("over") ? 60_000 : 0);
        }
        assertThat(tried).containsExactly("halt", "over", "halt", "over");
        clock.advanceMs(120_000);
        final QueuedMessage first = state.next();
        assertThat(first.id()).isEqualTo("halt");
        state.settle(first, new Attempt.Outcome("taken", null));
        assertThat(state.next().id()).isEqualTo("over");
    }

    @Test
    void shouldLetOthersPassWhatIsRefusedForItsOwnSake()
    {
        final DeliveryException refusal = DeliveryException.permanent("400");
        state.offer(Notes.of("bad", Kind.TRANSITION, Priority.CRITICAL, "A"));
        state.offer(Notes.of("behind", Kind.TRANSITION, Priority.CRITICAL, "A"));
        for (int i = 0; i < 3; i++)
        {
            final QueuedMessage bad = state.next();
            assertThat(bad.id()).isEqualTo("bad");
            state.failed(bad, refusal);
            clock.advanceMs(i == 2 ? 0 : 60_000L << i);
        }
        final QueuedMessage behind = state.next();
        assertThat(behind.id()).isEqualTo("behind");
        state.settle(behind, new Attempt.Outcome("taken", null));
        state.failed(state.next(), refusal);
        assertThat(state.status(0).state()).as("it is the message, not the channel").isEqualTo(State.UP);
        assertThat(state.next()).isNull();
    }

    @Test
    void shouldGiveSixtyOutcomesInAMinuteARecordEachAndGatherTheRest()
    {
        for (int i = 0; i < 1_000; i++)
        {
            state.suppress(Notes.of("w-" + i, Kind.ISSUE, Priority.WARNING, "").draft(), "grouped");
        }
        state.suppress(Notes.of("c-7", Priority.CRITICAL).draft(), "joined into c-5");
        ledger.flush();
        assertThat(records).hasSize(60);
        clock.advanceMs(5_000);
        state.expire(clock.nanoTime());
        ledger.flush();
        assertThat(records).hasSize(61).last().satisfies(record ->
        {
            assertThat(record.id()).isEqualTo(NoticeDigest.ID);
            assertThat(record.words().details()).isEqualTo(
                "941 messages, 940 of them not named: c-{7} into c-5; last: joined into c-5");
        });
        assertThat(state.status(0).counts().suppressed()).isEqualTo(1_001);
        clock.advanceMs(60_000);
        state.suppress(Notes.of("w", Priority.WARNING).draft(), "grouped");
        ledger.flush();
        assertThat(records).hasSize(62).last().extracting(NoticeRecord::id).isEqualTo("w");
    }

    @Test
    void shouldBoundTheDigestsToo()
    {
        for (int i = 0; i < 100_000; i++)
        {
            state.suppress(Notes.of("0a1b2c3d-0000-4000-8000-0123456789ab-" + i, Priority.CRITICAL).draft(), "joined into c-" + i);
        }
        state.end();
        ledger.flush();
        assertThat(records).hasSizeBetween(ChannelRecords.MOST_SINGLE + ChannelRecords.MOST_DIGESTS,
            ChannelRecords.MOST_SINGLE + ChannelRecords.MOST_DIGESTS + 1);
        assertThat(records).allMatch(record -> record.words().details().length() <= ChannelRecords.MOST_TEXT + 200);
        assertThat(records.stream().mapToLong(record -> NoticeDigest.count(record.id(), record.words().details())).sum())
            .isEqualTo(100_000);
    }
}
