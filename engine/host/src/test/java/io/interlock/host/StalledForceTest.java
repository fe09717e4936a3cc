package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.core.engine.CommandResult;
import io.interlock.core.engine.Scope;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.port.ActionContext;
import io.interlock.core.port.TradingActions;
import io.interlock.core.testing.Await;
import io.interlock.core.testing.Runs;
import io.interlock.journal.store.FaultyStore;
import io.interlock.journal.store.MemoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that does not answer a force: what tightens goes on as ever, what loosens waits. */
class StalledForceTest
{
    /** The launch forces three times; the fourth is the first of the running engine. */
    private static final int FIRST_OF_RUNNING = 4;

    private final MemoryStore memory = new MemoryStore();
    private final FaultyStore store =
        new FaultyStore(memory, FaultyStore.Call.FORCE, FaultyStore.Fault.STALL, FIRST_OF_RUNNING, 1);

    @TempDir
    private Path directory;

    /** Says when cancel-all was asked for. */
    private static final class Desk implements TradingActions
    {
        private final CountDownLatch cancelled = new CountDownLatch(1);

        @Override
        public CompletionStage<String> cancelAll(final ActionContext context)
        {
            cancelled.countDown();
            return CompletableFuture.completedFuture("all");
        }
    }

    /** A page goes to a receiver over HTTP, as an operator's does. */
    private static BreakerConfig paging(final HttpSink pager)
    {
        return ConfigLoader.load("test", "engine: { stale-limit: 30s }\nnotifications:\n  channels:\n    pager: { type: webhook, url: "
            + "\"http://127.0.0.1:" + pager.port() + "/pager\", key: \"${HOOK_KEY}\", allow-private: yes }\n",
            "default", Map.of("HOOK_KEY", "the key of a test")::get);
    }

    @Test
    void shouldCancelAndTellAtOnceAndLoosenNothingWhileAForceStalls() throws Exception
    {
        final Desk desk = new Desk();
        try (HttpSink pager = new HttpSink(); Interlock interlock = HostRig.launchNotifying(
            store, memory.source(), directory, paging(pager), desk))
        {
            final Scope venue = interlock.scope("venue");
            interlock.desk().override("venue", false, "test", "so that something is journaled");
            assertThat(store.reached().await(60, TimeUnit.SECONDS)).as("the force stalls").isTrue();
            final long startNs = System.nanoTime();
            venue.reporter().apiLatency(HostRig.HALTING_NS);
            interlock.drain();
            assertThat(venue.level()).isEqualTo(Level.HALT);
            assertThat(desk.cancelled.await(60, TimeUnit.SECONDS)).as("cancel-all").isTrue();
            Await.until("the first page", () -> pager.taken().stream().anyMatch(page -> page.body().contains("HALT")));
            final long leftNs = System.nanoTime() - startNs;

            final CommandResult recovered = interlock.desk().forceRecovery("venue", "ann", "checked");
            assertThat(recovered.accepted()).isTrue();
            final long checks = checkFor(venue, Duration.ofSeconds(Runs.of(3, 30)), startNs);
            store.letGo();
            Await.until("it loosens", () -> venue.gate().check(Intent.OPEN, 0.9).allowed());
            Runs.done("checks during a stalled force", checks,
                "cancel-all and the first page left within " + TimeUnit.NANOSECONDS.toMillis(leftNs) + " ms, none loosened");
        }
    }

    private static long checkFor(final Scope venue, final Duration span, final long startNs)
    {
        long checks = 0;
        while (System.nanoTime() - startNs < span.toNanos())
        {
            assertThat(venue.gate().check(Intent.OPEN, 0.9).allowed()).isFalse();
            assertThat(venue.gate().check(Intent.CANCEL).allowed()).isTrue();
            assertThat(venue.gate().check(Intent.CLOSE).allowed()).isTrue();
            checks += 3;
        }
        assertThat(venue.ownLevel()).isEqualTo(Level.HALT);
        return checks;
    }

    @Test
    void shouldTakeAFullAuditRingForAFailedJournal() throws Exception
    {
        try (Interlock interlock = HostRig.launch(store, memory.source(), directory, HostRig.context(directory)))
        {
            interlock.scope("venue");
            interlock.desk().override("venue", false, "test", "so that something is journaled");
            assertThat(store.reached().await(60, TimeUnit.SECONDS)).as("the force stalls").isTrue();
            for (int i = 0; i < 20_000 && !HostRig.journalStands(interlock); i++)
            {
                interlock.desk().override("venue", i % 2 == 0, "test", "fill the ring");
            }
            Await.until("JOURNAL", () -> HostRig.journalStands(interlock));
            assertThat(interlock.engine().issues(Duration.ofMinutes(1))).isNotEmpty();
            store.letGo();
        }
    }

    @Test
    void shouldCloseInBoundedTimeWhileAForceStalls() throws Exception
    {
        final Interlock interlock = HostRig.launch(store, memory.source(), directory, HostRig.context(directory));
        interlock.scope("venue").reporter().apiLatency(HostRig.HALTING_NS);
        interlock.drain();
        assertThat(store.reached().await(60, TimeUnit.SECONDS)).as("the force stalls").isTrue();
        final int frames = memory.size();
        final long startNs = System.nanoTime();
        interlock.close();
        assertThat(Duration.ofNanos(System.nanoTime() - startNs)).isLessThan(Duration.ofSeconds(30));
        assertThat(memory.size()).as("nobody else writes while the journal's thread does").isEqualTo(frames);
        store.letGo();
        try (Interlock next = HostRig.launch(memory, memory.source(), directory, HostRig.context(directory)))
        {
            assertThat(next.scope("venue").ownLevel()).isEqualTo(Level.HALT);
        }
    }
}
