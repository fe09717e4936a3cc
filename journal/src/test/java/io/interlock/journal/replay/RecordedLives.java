package io.interlock.journal.replay;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.core.engine.BreakerEngine;
import io.interlock.core.engine.DrivenEngine;
import io.interlock.core.engine.EngineContext;
import io.interlock.core.engine.ReloadOrder;
import io.interlock.core.engine.Scope;
import io.interlock.core.model.CriticalError;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.model.Side;
import io.interlock.core.port.ReloadInput;
import io.interlock.core.report.Reporter;
import io.interlock.core.testing.PatientContext;
import io.interlock.journal.FileJournal;
import io.interlock.journal.input.InputSettings;
import io.interlock.journal.input.SmallLog;
import io.interlock.journal.input.InputLog;
import io.interlock.journal.record.Hash;
import io.interlock.journal.state.MemoryDisk;
import io.interlock.journal.store.FrameStore;
import io.interlock.journal.store.MemoryStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Lives of an engine with journal and recording in memory, driven by a seed.
 *
 * <p>Threading: one thread.
 */
final class RecordedLives
{
    private static final long MS = 1_000_000;
    private static final String[] PATHS = {"", "binance", "binance/maker-1", "kraken", "ü \"q\","};

    final MemoryStore journal = new MemoryStore();
    final MemoryStore inputs = new MemoryStore();
    final MemoryDisk disk = new MemoryDisk(new Random(1));
    final DrivenEngine.Clock clock = new DrivenEngine.Clock();
    final String yaml;
    final Random random;
    /** Of the recording: what is written through, so that a test can let it fail. */
    FrameStore recorded = inputs;
    /** The same of the journal. */
    FrameStore journaled = journal;
    /** Off: the next lives record no inputs. */
    boolean recording = true;
    /** On: operators reload the configuration now and then. */
    boolean reloading;
    long reloads;
    int badness = 2;
    int blocks = 64;
    int blockBytes = 4_096;
    long rollBytes = 1 << 14;
    long reports;
    long decisions;

    RecordedLives(final String yaml, final long seed)
    {
        this.yaml = yaml;
        random = new Random(seed);
    }

    /** What is done in a life. */
    interface Script
    {
        void run(DrivenEngine driven);
    }

    /** A life of that many steps; a planned end, or one like a kill. */
    void live(final int steps, final boolean planned) throws IOException
    {
        final List<Reporter> reporters = new ArrayList<>();
        live(planned, driven ->
        {
            for (int step = 0; step < steps; step++)
            {
                step(driven, reporters);
            }
        });
    }

    /** A life in which a test does what it wants. */
    void live(final boolean planned, final Script script) throws IOException
    {
        final BreakerConfig config = ConfigLoader.load("test", yaml);
        final Hash hash = Hash.ZERO;
        final FileJournal decided = FileJournal.on(journaled, journal.source(), disk,
            new FileJournal.Settings(hash, yaml, "test", null, clock::wallMs));
        final InputLog log = SmallLog.of(
            recorded, new InputSettings(yaml, "test", hash, rollBytes, clock::wallMs), blocks, blockBytes);
        final EngineContext context = PatientContext.make().config(config).journal(decided).recovery(decided);
        final DrivenEngine driven = new DrivenEngine(recording ? context.inputs(log) : context, clock);
        script.run(driven);
        driven.engine().drain();
        decisions += driven.engine().status().counters().transitions();
        driven.close();
        log.close();
        if (planned)
        {
            decided.close();
        }
    }

    private void step(final DrivenEngine driven, final List<Reporter> reporters)
    {
        if (reporters.size() < 2 || random.nextInt(200) == 0)
        {
            final Scope scope = driven.engine().scope(PATHS[random.nextInt(PATHS.length)]);
            reporters.add(random.nextBoolean() ? scope.exclusiveReporter() : scope.reporter());
        }
        final int burst = random.nextInt(50) == 0 ? 300 : 1 + random.nextInt(4);
        for (int i = 0; i < burst; i++)
        {
            report(reporters.get(random.nextInt(reporters.size())));
        }
        if (random.nextInt(40) == 0)
        {
            command(driven.engine());
        }
        if (reloading && random.nextInt(25) == 0)
        {
            reload(driven.engine());
        }
        if (random.nextInt(3) == 0)
        {
            driven.pass(new long[] {0, MS / 3, MS, 7 * MS, 300 * MS, 1_000 * MS, 20_000 * MS, 400_000 * MS}[random.nextInt(8)]);
        }
    }

