package io.interlock.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.interlock.core.model.Level;
import io.interlock.core.status.EngineStatus;
import io.interlock.core.status.ScopeStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an event holds of thousands of scopes. */
class StreamEventsTest
{
    @Test
    void shouldTellTheMostSevereScopesAndCountTheOthers()
    {
        final FixedView view = new FixedView();
        final EngineStatus few = view.status();
        final ScopeStatus root = few.scopes().get(0);
        final List<ScopeStatus> scopes = new ArrayList<>();
        for (int i = 0; i < 4_096; i++)
        {
            scopes.add(new ScopeStatus("s-" + i, root.levels(), root.last(), root.recovery(), root.samples(), List.of()));
        }
        scopes.add(few.scopes().get(1));
        scopes.add(root);
        final String event = StreamEvents.status("engine", new EngineStatus(
            Level.HALT, false, FixedView.AT_MS, "b", scopes, few.metrics(), few.counters(), few.journal()), view.service()).toString();
        assertThat(event.length()).as("of what may wait for a client").isLessThan(131_072);
        final JsonNode status = LiveRig.json(event.substring(event.indexOf("data: ") + 6));
        assertThat(status.get("scopes")).hasSize(StreamEvents.MOST_SCOPES);
        assertThat(status.get("scopes").get(0).get("scope").textValue()).isEmpty();
        assertThat(status.get("scopes").get(1).get("scope").textValue()).isEqualTo("binance");
        assertThat(status.get("scopes_total").intValue()).isEqualTo(4_098);
        assertThat(status.get("levels").get("HALT").intValue()).isOne();
    }
}
