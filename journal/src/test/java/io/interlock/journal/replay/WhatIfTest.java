package io.interlock.journal.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.ConfigLoader;
import io.interlock.core.engine.DrivenEngine;
import io.interlock.core.gate.GuardWord;
import io.interlock.core.machine.BreakerStateMachine;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.machine.IntentCode;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.model.Reason;
import io.interlock.core.testing.Runs;
import io.interlock.journal.input.InputLog;
import io.interlock.journal.input.InputSettings;
import io.interlock.journal.input.SmallLog;
import io.interlock.journal.record.Hash;
import io.interlock.journal.report.WhatIfView;
import io.interlock.journal.store.FaultyStore;
import io.interlock.journal.store.MemoryStore;
import java.io.IOException;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A what-if: under the recorded configuration nothing differs, over restarts, gaps and overload; under a stricter one what must. */
class WhatIfTest
{
    private static final long SECOND = 1_000_000_000L;
    private static final String[] PRESETS = {"default", "conservative", "aggressive", "production"};

    private long changes;
    private long gaps;
    private long lives;

    private static WhatIfResult ask(final RecordedLives recorded, final String yaml) throws IOException
    {
        return WhatIf.run(recorded.inputs.source(), ConfigLoader.load("other", yaml),
            text -> ConfigLoader.load("recording", text, name -> null), Progress.NONE);
    }

    @Test
    void shouldBeTheSameUnderTheSameConfiguration() throws Exception
    {
        final int seeds = Runs.of(80, 2_000);
        for (int seed = 0; seed < seeds; seed++)
        {
            final Random random = new Random(seed);
            final RecordedLives recorded = new RecordedLives("preset: " + PRESETS[seed % PRESETS.length]
                + "\nengine: { ring-size: " + (64 << random.nextInt(4)) + ", stale-limit: 10s }\n", seed);
            if (random.nextInt(3) == 0)
            {
                recorded.recorded = new FaultyStore(
                    recorded.inputs, FaultyStore.Call.APPEND, FaultyStore.Fault.ENOSPC, 3 + random.nextInt(20), 1 + random.nextInt(3));
            }
            recorded.badness = new int[] {1, 4, 10, 30}[random.nextInt(4)];
            for (int life = random.nextInt(3); life >= 0; life--)
            {
                recorded.live(30 + random.nextInt(100), random.nextBoolean());
            }
            final WhatIfResult result = ask(recorded, recorded.yaml);
            assertThat(result.isSame()).as("seed %d: %s and %s", seed, result.recorded(), result.other()).isTrue();
            result.recorded().forEach((scope, timeline) ->
            {
                for (final Level level : Level.values())
                {
                    assertThat(result.other().get(scope).inLevelNs(level)).isEqualTo(timeline.inLevelNs(level));
                }
                changes += timeline.count();
            });
            gaps += result.counts().gaps();
            lives += result.counts().lives();
        }
        Runs.done("what-ifs of recorded lives under their own configuration", seeds,
            "all the same: " + changes + " changes of level, " + lives + " lives, " + gaps + " gaps");
        assertThat(gaps).isGreaterThan(5);
        assertThat(changes).isGreaterThan(2L * seeds);
    }

    private static void report(final DrivenEngine driven, final String scope, final long latencyNs)
    {
        driven.engine().scope(scope).reporter().apiLatency(latencyNs);
        driven.pass(SECOND / 10);
    }

    @Test
    void shouldTripEarlierUnderStricterThresholds() throws Exception
    {
        final RecordedLives recorded = new RecordedLives("preset: default\nengine: { stale-limit: 10s }\n", 3);
        final long alertNs = ConfigLoader.preset("default").scope("").latency().alertNs();
        recorded.live(true, driven ->
        {
            report(driven, "a", alertNs - 1);
            driven.pass(5 * SECOND);
            report(driven, "a", alertNs);
        });
        final WhatIfResult result = ask(recorded,
            "preset: default\nlatency: { alert: " + (alertNs / 1_000_000 - 1) + "ms }\nengine: { stale-limit: 10s }\n");
        assertThat(result.isSame()).isFalse();
        final Timeline.Change was = result.recorded().get("a").first(Level.ALERT);
        final Timeline.Change would = result.other().get("a").first(Level.ALERT);
        assertThat(was.value()).isEqualTo(alertNs);
        assertThat(would.value()).isEqualTo(alertNs - 1);
        assertThat(was.wallMs() - would.wallMs()).isBetween(5_000L, 5_300L);
    }

