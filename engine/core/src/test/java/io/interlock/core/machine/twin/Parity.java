package io.interlock.core.machine.twin;

import io.interlock.config.BreakerConfig;
import io.interlock.core.machine.ScopeView;
import io.interlock.core.model.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Model and machine side by side.
 *
 * <p>Threading: one test thread.
 */
final class Parity
{
    private static final Cause[] CAUSES = Cause.values();

    private final List<String> paths;
    private final LawModel model;
    private final Judge.OfMachine machine;
    private final int imageEvery;
    private List<LawOutput> expected = List.of();
    private int events;

    /**
     * Both at their start.
     *
     * @param config     thresholds and policies.
     * @param paths      by index; the root first, parents before their children.
     * @param first      how many of them are there from the start, at least 1; another is added when an event names it or one after it.
     * @param imageEvery after so many events the machine is saved, and another loaded from that goes on; never for 0.
     */
    Parity(final BreakerConfig config, final List<String> paths, final int first, final int imageEvery)
    {
        this.paths = paths;
        this.imageEvery = imageEvery;
        model = new LawModel(config, paths.subList(0, first));
        machine = new Judge.OfMachine(config, paths.subList(0, first));
    }

    LawModel model()
    {
        return model;
    }

    /** What the model said to the last event. */
    List<LawOutput> expected()
    {
        return expected;
    }

    /**
     * Tells both.
     *
     * @return what they differ in; null where they agree.
     */
    String apply(final LawEvent event)
    {
        while (event.scope() >= model.scopeCount())
        {
            final String path = paths.get(model.scopeCount());
            model.add(path);
            machine.add(path);
        }
        expected = model.apply(event);
        final List<LawOutput> actual;
        try
        {
            actual = machine.apply(event);
        }
        catch (final RuntimeException | Error e)
        {
            return "the machine threw " + e + " at " + List.of(e.getStackTrace()).subList(0, Math.min(5, e.getStackTrace().length));
        }
        if (!expected.equals(actual))
        {
            return "law:     " + expected + "\nmachine: " + actual;
        }
        events++;
        final String lost = imageEvery > 0 && events % imageEvery == 0 ? machine.imaged() : null;
        if (lost != null)
        {
            return "saved and loaded: " + lost;
        }
        final boolean all = events % 16 == 0;
        for (int id = 0; id < model.scopeCount(); id++)
        {
            final String difference = state(model, model.scope(id), machine.view(id), all || id == event.scope());
            if (difference != null)
            {
                return "scope \"" + model.scope(id).path + "\": " + difference;
            }
        }
        return null;
    }

    /** What a scope differs in; null for nothing. */
    static String state(final LawModel model, final LawScope law, final ScopeView view, final boolean whole)
    {
        final List<String> differences = new ArrayList<>();
        compare(differences, "level", law.level, view.level());
        compare(differences, "override", law.override, view.override());
        compare(differences, "any cause stands", law.anyStands(), view.anyStands());
        if (whole)
        {
            for (final Cause cause : CAUSES)
            {
                compare(differences, cause + " stands", law.stands(cause), view.stands(cause));
                compare(differences, cause + " breaches", (long)law.breaches.getOrDefault(cause, 0), view.breaches(cause));
                compare(differences, cause + " last", law.lastBreachNs.getOrDefault(cause, ScopeView.NEVER), view.lastBreachNs(cause));
            }
            compare(differences, "streak", law.streak, view.streak());
            compare(differences, "exchange", law.exchange, view.exchange());
            compare(differences, "network", law.network, view.network());
            compare(differences, "resettable", law.restartedInShutdown, view.resettable());
            compare(differences, "orders", (long)law.window.orders(), view.windowOrders());
            compare(differences, "failures", (long)law.window.failures(), view.windowFailures());
            compare(differences, "high", law.window.hasEquity() ? law.window.highEquity() : Double.NaN, view.highEquity());
            compare(differences, "last equity", law.window.hasEquity() ? law.window.lastEquity() : Double.NaN, view.lastEquity());
        }
        if (law.recoversOneDay() && !law.anyStands())
        {
            compare(differences, "healthy since", law.healthySince, view.healthySinceNs());
            compare(differences, "cooldown end", law.healthySince + law.cooldownNs(), view.cooldownEndNs());
            final int enough = law.config.recovery().rule().evidence();
            compare(differences, "evidence", Math.min(enough, law.evidence), Math.min(enough, view.evidence()));
            final long now = model.nowNs();
            compare(differences, "awaits confirmation", law.confirmable(now), view.awaitingConfirmation(now));
            compare(differences, "waits for evidence", law.onlyEvidenceIsMissing(now), view.waitingForEvidence(now));
        }
        return differences.isEmpty() ? null : String.join("; ", differences);
    }

    private static void compare(final List<String> differences, final String what, final Object law, final Object machine)
    {
        if (!Objects.equals(law, machine))
        {
            differences.add(what + ": law " + law + ", machine " + machine);
        }
    }

    /**
     * Tells both a whole stream, from their start.
     *
     * @return the index of the first event that they differ at; -1 where they agree.
     */
    int firstDifference(final List<LawEvent> stream)
    {
        for (int i = 0; i < stream.size(); i++)
        {
            if (apply(stream.get(i)) != null)
            {
                return i;
            }
        }
        return -1;
    }
}
