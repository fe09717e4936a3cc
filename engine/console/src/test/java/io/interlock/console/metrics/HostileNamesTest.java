package io.interlock.console.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.status.EngineStatus;
import io.interlock.core.status.ScopeStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A scope may be called almost anything, and who reports may make one: no name breaks a scrape, or passes for another scope. */
class HostileNamesTest
{
    @Test
    void shouldTellAScopeByItsNameWhateverThatIs()
    {
        final List<String> names = List.of(
            "quote\"", "back\\slash", "n\\n", "a{b=\"c\"} 1", "# HELP x", "b\u00fcro/\u6771\u4eac", "line\u2028end", "\ud83d\ude00",
            "space d", "a,b=\"", "\\", "\"", "end\\\"");
        try (MetricsRig rig = new MetricsRig())
        {
            names.forEach(rig.engine::scope);
            final Exposition scrape = rig.scrape();
            for (final String name : names)
            {
                assertThat(scrape.value("interlock_level", "scope", name, "level", "CLOSED")).as(name).isEqualTo(1);
            }
            assertThat(scrape.value("interlock_scopes")).isEqualTo(1 + names.size() + 1);
        }
    }

    /** Half characters have no bytes in UTF-8: all would become one sign, and one sample that comes twice is the end of the scrape. */
    @Test
    void shouldKeepScopesApartWhosePathsAreNoText()
    {
        try (MetricsRig rig = new MetricsRig())
        {
            final List<String> names = List.of("v\ud800", "v\ud801", "v\udc00", "v\ufffd", "v\ufffd\ufffd1", "v?");
            names.forEach(rig.engine::scope);
            final Set<String> labels = new HashSet<>();
            rig.scrape().all("interlock_override").keySet().forEach(label -> labels.add(label.get("scope")));
            assertThat(labels).hasSize(1 + names.size()).contains("v?", "v\ufffd", "v\ufffd\ufffd1");
        }
    }

    @Test
    void shouldNotTakeLongForThousandsOfThem()
    {
        try (MetricsRig rig = new MetricsRig())
        {
            final EngineStatus one = rig.engine.status();
            final ScopeStatus root = one.scope("");
            final List<ScopeStatus> scopes = new ArrayList<>();
            for (int i = 0; i < 8_192; i++)
            {
                final String path = "v" + (char)(Character.MIN_SURROGATE + i % 2_048) + "/" + (char)(Character.MIN_SURROGATE + i / 2_048);
                scopes.add(new ScopeStatus(path, root.levels(), root.last(), root.recovery(), root.samples(), List.of()));
            }
            rig.view.status = () -> new EngineStatus(
                one.state(), false, one.atMs(), one.bootId(), scopes, one.metrics(), one.counters(), one.journal());
            final long startNs = System.nanoTime();
            assertThat(rig.scrape().all("interlock_override")).hasSize(8_192);
            assertThat(System.nanoTime() - startNs).as("a generous limit").isLessThan(60 * MetricsRig.SECOND);
        }
    }
}
