package io.interlock.notify.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.model.Level;
import io.interlock.core.port.NoticeHistory;
import io.interlock.core.port.NoticeRecord;
import io.interlock.core.port.NoticeRecord.Outcome;
import io.interlock.core.port.Priority;
import io.interlock.core.port.TransitionEvent;
import io.interlock.core.testing.Runs;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RouterPropertyTest
{
    private static final long LATER_MS = 10 * Scene.HOUR;

    private static boolean isAllowed(final String fate)
    {
        return fate.equals(Fates.SENT) || fate.startsWith("inhibited by ") || fate.startsWith("told already")
            || fate.equals("quiet hours or a silence: it was over by then");
    }

    @Test
    void shouldGiveEachLoudTransitionExactlyOneFateOnEachOfItsChannels()
    {
        long sent = 0;
        long loud = 0;
        for (long seed = 1; seed <= Runs.of(10, 30); seed++)
        {
            final Walk walk = new Walk(seed).steps(300);
            walk.scene.at(walk.atMs() + LATER_MS);
            final Fates fates = new Fates(walk.scene.got);
            for (final TransitionEvent event : walk.loud())
            {
                for (final String channel : Walk.channelsOf(event))
                {
                    final String fate = fates.end(channel, event.id());
                    assertThat(isAllowed(fate)).as("seed %d: %s on %s: %s", seed, event, channel, fate).isTrue();
                    loud++;
                    sent += fate.equals(Fates.SENT) ? 1 : 0;
                    if (event.priority() == Priority.EMERGENCY)
                    {
                        assertThat(fates.of(channel, event.id())).as("seed %d: %s", seed, event).containsExactly(Fates.SENT);
                    }
                }
            }
            for (final TransitionEvent event : walk.told)
            {
                assertThat(fates.of("log", event.id())).as("seed %d: %s", seed, event).containsExactly(Fates.SENT);
                assertThat(fates.of("dashboard", event.id())).as("seed %d: %s", seed, event).containsExactly(Fates.SENT);
            }
        }
        assertThat(sent).isGreaterThan(loud / 2);
    }

    @Test
    void shouldSendAnEmergencyAtOnce()
    {
        for (long seed = 1; seed <= Runs.of(10, 30); seed++)
        {
            final Walk walk = new Walk(seed).steps(300);
            for (final TransitionEvent event : walk.told)
            {
                if (event.priority() == Priority.EMERGENCY)
                {
                    assertThat(walk.scene.got).as("seed %d", seed)
                        .filteredOn(got -> got.draft().id().equals(event.id()) && got.why() == null)
                        .allSatisfy(got -> assertThat(Scene.START_MS + got.atMs()).isEqualTo(event.wallMs()));
                }
            }
        }
    }

    @Test
    void shouldDecideTheSameOnTheSameInputs()
    {
        for (long seed = 1; seed <= Runs.of(6, 20); seed++)
        {
            final Walk first = new Walk(seed).steps(300);
            final Walk second = new Walk(seed).steps(300);
            assertThat(second.scene.got).as("seed %d", seed).isEqualTo(first.scene.got);
            assertThat(second.scene.records).as("seed %d", seed).isEqualTo(first.scene.records);
        }
    }

    @Test
    void shouldSendWhatIsMissingAfterACutAtAnyPoint()
    {
        for (long seed = 1; seed <= Runs.of(1, 3); seed++)
        {
            for (int cut = 1; cut <= 100; cut++)
            {
                final Walk walk = new Walk(seed).steps(cut);
                final List<NoticeRecord> journal = journal(walk, new Random(seed * 1_000 + cut));
                final Scene second = new Scene(Walk.CONFIG, "second");
                second.at(walk.atMs());
                second.router.restore(history(walk, journal), second.nowMs());
                second.at(walk.atMs() + LATER_MS);
                check(walk, journal, second, "seed " + seed + ", cut after " + cut);
            }
        }
    }

    private static void check(final Walk walk, final List<NoticeRecord> journal, final Scene second, final String place)
    {
        final Fates before = new Fates(walk.scene.got);
        final Fates after = new Fates(second.got);
        for (final TransitionEvent event : walk.loud())
        {
            for (final String channel : Walk.channelsOf(event))
            {
                final boolean delivered = journal.stream().anyMatch(record -> record.id().equals(event.id())
                    && record.channel().equals(channel) && record.outcome() == Outcome.DELIVERED);
                final String end = before.end(channel, event.id());
                if (delivered || !end.equals("none") && !end.equals(Fates.SENT))
                {
                    assertThat(after.of(channel, event.id())).as("%s: %s on %s", place, event, channel).isEmpty();
                }
                else if (before.of(channel, event.id()).stream().noneMatch(fate -> fate.startsWith(Outbox.JOINED)))
                {
                    final String fate = after.end(channel, event.id());
                    assertThat(isAllowed(fate)).as("%s: %s on %s: %s", place, event, channel, fate).isTrue();
                }
            }
        }
    }

    /** Half of what was sent has arrived. */
    private static List<NoticeRecord> journal(final Walk walk, final Random random)
    {
        final List<NoticeRecord> journal = new ArrayList<>(walk.scene.records);
        for (final Scene.Got got : walk.scene.got)
        {
            if (got.why() != null || random.nextBoolean())
            {
                journal.add(new NoticeRecord(Scene.START_MS + got.atMs(), got.draft().id(), got.draft().scope(), got.channel(),
                    got.why() == null ? Outcome.DELIVERED : Outcome.SUPPRESSED, 1,
                    new NoticeRecord.Words("", got.why() == null ? "taken" : got.why())));
            }
        }
        return journal;
    }

    private static NoticeHistory history(final Walk walk, final List<NoticeRecord> journal)
    {
        final List<TransitionEvent> events = walk.told.stream()
            .sorted(java.util.Comparator.comparingLong(TransitionEvent::sequence)).toList();
        final List<NoticeHistory.Past> open = new ArrayList<>();
        for (int i = 0; i < events.size(); i++)
        {
            final TransitionEvent event = events.get(i);
            if (event.to().isAbove(Level.ALERT))
            {
                final boolean ended = events.subList(i + 1, events.size()).stream()
                    .anyMatch(later -> later.scope().equals(event.scope()) && !later.tightens());
                open.add(new NoticeHistory.Past(event, journal.stream().filter(record -> record.id().equals(event.id())).toList(), ended));
            }
        }
        return new NoticeHistory(open, List.of());
    }
}