    /** What the other side decided before a restart it has not forgotten after it. */
    @Test
    void shouldKeepItsOwnLevelsOverARestart() throws Exception
    {
        final RecordedLives recorded = new RecordedLives("preset: default\nengine: { stale-limit: 10s }\n", 3);
        final long alertNs = ConfigLoader.preset("default").scope("").latency().alertNs();
        recorded.live(true, driven ->
        {
            report(driven, "a", alertNs - 1);
            report(driven, "b", 2 * alertNs);
        });
        recorded.live(true, driven -> report(driven, "b", 1));
        final WhatIfResult result = ask(recorded,
            "preset: default\nlatency: { alert: " + (alertNs / 1_000_000 - 1) + "ms }\nengine: { stale-limit: 10s }\n");
        assertThat(result.counts().lives()).isEqualTo(2);
        assertThat(result.recorded().get("a").last()).isEqualTo(Level.CLOSED);
        assertThat(result.other().get("a").last()).isEqualTo(Level.ALERT);
        assertThat(result.other().get("a").count()).isEqualTo(1);
        assertThat(result.other().get("b").last()).isEqualTo(result.recorded().get("b").last());
    }

    private interface Written
    {
        void to(InputLog log, InputEvent event);
    }

    private static WhatIfResult askAbout(final Written written) throws IOException
    {
        return askAbout(written, "preset: default");
    }

    private static WhatIfResult askAbout(final Written written, final String other) throws IOException
    {
        final MemoryStore store = new MemoryStore();
        final InputLog log = SmallLog.of(store, new InputSettings("preset: default\n", "test", Hash.ZERO, 1 << 30, () -> 1), 16, 4_096);
        log.begin(new UUID(1, 2));
        log.snapshot(machine(), 0, 0, 1);
        written.to(log, new InputEvent());
        log.close();
        return WhatIf.run(store.source(), ConfigLoader.load("other", other), text -> ConfigLoader.preset("default"), Progress.NONE);
    }

    private static BreakerStateMachine machine()
    {
        return new BreakerStateMachine(ConfigLoader.preset("default"));
    }

    @Test
    void shouldJudgeOrdersByTheGuardAsItWasLastTold() throws Exception
    {
        final int allowed = IntentCode.of(Intent.OPEN, false, Reason.ALLOWED);
        final WhatIfResult before = askAbout((log, event) ->
        {
            log.guard(GuardWord.STALE, 1, 1);
            log.input(event.intent(0, allowed, 0, 1, 1), null, 2, 1);
        });
        assertThat(before.orders().newlyRefused()).isEqualTo(1);
        // A snapshot begins without any: those that still stand are told again behind it.
        final WhatIfResult after = askAbout((log, event) ->
        {
            log.guard(GuardWord.STALE, 1, 1);
            log.snapshot(machine(), 0, 1, 1);
            log.input(event.intent(0, allowed, 0, 1, 1), null, 2, 1);
        });
        assertThat(after.orders().newlyRefused()).isZero();
    }

    @Test
    @Timeout(300)
    void shouldNotTakeApartASummaryForEver() throws Exception
    {
        final WhatIfResult result = askAbout((log, event) ->
        {
            log.input(event.apiLatency(0, 4 * SECOND), null, 1, 1);
            log.input(event.slot(InputKind.LANE_SUMMARY, 0, 0, 0).numbers(1e10, 0, 0), null, 2, 1);
        });
        assertThat(result.counts().unrolled()).isEqualTo(1);
        assertThat(result.isSame()).isTrue();
    }

    /** Folded latencies are counted against the thresholds that were in force: those of the other side are others. */
    @Test
    void shouldJudgeFoldedLatenciesByTheOtherThresholds() throws Exception
    {
        final long ms = 1_000_000;
        // Ten from 500 ms, the worst of 600 ms.
        final Written ten = (log, event) -> log.input(event.folded(InputKind.FOLDED_LATENCY, 0, 600 * ms, 10, 0, 0), null, 1, 1);
        final WhatIfResult higher = askAbout(ten, "preset: default\nlatency: { alert: 900ms }\n");
        assertThat(higher.recorded().get("").last()).isEqualTo(Level.ALERT);
        assertThat(higher.other().get("").last()).as("600 ms are below 900 ms").isEqualTo(Level.CLOSED);
        assertThat(higher.notes()).anyMatch(note -> note.contains("not exact"));
        final WhatIfResult lower = askAbout((log, event) ->
            log.input(event.folded(InputKind.FOLDED_LATENCY, 0, 400 * ms, 0, 0, 0), null, 1, 1), "preset: conservative");
        assertThat(lower.recorded().get("").last()).isEqualTo(Level.CLOSED);
        assertThat(lower.other().get("").last()).as("400 ms are above 300 ms").isEqualTo(Level.ALERT);
        final WhatIfResult same = askAbout(ten, "preset: default");
        assertThat(same.isSame()).isTrue();
        assertThat(same.counts().unrolled()).isZero();
    }

    @Test
    void shouldSayHowManyScopesAreNotInTheView() throws Exception
    {
        final RecordedLives recorded = new RecordedLives("preset: default\nengine: { stale-limit: 10s }\n", 3);
        recorded.live(true, driven ->
        {
            for (int scope = 10; scope < 25; scope++)
            {
                report(driven, "s" + scope, SECOND);
            }
        });
        final WhatIfView view = WhatIfWords.view(ask(recorded, recorded.yaml), "other");
        assertThat(view.scopes()).hasSize(12);
        assertThat(view.notes()).anyMatch(note -> note.startsWith("3 more scopes were above CLOSED"));
    }
}
