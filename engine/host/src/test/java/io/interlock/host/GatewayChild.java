package io.interlock.host;

import io.interlock.core.engine.EngineContext;
import io.interlock.core.model.Cause;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.port.ActionContext;
import io.interlock.core.port.JournalHead;
import io.interlock.core.port.TradingActions;
import io.interlock.journal.FileJournal;
import io.interlock.journal.store.StoreSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A gateway in a process of its own, to be killed: it reports, commands and acts, and says on standard output what it has seen done. Each
 * line is one write, so that what was said before a kill was said whole.
 */
final class GatewayChild
{
    /** Between two lives of a test, so that three of them are not three unplanned starts in ten minutes. */
    static final long LIFE_MS = 11 * 60_000;
    private static final String[] VENUES = {"a", "b", "b/1", "c"};

    private final Interlock interlock;
    private final PrintStream out;
    private final Random random;
    private JournalHead head = JournalHead.NONE;

    private GatewayChild(final Interlock interlock, final PrintStream out, final Random random)
    {
        this.interlock = interlock;
        this.out = out;
        this.random = random;
    }

    /** A directory, a number of the life, a seed, and {@code trade}, {@code act} or {@code once}. */
    public static void main(final String[] args) throws Exception
    {
        final PrintStream out = System.out;
        out.print("opening\n");
        out.flush();
        final long startNs = System.nanoTime();
        final Interlock interlock = open(Path.of(args[0]), Integer.parseInt(args[1]), new Actions(out, args[3].equals("act")));
        final GatewayChild child = new GatewayChild(interlock, out, new Random(Long.parseLong(args[2])));
        for (final String venue : VENUES)
        {
            interlock.scope(venue);
        }
        child.step();
        child.durable(interlock.head().sequence());
        child.say("opened " + (System.nanoTime() - startNs) / 1_000_000);
        if (!args[3].equals("once"))
        {
            child.trade();
        }
        interlock.close();
        child.say("closed");
    }

    /** With files so small that they roll all the time. */
    static Interlock open(final Path directory, final int life, final TradingActions actions) throws IOException
    {
        final long aheadMs = life * LIFE_MS;
        final FileJournal.Settings common = JournalSetup.settings(HostRig.config());
        final FileJournal.Settings settings = new FileJournal.Settings(
            common.config(), common.description(), common.build(), null, () -> System.currentTimeMillis() + aheadMs);
        final EngineContext context = HostRig.context(directory).actions(actions);
        final StoreSettings files = StoreSettings.defaults().withFiles(StoreSettings.MIN_PREALLOCATE_BYTES, 60_000);
        return Interlock.launch(context, FileJournal.open(directory, settings, files));
    }

    private void say(final String line)
    {
        out.print(line + "\n");
        out.flush();
    }

    private void trade()
    {
        while (true)
        {
            step();
            final JournalHead now = interlock.status().journal();
            if (now.sequence() > head.sequence())
            {
                head = now;
                say("durable " + now);
            }
        }
    }

    private void step()
    {
        final String venue = VENUES[random.nextInt(VENUES.length)];
        switch (random.nextInt(6))
        {
            case 0 -> tight(venue, () -> interlock.scope(venue).reporter().apiLatency(4_000_000_000L));
            case 1 -> tight(venue, () -> interlock.scope(venue).reporter().apiLatency(1_500_000_000L));
            case 2 -> tight(venue, () -> interlock.scope(venue).reporter().exchange(ExchangeStatus.DOWN));
            case 3 ->
            {
                say("loosening " + venue);
                interlock.desk().forceRecovery(venue, "child", "checked");
                shown(venue);
            }
            case 4 ->
            {
                interlock.desk().override(venue, true, "child", "news");
                say("override " + venue);
            }
            default ->
            {
                say("unoverriding " + venue);
                interlock.desk().override(venue, false, "child", "over");
            }
        }
    }

    /** Until the step down is durable the gate shows the level before, and what is said next would be taken for that. */
    private void shown(final String venue)
    {
        final long end = System.nanoTime() + 60_000_000_000L;
        while (interlock.scope(venue).ownLevel() != Level.CLOSED && System.nanoTime() - end < 0)
        {
            Thread.onSpinWait();
        }
    }

    private void tight(final String venue, final Runnable report)
    {
        report.run();
        interlock.drain();
        say("level " + venue + " " + interlock.scope(venue).ownLevel());
    }

    private void durable(final long sequence)
    {
        final long end = System.nanoTime() + 60_000_000_000L;
        while (interlock.status().journal().sequence() < sequence && System.nanoTime() - end < 0)
        {
            Thread.onSpinWait();
        }
    }

    /** Says when a cancel-all is asked for, and where wanted never ends it. */
    private record Actions(PrintStream out, boolean hanging) implements TradingActions
    {
        @Override
        public CompletionStage<String> cancelAll(final ActionContext context)
        {
            if (hanging)
            {
                out.print("cancelling " + context.scope() + "\n");
                out.flush();
                return new CompletableFuture<>();
            }
            return CompletableFuture.completedFuture("all");
        }
    }

    /** The most severe that a root may be for reasons of the law and not of the test: nothing, since lives are far apart. */
    static boolean isUntouched(final Interlock interlock)
    {
        return interlock.scope("").ownLevel() == Level.CLOSED && interlock.status().scope("").causes().stream()
            .noneMatch(cause -> cause.stands() && cause.cause() != Cause.CONSECUTIVE_FAILURES);
    }
}
