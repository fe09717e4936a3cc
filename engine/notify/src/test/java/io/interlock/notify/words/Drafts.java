package io.interlock.notify.words;

import io.interlock.config.BreakerConfig;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.Priority;
import io.interlock.notify.Draft;
import io.interlock.notify.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Messages that the tests give words to. */
final class Drafts
{
    static final long WALL_MS = 1_795_683_626_292L;
    static final long STARTED_MS = WALL_MS - 903_000;
    private static final Draft.Trail TRAIL = new Draft.Trail("7f3a-12", STARTED_MS, 14, "27:6f1c90aa");
    private static final Draft.Facts SLOW = facts("CLOSED", "HALT", "API_LATENCY", 4000, 3000);

    private Drafts()
    {
    }

    /** Production, where HALT waits for a confirm and steps go down one by one; {@code binance} has the other rules. */
    static BreakerConfig config()
    {
        return BreakerConfig.builder("production").scope("binance", scope -> scope.set("recovery.mode", "direct")
            .set("recovery.evidence", 1).set("halt.confirm", false).set("cooldown.alert", "1500ms").tag("aggressive")).build();
    }

    static PlainWords words()
    {
        return new PlainWords(config(), "/var/lib/interlock");
    }

    static Draft.Facts facts(final String from, final String to, final String cause, final double value, final double threshold)
    {
        return new Draft.Facts(from, to, cause, value, threshold, WALL_MS);
    }

    static Draft draft(final Kind kind, final Priority priority, final String scope, final Draft.Facts facts, final Draft.Extras extras)
    {
        return new Draft("7f3a-14", kind, priority, scope, facts, TRAIL, extras);
    }

    static Draft.Extras note(final String note)
    {
        return new Draft.Extras(List.of(), List.of(), 0, note);
    }

    static ActionEvent action(final String name, final ActionEvent.Stage stage, final int attempt, final String details)
    {
        return new ActionEvent("7f3a-14-" + name, name, "binance", stage, attempt, WALL_MS, details);
    }

    /** Each kind and level, by the name of its golden file. */
    static Map<String, Draft> golden()
    {
        final Map<String, Draft> all = new LinkedHashMap<>();
        final Draft.Facts gone = new Draft.Facts("CLOSED", "SHUTDOWN", "OPERATOR_KILL", Double.NaN, Double.NaN, WALL_MS);
        all.put("transition-alert", draft(Kind.TRANSITION, Priority.WARNING, "binance",
            facts("CLOSED", "ALERT", "SLIPPAGE", 0.1, 0.1), Draft.Extras.NONE));
        all.put("transition-throttle", draft(Kind.TRANSITION, Priority.CRITICAL, "binance/maker-1",
            facts("ALERT", "THROTTLE", "FAILURE_RATE", 31.25, 30), new Draft.Extras(List.of(),
                List.of("binance/maker-1: CLOSED to ALERT, CONSECUTIVE_FAILURES 2 (threshold 2)"), 3, "")));
        all.put("transition-halt", draft(Kind.TRANSITION, Priority.CRITICAL, "binance", SLOW, Draft.Extras.NONE));
        all.put("transition-halt-confirm", draft(Kind.TRANSITION, Priority.CRITICAL, "kraken",
            facts("CLOSED", "HALT", "EXCHANGE", Double.NaN, Double.NaN), Draft.Extras.NONE));
        all.put("transition-halt-journal", draft(Kind.TRANSITION, Priority.CRITICAL, "",
            facts("CLOSED", "HALT", "JOURNAL", Double.NaN, Double.NaN), Draft.Extras.NONE));
        all.put("transition-shutdown", draft(Kind.TRANSITION, Priority.EMERGENCY, "", gone, Draft.Extras.NONE));
        all.put("resolved", draft(Kind.RESOLVED, Priority.INFO, "binance",
            facts("HALT", "CLOSED", "RECOVERY", Double.NaN, Double.NaN), Draft.Extras.NONE));
        all.put("resolved-step", draft(Kind.RESOLVED, Priority.INFO, "kraken",
            facts("HALT", "THROTTLE", "CONFIRM", Double.NaN, Double.NaN), Draft.Extras.NONE));
        all.put("resolved-unknown", draft(Kind.RESOLVED, Priority.INFO, "kraken",
            facts("HALT", "", "NETWORK", Double.NaN, Double.NaN), note("it ended before a restart; status says the level now")));
        all.put("update-halt", draft(Kind.UPDATE, Priority.CRITICAL, "binance", SLOW, new Draft.Extras(List.of(
            action("cancelAll", ActionEvent.Stage.STARTED, 1, ""),
            action("cancelAll", ActionEvent.Stage.SUCCEEDED, 1, "cancelled 3 orders, none works"),
            action("flatten", ActionEvent.Stage.SUCCEEDED, 2, "flat, by 1 orders at market")), List.of(), 0, "")));
        all.put("update-halt-failed", draft(Kind.UPDATE, Priority.CRITICAL, "binance", SLOW, new Draft.Extras(List.of(
            action("cancelAll", ActionEvent.Stage.SUCCEEDED, 1, "cancelled 3 orders, none works"),
            action("flatten", ActionEvent.Stage.TIMED_OUT, 1, "no answer within 30000 ms")), List.of(), 0, "")));
        all.put("repeat-halt", draft(Kind.REPEAT, Priority.CRITICAL, "binance", SLOW,
            note("it has lasted 4 h 0 min and nobody has acknowledged it")));
        all.put("escalation-shutdown", draft(Kind.ESCALATION, Priority.EMERGENCY, "", gone, note("step 2 of 3")));
        all.put("acknowledged", draft(Kind.ACKNOWLEDGED, Priority.INFO, "binance", SLOW, note("by jane: I am on it")));
        all.put("issue", draft(Kind.ISSUE, Priority.WARNING, "binance",
            facts("", "", "INVALID_SAMPLE", Double.NaN, Double.NaN), note("API_LATENCY: a latency is not negative")));
        all.put("summary", draft(Kind.SUMMARY, Priority.WARNING, "",
            facts("", "", "STORM", 9970, Double.NaN), new Draft.Extras(List.of(), List.of(), 9970, "rate of channel mail: 30 a minute")));
        all.put("test", draft(Kind.TEST, Priority.INFO, "", facts("", "", "", Double.NaN, Double.NaN), note("asked for by jane")));
        return all;
    }
}
