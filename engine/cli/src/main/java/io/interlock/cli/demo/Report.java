package io.interlock.cli.demo;

import io.interlock.core.port.ActionEvent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What the demo found. Immutable but for the histograms, which nobody changes any more.
 *
 * @param run         how it ran.
 * @param kept        every promise.
 * @param transitions in order, over both lives of the engine.
 * @param actions     safety actions that ended.
 * @param effects     what each HALT and SHUTDOWN did.
 * @param orders      what was sent and refused.
 * @param costs       what the tap cost once everything was warm.
 * @param warmUp      what it cost before that.
 * @param journal     what the engine has left.
 * @param messages    what people were told; null where nobody was.
 */
record Report(
    Run run,
    List<Kept> kept,
    List<Recorder.Seen> transitions,
    List<ActionEvent> actions,
    List<Witness.Effect> effects,
    Orders orders,
    Costs costs,
    Costs warmUp,
    JournalAudit journal,
    Messages messages)
{
    /**
     * How it ran.
     *
     * @param startNs   by System.nanoTime().
     * @param seconds   it took.
     * @param wanted    seconds that were asked for.
     * @param fall      of the tape, for a person.
     * @param directory where the engine wrote; null where that is deleted.
     */
    record Run(long startNs, double seconds, int wanted, String fall, String directory)
    {
    }

    /**
     * Orders over both lives.
     *
     * @param sent     let through, the engine's own included.
     * @param cut      of those, reduced in size.
     * @param cancels  sent.
     * @param refused  by reason.
     * @param arrived  order messages in the venue's log.
     * @param position at the end, by the venue's book.
     * @param equity   at the end.
     */
    record Orders(
        long sent, long cut, long cancels, Map<String, Long> refused, long arrived, BigDecimal position, BigDecimal equity)
    {
    }

    /** What the tap cost an outbound and an inbound message, nanoseconds. */
    record Costs(Histogram outbound, Histogram inbound)
    {
    }

    /** The report on a stage that has been played, and closed. */
    static Report of(final Stage stage, final Run run, final JournalAudit journal, final Messages messages)
    {
        final List<Recorder.Seen> transitions = new ArrayList<>();
        final List<ActionEvent> actions = new ArrayList<>();
        final Map<String, Long> refused = new TreeMap<>();
        final Histogram outbound = new Histogram(3);
        final Histogram inbound = new Histogram(3);
        long sent = 0;
        long cut = 0;
        long cancels = 0;
        for (final Life life : stage.lives())
        {
            transitions.addAll(life.recorder().transitions());
            life.recorder().actions().stream().filter(event -> event.stage() != ActionEvent.Stage.STARTED).forEach(actions::add);
            life.tap().counts().refused().forEach((reason, count) -> refused.merge(reason, count, Long::sum));
            outbound.add(life.tap().outboundCost());
            inbound.add(life.tap().inboundCost());
            sent += life.tap().counts().sent();
            cut += life.tap().counts().cut();
            cancels += life.tap().counts().cancels();
        }
        final Costs warmUp = stage.warmUp();
        if (warmUp != null)
        {
            outbound.subtract(warmUp.outbound());
            inbound.subtract(warmUp.inbound());
        }
        final Witness witness = new Witness(stage.venue().log(), stage.trader().sent(), transitions);
        final BigDecimal position = stage.venue().position(Trader.SYMBOL);
        final List<String> opens = witness.opensAfterHalt();
        final List<Kept> kept = new ArrayList<>(stage.kept());
        kept.add(new Kept("demo", "the venue saw no OPEN after HALT", opens.isEmpty(),
            opens.isEmpty() ? "none" : String.join(", ", opens)));
        kept.add(new Kept("demo", "flat at the end, by the venue's book", stage.isFlat(),
            "position " + position.toPlainString() + ", " + stage.venue().openOrders() + " open orders"));
        kept.addAll(journal.kept());
        if (messages != null)
        {
            kept.addAll(messages.kept());
        }
        final long arrived = stage.venue().log().stream().filter(record -> record.order()).count();
        return new Report(run, kept, transitions, actions, witness.effects(),
            new Orders(sent, cut, cancels, refused, arrived, position, stage.trader().equity(stage.loop().price())),
            new Costs(outbound, inbound), warmUp, journal, messages);
    }

    /** Promises that were not kept. */
    List<Kept> broken()
    {
        return kept.stream().filter(one -> !one.kept()).toList();
    }

    double atSeconds(final long nanoTime)
    {
        return (nanoTime - run.startNs()) / 1e9;
    }
}
