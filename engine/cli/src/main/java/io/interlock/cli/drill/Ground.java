package io.interlock.cli.drill;

import com.fasterxml.jackson.databind.JsonNode;
import io.interlock.core.model.DrillScope;
import io.interlock.core.model.Level;
import io.interlock.core.text.Durations;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether a scope may be taken through a level, and what of all others was not to be touched. A scope that trades is never drilled: what is
 * not known to be idle counts as trading.
 *
 * <p>Threading: stateless.
 */
final class Ground
{
    /** A gateway that trades reports more often than this. */
    private static final long QUIET_MS = 300_000;

    private Ground()
    {
    }

    /** Why not; empty where it may. */
    static String refusal(final JsonNode status, final String path, final Level level)
    {
        final String foreign = notADrills(path);
        if (!foreign.isEmpty())
        {
            return foreign;
        }
        if (level == Level.SHUTDOWN && (status.path("engine").path("trading_actions").asBoolean(true) || status.path("gateway").isObject()))
        {
            return "a host acts on what this engine decides, and a SHUTDOWN asks it to disconnect and to stop: drill SHUTDOWN on an engine "
                + "without trading actions, such as interlock run";
        }
        final String above = above(status, path);
        if (!above.isEmpty())
        {
            return above;
        }
        final String below = path + '/';
        for (final JsonNode one : status.path("scopes"))
        {
            if (one.path("scope").asText().startsWith(below))
            {
                return "there are scopes below it (" + one.path("scope").asText() + "), which its gate would stop too: use one without any";
            }
        }
        final String trading = orders(status.path("gateway"), path);
        return trading.isEmpty() ? idle(DrillEngine.find(status, path)) : trading;
    }

    /** Why the path is none for drills; empty where it is one. */
    static String notADrills(final String path)
    {
        return DrillScope.is(path) ? "" : "it is no scope for drills: " + DrillScope.RULE + ", for example "
            + (path.isEmpty() ? "\"drill\"" : "\"" + path + "/drill\"");
    }

    /** It and all above it must be as on a quiet day, or what is seen is not the drill's. */
    private static String above(final JsonNode status, final String path)
    {
        for (String at = path; ; at = at.substring(0, Math.max(0, at.lastIndexOf('/'))))
        {
            final JsonNode one = DrillEngine.find(status, at);
            final String name = at.isEmpty() ? "the root" : at;
            if (!one.isMissingNode() && (!"CLOSED".equals(one.path("own_level").asText()) || !"CLOSED".equals(one.path("level").asText())))
            {
                return name + " is at " + one.path("level").asText() + ": a drill begins at CLOSED, with all above it";
            }
            if (one.path("override").asBoolean())
            {
                return name + " is under an override: OPEN is refused whatever the level";
            }
            if (one.path("guard").size() > 0)
            {
                return name + " is guarded (" + one.path("guard").get(0).asText() + ")";
            }
            if (at.isEmpty())
            {
                return "";
            }
        }
    }

    private static String idle(final JsonNode own)
    {
        if (own.path("window_orders").asLong() > 0 || own.path("consecutive_failures").asLong() > 0)
        {
            return "orders were reported in it (" + own.path("window_orders").asLong() + " in its window): somebody trades there";
        }
        if (!own.isMissingNode() && (!"UP".equals(own.path("exchange").asText()) || !"CONNECTED".equals(own.path("network").asText())))
        {
            return "it has a standing status that this drill did not report: exchange " + own.path("exchange").asText() + ", network "
                + own.path("network").asText();
        }
        for (final JsonNode report : own.path("last_reports"))
        {
            // The exchange's status alone is what drills report; it may be of the one before.
            if (!"exchange".equals(report.path("kind").asText()) && report.path("age_ms").asLong() < QUIET_MS)
            {
                return "somebody reports in it (" + report.path("kind").asText() + ", " + Durations.text(report.path("age_ms").asLong())
                    + " ago): a scope for drills is silent for " + Durations.text(QUIET_MS);
            }
        }
        return "";
    }

    private static String orders(final JsonNode gateway, final String path)
    {
        for (final String what : new String[] {"open_orders", "positions"})
        {
            for (final JsonNode one : gateway.path(what))
            {
                final String scope = one.path("scope").asText();
                if (scope.equals(path) || scope.startsWith(path + '/'))
                {
                    return "the gateway has " + what.replace('_', ' ') + " in it";
                }
            }
        }
        return "";
    }

    /** What is not to change, of each scope but the drill's own. */
    static Map<String, String> others(final JsonNode status, final String path)
    {
        final Map<String, String> others = new TreeMap<>();
        for (final JsonNode one : status.path("scopes"))
        {
            if (!path.equals(one.path("scope").textValue()))
            {
                others.put(one.path("scope").asText(),
                    one.path("own_level").asText() + (one.path("own_override").asBoolean() ? ", override" : ""));
            }
        }
        return others;
    }

    /** What has changed since; empty where nothing has. A scope that is new is untouched where it is CLOSED. */
    static String changed(final Map<String, String> before, final Map<String, String> now)
    {
        final StringBuilder changed = new StringBuilder();
        now.forEach((path, state) ->
        {
            final String was = before.getOrDefault(path, "CLOSED");
            if (!was.equals(state))
            {
                changed.append(changed.isEmpty() ? "" : "; ").append(path.isEmpty() ? "the root" : path).append(' ').append(was)
                    .append(" -> ").append(state);
            }
        });
        return changed.toString();
    }
}
