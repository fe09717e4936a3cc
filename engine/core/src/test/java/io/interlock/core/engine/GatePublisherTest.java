package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ScopeConfig;
import io.interlock.core.gate.GateWord;
import io.interlock.core.gate.GateWords;
import io.interlock.core.machine.ScopeDefinition;
import io.interlock.core.machine.ScopeView;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.model.Reason;
import io.interlock.core.testing.PatientContext;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * In which order the gate that is asked and the copy that outlives a crash change (DESIGN, invariant 3).
 *
 * <p>Threading: one test thread.
 */
class GatePublisherTest
{
    private Level level = Level.CLOSED;
    private boolean override;

    /** A machine of one scope that is as the test says. */
    private ScopeView view(final int id)
    {
        final ScopeDefinition definition = new ScopeDefinition(0, -1, "", TestConfigs.patient().scope(""));
        return (ScopeView)Proxy.newProxyInstance(ScopeView.class.getClassLoader(), new Class<?>[] {ScopeView.class}, (self, method, args) ->
            switch (method.getName())
            {
                case "level" -> level;
                case "override" -> override;
                case "definition" -> definition;
                default -> null;
            });
    }

    @Test
    void shouldMirrorWhatTightensFirstAndWhatLoosensLast()
    {
        final GateWords words = new GateWords(1);
        final List<String> seen = new ArrayList<>();
        final GatePublisher publisher = new GatePublisher(words, this::view, (id, word) -> seen.add(
            "copy " + shown(word) + ", gate " + shown(words.gate(id))));
        publisher.add(view(0).definition());
        seen.clear();
        level = Level.HALT;
        publisher.changed(0);
        level = Level.ALERT;
        publisher.changed(0);
        override = true;
        publisher.changed(0);
        override = false;
        publisher.changed(0);
        assertThat(seen).as("the gate, at each moment at which the copy changes").containsExactly(
            "copy HALT, gate CLOSED",
            "copy ALERT, gate ALERT",
            "copy ALERT override, gate ALERT",
            "copy ALERT, gate ALERT");
    }

    /** A section of its own that says nothing of tags takes none away. */
    @Test
    void shouldTakeATagFromAnAncestorThoughTheScopesOwnSectionHasNone()
    {
        final BreakerConfig config = TestConfigs.config(TestConfigs.patient().engine(), Map.of(
            "", TestConfigs.scope(Set.of(), false),
            "a", TestConfigs.scope(Set.of(ScopeConfig.AGGRESSIVE), false),
            "a/b", TestConfigs.scope(Set.of(), false)));
        try (BreakerEngine engine = BreakerEngine.launch(PatientContext.make().config(config)))
        {
            final Scope below = engine.scope("a/b");
            final Scope beside = engine.scope("c");
            below.reporter().apiLatency(2 * TestConfigs.SECOND);
            beside.reporter().apiLatency(2 * TestConfigs.SECOND);
            engine.drain();
            assertThat(below.gate().check(Intent.OPEN, 0.99).reason()).isEqualTo(Reason.DENIED_AGGRESSIVE);
            assertThat(beside.gate().check(Intent.OPEN, 0.99).reason()).isEqualTo(Reason.ALLOWED_REDUCED);
        }
    }

    private static String shown(final long word)
    {
        return GateWord.own(word) + (GateWord.ownOverride(word) ? " override" : "");
    }
}
