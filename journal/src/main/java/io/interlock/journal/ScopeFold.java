package io.interlock.journal;

import io.interlock.core.machine.RestoredScope;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.port.ScopeVital;
import io.interlock.core.port.TransitionEvent;
import io.interlock.journal.record.RecordContent;
import io.interlock.journal.record.RecordType;
import io.interlock.journal.state.ScopeVitals;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What was last known of each scope. A record of a later decision replaces the level; one of the same decision can only raise it, since
 * which of the two was meant last is not known. Everything but the level comes from VITAL and RECOVERED records, the last of each scope.
 *
 * <p>Threading: one thread.
 */
final class ScopeFold
{
    private static final RestoredScope FRESH = new RestoredScope(Level.CLOSED, false, ExchangeStatus.UP, NetworkStatus.CONNECTED, 0);

    /** A scope, as far as it is known. */
    private static final class Known
    {
        private RestoredScope vital = FRESH;
        private UUID boot;
        private long decision = -1;
        /** A GAP came since: what came before it may come again, and the last of that is the last word. */
        private boolean again;
        private Level movedTo;
        private ScopeVital.Since since;
    }

    private final Map<String, Known> scopes = new LinkedHashMap<>();

    void record(final RecordContent content)
    {
        gap(content);
        if (!tells(content))
        {
            return;
        }
        final Known known = scopes.computeIfAbsent(content.texts().scope(), path -> new Known());
        final RecordContent.Stamp stamp = content.stamp();
        final boolean last = known.again && stamp.decision() == known.decision && stamp.bootId().equals(known.boot);
        final boolean later = last || !stamp.bootId().equals(known.boot) || stamp.decision() > known.decision;
        final Level told = content.vital() == null ? content.change().to() : content.vital().level();
        final Level level = later ? told : Level.max(told, known.vital.level());
        final RestoredScope rest = content.vital() == null ? known.vital : content.vital();
        known.vital = new RestoredScope(level, rest.override(), rest.exchange(), rest.network(), rest.standing());
        if (content.type() == RecordType.TRANSITION && content.change().cause() != null)
        {
            final RecordContent.Change change = content.change();
            known.movedTo = change.to();
            known.since = new ScopeVital.Since(
                new TransitionEvent.Why(change.cause(), change.numbers().value(), change.numbers().threshold()), stamp.wallMs());
        }
        if (later)
        {
            known.again = false;
            known.boot = stamp.bootId();
            known.decision = stamp.decision();
        }
    }

    private void gap(final RecordContent content)
    {
        if (content.type() == RecordType.GAP)
        {
            scopes.values().forEach(known -> known.again = true);
        }
    }

    /**
     * A record out of its order: it may be true, so it can raise. A gap is one where the record whose append failed is there all the same:
     * both have its number. What comes again behind it is then the last word as behind any other.
     */
    void stale(final RecordContent content)
    {
        gap(content);
        if (tells(content))
        {
            final Known known = scopes.computeIfAbsent(content.texts().scope(), path -> new Known());
            final RestoredScope old = known.vital;
            final Level told = content.vital() == null ? content.change().to() : content.vital().level();
            known.vital = new RestoredScope(
                Level.max(told, old.level()), old.override() || content.vital() != null && content.vital().override(), old.exchange(),
                old.network(), old.standing());
        }
    }

    private static boolean tells(final RecordContent content)
    {
        return content.vital() != null || content.type() == RecordType.TRANSITION;
    }

    /** What moved each scope to the level that it has; those are left out that came there otherwise. */
    Map<String, ScopeVital.Since> since()
    {
        final Map<String, ScopeVital.Since> since = new LinkedHashMap<>();
        scopes.forEach((path, known) ->
        {
            if (known.since != null && known.movedTo == known.vital.level())
            {
                since.put(path, known.since);
            }
        });
        return since;
    }

    List<ScopeVitals> scopes()
    {
        return scopes.entrySet().stream().map(entry -> new ScopeVitals(entry.getKey(), entry.getValue().vital)).toList();
    }
}