    private void report(final Reporter to)
    {
        reports++;
        switch (random.nextInt(100) < badness ? random.nextInt(7) : 7 + random.nextInt(17))
        {
            case 0 -> to.failure("rejected \u2014 " + random.nextInt());
            case 1 -> to.apiLatency(random.nextLong(4_000) * MS);
            case 2 -> to.slippage(Side.of(random.nextInt(3)), 50_000, 50_000 + random.nextInt(400) - 100);
            case 3 -> to.equity(100_000 + random.nextInt(4_000));
            case 4 -> to.exchange(ExchangeStatus.of(random.nextInt(8) == 0 ? random.nextInt(4) : 0));
            case 5 -> to.network(random.nextInt(8) == 0 ? NetworkStatus.DISCONNECTED : NetworkStatus.CONNECTED);
            case 6 -> rare(to);
            case 7, 8, 9, 10 -> to.apiLatency(random.nextInt(200_000));
            case 11, 12, 13, 14 -> to.fill(random.nextInt(200_000), Side.BUY, 50_000, 50_000 + random.nextInt(20));
            default -> to.success();
        }
    }

    private void rare(final Reporter to)
    {
        switch (random.nextInt(30))
        {
            case 0 -> to.criticalError(CriticalError.of(random.nextInt(4)), "on purpose");
            case 1 -> to.apiLatency(-1);
            case 2 -> to.loss(random.nextInt(10) / 100.0);
            case 3 -> to.exchange(null);
            case 4 -> to.equity(Double.NaN);
            default -> to.success();
        }
    }

    private void command(final BreakerEngine engine)
    {
        final String path = PATHS[random.nextInt(PATHS.length)];
        switch (random.nextInt(8))
        {
            case 0 -> engine.desk().override(path, true, "ann", "look at it");
            case 1 -> engine.desk().override(path, false, "ann", "");
            case 2 -> engine.desk().confirm(path, "bob", "seen");
            case 3 -> engine.desk().reset(path, "bob", "checked");
            case 4 -> rarely(engine, path);
            default -> engine.desk().forceRecovery(path, "carol \u00e9", "go on, " + "all is well, ".repeat(random.nextInt(12)));
        }
    }

    /** Another configuration, tighter here and looser there; now and then one that needs a restart, or none that differs. */
    private void reload(final BreakerEngine engine)
    {
        final int alert = 1 + random.nextInt(3);
        final String latency =
            "latency: { alert: " + (1 + random.nextInt(900)) + "ms, confirmations: " + (1 + random.nextInt(2));
        final String next = yaml.replaceFirst("latency: \\{ confirmations: \\d", latency)
            + "failures: { alert: " + alert + ", throttle: " + (alert + random.nextInt(3)) + ", halt: "
            + (alert + 3 + random.nextInt(4)) + " }\nloss.halt: " + (1 + random.nextInt(5)) + "%\nfailure-rate: { throttle: "
            + (5 + random.nextInt(50)) + "%, min-orders: " + (1 + random.nextInt(20)) + " }\ncooldown: { alert: "
            + (1 + random.nextInt(90)) + "s, halt: " + (1 + random.nextInt(1_000)) + "s }\nrecovery: { mode: "
            + (random.nextBoolean() ? "direct" : "stepwise") + ", evidence: " + (1 + random.nextInt(3)) + " }\nhalt.confirm: "
            + (random.nextBoolean() ? "yes" : "no") + "\njournal.on-failure: " + (random.nextBoolean() ? "throttle" : "halt") + "\n"
            + (random.nextInt(10) == 0 ? "loss.window: 9s\n" : "")
            + (random.nextBoolean() ? "scopes:\n  binance: { slippage.alert: 0.01%, throttle.size-factor: 0.2 }\n" : "");
        if (engine.desk().reload(new ReloadOrder(ConfigLoader.load("test", next), new ReloadInput.Text(next, String.format("%064x",
            next.hashCode())), "0".repeat(64)), "erin", "try " + next.hashCode()).accepted())
        {
            reloads++;
        }
    }

    private void rarely(final BreakerEngine engine, final String path)
    {
        if (random.nextInt(10) == 0)
        {
            engine.desk().kill(path, "dave", "enough");
        }
    }

    ReplayResult replay() throws IOException
    {
        return Replay.run(inputs.source(), journal.source(), journal.source(),
            text -> ConfigLoader.load("recording", text, name -> null), Progress.NONE);
    }
}
