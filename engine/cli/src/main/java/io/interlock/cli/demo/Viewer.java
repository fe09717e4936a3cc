package io.interlock.cli.demo;

import io.interlock.core.status.EngineStatus;
import io.interlock.core.status.MetricsStatus;
import io.interlock.core.status.ScopeStatus;
import io.interlock.gateway.fix.TapCounts;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Shows people what goes on, five times a second: on a terminal as a picture drawn in place, else a line for each thing that happened.
 *
 * <p>Threading: a thread of its own; {@link #close()} shows what is left.
 */
final class Viewer implements AutoCloseable
{
    private static final long EACH_MS = 200;

    private final Stage stage;
    private final List<Step> steps;
    private final Report.Run run;
    private final Look look;
    private final Thread thread = new Thread(this::loop, "demo-viewer");
    private final List<String> recent = new ArrayList<>();
    private final Map<Life, Integer> shown = new HashMap<>();
    private int told;

    /** Where it shows: a screen, or null for lines on a stream; and whether in colour. */
    record Look(Screen screen, PrintStream lines, boolean color)
    {
    }

    Viewer(final Stage stage, final List<Step> steps, final Report.Run run, final Look look)
    {
        this.stage = stage;
        this.steps = steps;
        this.run = run;
        this.look = look;
        thread.setDaemon(true);
        thread.start();
    }

    private void loop()
    {
        try
        {
            while (true)
            {
                show();
                TimeUnit.MILLISECONDS.sleep(EACH_MS);
            }
        }
        catch (final InterruptedException ended)
        {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void show()
    {
        final int before = recent.size();
        collect();
        if (look.screen() == null)
        {
            recent.subList(before, recent.size()).forEach(look.lines()::println);
        }
        else if (stage.life() != null && stage.step() != null)
        {
            look.screen().draw(LiveView.lines(picture(), look.color()));
        }
    }

    private double seconds()
    {
        return (System.nanoTime() - run.startNs()) / 1e9;
    }

    private void collect()
    {
        final List<String> said = stage.told();
        said.subList(told, said.size()).forEach(text -> recent.add(Words.clock(seconds()) + "  " + text));
        told = said.size();
        for (final Life life : stage.lives())
        {
            final List<Recorder.Seen> seen = life.recorder().transitions();
            for (int i = shown.getOrDefault(life, 0); i < seen.size(); i++)
            {
                recent.add(Words.format("%s  %s -> %s  %s", Words.clock((seen.get(i).decidedNs() - run.startNs()) / 1e9),
                    seen.get(i).event().from(), seen.get(i).event().to(), Words.why(seen.get(i).event())));
            }
            shown.put(life, seen.size());
        }
    }

    private LiveView.Picture picture()
    {
        final Life life = stage.life();
        final EngineStatus status = life.engine().status();
        final ScopeStatus root = status.scope("");
        final ScopeStatus.LastTransition last = root.last();
        final Step step = stage.step();
        final String cause = last.cause() == null ? "nothing has happened yet" : Words.why(last.cause(), last.value(), last.threshold());
        final String why = cause + (root.levels().override() ? ", override on" : "")
            + (root.recovery().hint().isEmpty() ? "" : "; " + root.recovery().hint());
        return new LiveView.Picture(seconds(), run.wanted(),
            new LiveView.Where(steps.indexOf(step) + 1, steps.size(), step.name(),
                step.promise() == null ? "" : step.promise().toString()),
            root.effective(), why, numbers(life, status.metrics()), recent, life.console().map(Words::shortly).orElse(""));
    }

    private LiveView.Numbers numbers(final Life life, final MetricsStatus metrics)
    {
        final TapCounts counts = life.tap().counts();
        final BigDecimal price = stage.loop().price();
        final String account = Words.format("%s BTC at %s, equity %s USD", stage.trader().position().toPlainString(), price.toPlainString(),
            stage.trader().equity(price).setScale(2, RoundingMode.HALF_UP).toPlainString());
        final String latency = Words.format("last order %s; 5 min: p50 %s, p99 %s, max %s; the breaker's own p99 %s",
            Words.millis(stage.trader().lastLatencyMs()), Words.millis(metrics.p50Ms()), Words.millis(metrics.p99Ms()),
            Words.millis(metrics.maxMs()),
            Words.nanos(life.tap().outboundCost().getValueAtPercentile(99)));
        return new LiveView.Numbers(
            stage.trader().now(), account, counts.sent(), counts.cut(), counts.cancels(), counts.refused(), latency);
    }

    @Override
    public void close()
    {
        thread.interrupt();
        show();
    }
}
