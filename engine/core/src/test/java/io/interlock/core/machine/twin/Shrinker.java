package io.interlock.core.machine.twin;

import static io.interlock.core.machine.twin.LawConfigs.MS;
import static io.interlock.core.machine.twin.LawConfigs.SECOND;

import io.interlock.core.machine.InputKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Makes a stream that shows a difference as short and as plain as it can while it still shows one: drops events, then brings times
 * together, takes events to the root and turns them into simpler ones.
 *
 * <p>Threading: one test thread.
 */
final class Shrinker
{
    private final ToIntFunction<List<LawEvent>> firstDifference;
    private List<LawEvent> least;

    private Shrinker(final List<LawEvent> stream, final ToIntFunction<List<LawEvent>> firstDifference)
    {
        this.firstDifference = firstDifference;
        least = List.copyOf(stream);
    }

    /**
     * Shrinks a stream.
     *
     * @param stream          shows a difference.
     * @param firstDifference the index of the first event that shows one, or -1.
     * @return shows one at its last event.
     */
    static List<LawEvent> shrink(final List<LawEvent> stream, final ToIntFunction<List<LawEvent>> firstDifference)
    {
        final Shrinker shrinker = new Shrinker(stream, firstDifference);
        boolean smaller = shrinker.accept(stream);
        do
        {
            smaller = shrinker.drop();
            smaller |= shrinker.simplify();
        }
        while (smaller);
        return shrinker.least;
    }

    /** Takes the stream, up to where it shows a difference, if it does and is not what is there already. */
    private boolean accept(final List<LawEvent> candidate)
    {
        final int at = candidate.equals(least) ? -1 : firstDifference.applyAsInt(candidate);
        if (at >= 0)
        {
            least = List.copyOf(candidate.subList(0, at + 1));
        }
        return at >= 0;
    }

    /** First large pieces, then single events. */
    private boolean drop()
    {
        boolean any = false;
        for (int piece = Math.max(1, least.size() / 2); piece > 0; piece /= 2)
        {
            for (int from = 0; from < least.size();)
            {
                final List<LawEvent> without = new ArrayList<>(least.subList(0, from));
                without.addAll(least.subList(Math.min(least.size(), from + piece), least.size()));
                final boolean dropped = !without.isEmpty() && accept(without);
                any |= dropped;
                from += dropped ? 0 : piece;
            }
        }
        return any;
    }

    private boolean simplify()
    {
        boolean any = false;
        for (int i = 0; i < least.size(); i++)
        {
            for (final LawEvent simpler : simpler(least.get(i)))
            {
                final List<LawEvent> candidate = new ArrayList<>(least);
                candidate.set(Math.min(i, candidate.size() - 1), simpler);
                any |= i < least.size() && rank(simpler) < rank(least.get(i)) && accept(candidate);
            }
            any |= i < least.size() && earlier(i);
        }
        return any;
    }

    /** Moves an event and all after it towards the one before: to the same instant, or else by whole seconds or milliseconds. */
    private boolean earlier(final int from)
    {
        final long gap = least.get(from).timeNs() - (from == 0 ? 0 : least.get(from - 1).timeNs());
        final Set<Long> moves = new LinkedHashSet<>(Arrays.asList(
            gap, gap / SECOND * SECOND, gap / 2 / SECOND * SECOND, gap % SECOND / MS * MS, gap % MS));
        for (final long move : moves)
        {
            final List<LawEvent> candidate = new ArrayList<>(least.subList(0, from));
            least.subList(from, least.size()).forEach((event) -> candidate.add(event.at(event.timeNs() - move)));
            if (move > 0 && accept(candidate))
            {
                return true;
            }
        }
        return false;
    }

    private static List<LawEvent> simpler(final LawEvent event)
    {
        final long at = event.timeNs();
        final List<LawEvent> simpler = new ArrayList<>();
        simpler.add(LawEvent.plain(at, 0, InputKind.TICK));
        simpler.add(new LawEvent(at, 0, event.kind(), event.number(), event.a(), event.b(), event.c(), event.word()));
        if (event.kind() == InputKind.FILL)
        {
            simpler.add(LawEvent.plain(at, event.scope(), InputKind.ORDER_SUCCESS));
            simpler.add(LawEvent.latency(at, event.scope(), event.number()));
            simpler.add(new LawEvent(at, event.scope(), InputKind.SLIPPAGE, 0, event.a(), event.b(), event.word()));
        }
        return simpler;
    }

    /** What is simpler ranks lower, so that simplifying ends. */
    private static int rank(final LawEvent event)
    {
        final int kind = event.kind() == InputKind.TICK && !event.isCheck() ? 0 : event.kind() == InputKind.FILL ? 2 : 1;
        return 2 * kind + (event.scope() == 0 ? 0 : 1);
    }
}
