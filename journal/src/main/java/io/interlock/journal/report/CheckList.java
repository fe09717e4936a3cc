package io.interlock.journal.report;

import io.interlock.core.model.Cause;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.port.ActionEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a person should look at, from what is in the data and nothing else: first what may still cost money, then what still stands, then
 * what throws doubt on the report itself.
 *
 * <p>Threading: one thread.
 */
final class CheckList
{
    private static final int MOST_EACH = 6;
    /** Actions, those before whose failure costs most. */
    private static final List<String> STAKE = List.of("cancelAll", "flatten", "disconnect", "stop");
    /** Issues that speak of the engine itself, by the beginning of their type, and what to do about them. */
    private static final Map<String, String> INTERNAL = new LinkedHashMap<>();

    static
    {
        INTERNAL.put("JOURNAL", "look at the disk that the journal is on: what could not be written may be missing");
        INTERNAL.put("ACTION_", "an action did not go as it should: compare with the venue");
        INTERNAL.put("DUMP_", "an emergency dump is missing or incomplete");
        INTERNAL.put("REPORT", "a report could not be written: make it with interlock report");
        INTERNAL.put("ENGINE_FAULT", "a fault inside the engine was caught: keep the log and report it");
        INTERNAL.put("STALE", "the breaker thread stood still and OPEN was refused meanwhile: look at cores, pauses and host");
        INTERNAL.put("WATCHDOG", "the watchdog had something to say");
        INTERNAL.put("DEAD_MAN_SWITCH", "the venue's dead man's switch was not refreshed as it should");
        INTERNAL.put("LISTENER_", "a listener of the host failed or was too slow: it missed something");
        INTERNAL.put("INVALID_SAMPLE", "samples that cannot be true were rejected: look at who reports them");
        INTERNAL.put("INPUT", "rows of the input were refused");
    }

    private final ReportData data;
    private final List<Check> checks = new ArrayList<>();

    /** How soon it should be looked at. */
    enum Urgency
    {
        /** It may still cost money. */
        NOW,
        /** It stands until somebody does something. */
        SOON,
        /** It should be understood. */
        LOOK
    }

    /** One thing to look at. */
    record Check(Urgency urgency, String what, String todo)
    {
    }

    CheckList(final ReportData data)
    {
        this.data = data;
    }

    List<Check> make()
    {
        actions();
        levels();
        journal();
        lives();
        notices();
        issues();
        if (data.refused() > 0)
        {
            add(Urgency.LOOK, Shown.count(data.refused(), "command was", "commands were") + " refused",
                "see under Operators what was missing");
        }
        checks.sort(Comparator.comparing(Check::urgency));
        return checks;
    }

    private void add(final Urgency urgency, final String what, final String todo)
    {
        checks.add(new Check(urgency, what, todo));
    }

    private void actions()
    {
        final ActionBook book = data.actions();
        final List<ActionRow> failed = byStake(book.failed());
        failed.stream().limit(MOST_EACH).forEach(row -> add(Urgency.NOW, row.action() + " in " + Shown.scope(row.scope()) + " "
            + row.outcome() + (row.attempt() > 1 ? " after " + row.attempt() + " attempts" : "")
            + (row.details().isEmpty() ? "" : ": " + row.details()), todo(row)));
        more(failed.size(), book.count(ActionEvent.Stage.FAILED) + book.count(ActionEvent.Stage.TIMED_OUT), "safety actions that failed");
        final List<ActionRow> unfinished = byStake(book.unfinished());
        unfinished.stream().limit(MOST_EACH).forEach(row -> add(Urgency.NOW, row.action() + " in " + Shown.scope(row.scope())
            + " began " + Shown.time(row.startMs()) + " UTC, and no record tells how it ended", todo(row)));
        more(unfinished.size(), book.count(ActionEvent.Stage.STARTED) + book.count(ActionEvent.Stage.RETRIED),
            "safety actions without an end");
    }

    /** Open orders and positions first. */
    private static List<ActionRow> byStake(final List<ActionRow> rows)
    {
        final List<ActionRow> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparingInt(row -> STAKE.contains(row.action()) ? STAKE.indexOf(row.action()) : STAKE.size()));
        return sorted;
    }

    private void more(final int listed, final long all, final String what)
    {
        final long more = all - Math.min(MOST_EACH, listed);
        if (more > 0)
        {
            add(Urgency.NOW, more + " more " + what, "see under Safety actions");
        }
    }

    private static String todo(final ActionRow row)
    {
        return switch (row.action())
        {
            case "cancelAll" -> "look at the venue for orders that are still open, and cancel them there";
            case "flatten" -> "look at the venue for positions that are still open";
            case "disconnect", "stop" -> "make sure that nothing trades on: look at sessions and processes";
            case "dump", "dumpAgain" -> "the state at that moment may be in no file: look into the folder of dumps and the log";
            default -> "look at what it was to do";
        };
    }

    private void levels()
    {
        int shown = 0;
        long above = 0;
        for (final ScopeTrack scope : data.scopes().byWeight())
        {
            above += scope.level() == Level.CLOSED ? 0 : 1;
            if (scope.level() != Level.CLOSED && shown++ < MOST_EACH)
            {
                level(scope);
            }
            stands(scope);
        }
        if (above > MOST_EACH)
        {
            add(Urgency.SOON, (above - MOST_EACH) + " more scopes are above CLOSED", "see under Scopes");
        }
    }

    private void level(final ScopeTrack scope)
    {
        final TransitionRow by = scope.lastBy();
        final boolean moved = by != null && by.to() == scope.level();
        add(Urgency.SOON, Shown.scope(Shown.name(scope.path())) + " is still at " + scope.level()
            + (moved ? " since " + Shown.time(by.wallMs()) + " UTC because of " + by.why() : ""), way(scope));
    }

    private String way(final ScopeTrack scope)
    {
        final boolean confirm = data.config() != null && data.config().scope(scope.path()).recovery().halt().confirm();
        return switch (scope.level())
        {
            case SHUTDOWN -> "only a restart and then interlock operator reset, with actor and reason, leads back";
            case HALT -> confirm ? "after its cooldown it waits for interlock operator confirm"
                : "it recovers by itself after its cooldown, or waits for a confirm where halt.confirm is set";
            default -> "it recovers by itself after its cooldown, given healthy samples";
        };
    }

    private void stands(final ScopeTrack scope)
    {
        if (checks.size() > 100)
        {
            return;
        }
        final String name = Shown.scope(Shown.name(scope.path()));
        if (scope.vital().override())
        {
            add(Urgency.SOON, "the override of " + name + " is still on: OPEN is refused there",
                "interlock operator override off, once the reason is gone");
        }
        if (scope.vital().exchange() != ExchangeStatus.UP)
        {
            add(Urgency.SOON, "the exchange of " + name + " is " + scope.vital().exchange(), "it stands until it is reported UP");
        }
        if (scope.vital().network() != NetworkStatus.CONNECTED)
        {
            add(Urgency.SOON, "the network of " + name + " is " + scope.vital().network(), "it stands until it is reported CONNECTED");
        }
        for (final Cause cause : Cause.values())
        {
            if ((scope.vital().standing() & 1L << cause.ordinal()) != 0)
            {
                add(Urgency.SOON, cause + " stands in " + name, "once it is understood: interlock operator accept " + cause);
            }
        }
    }

    private void journal()
    {
        if (data.damage() > 0)
        {
            add(Urgency.SOON, Shown.count(data.damage(), "place of the journal is", "places of the journal are")
                + " missing or not as written: what is told here may be incomplete or wrong", "see under The journal; compare with a copy");
        }
        if (data.told() > 0)
        {
            add(Urgency.SOON, "the journal itself tells of " + Shown.count(data.told(), "gap or damage", "gaps or damages")
                + ": decisions around it may be missing here", "see under The journal; look at the log of that time");
        }
        if (data.findings().kept().stream().anyMatch(finding -> !finding.damage()))
        {
            add(Urgency.LOOK, "the journal is sealed with a key that was not given: edits cannot be excluded",
                "make the report again with --key, or run interlock verify --key");
        }
        if (!data.inputs().gaps().isEmpty())
        {
            final long gaps = data.inputs().gaps().size() + data.inputs().gapsBeyond();
            add(Urgency.LOOK, "recorded inputs have " + Shown.count(gaps, "gap", "gaps"),
                "the charts show nothing there; see under What was measured");
        }
        data.remarks().kept().stream().filter(remark -> remark.kind().equals(Remark.CLOCK)).findFirst().ifPresent(remark ->
            add(Urgency.LOOK, remark.what(), "look at the host's time service: times around it are not in their order"));
    }

    private void lives()
    {
        if (data.lives().unplanned() > 0)
        {
            add(Urgency.LOOK, Shown.count(data.lives().unplanned(), "life of the engine", "lives of the engine")
                + " ended without a planned stop", "look at the log and the host: kill, crash, power, memory");
        }
    }

    private void notices()
    {
        if (data.notices().undelivered() > 0)
        {
            add(Urgency.LOOK, Shown.count(data.notices().undelivered(), "notification was", "notifications were") + " not delivered",
                "look at the channels under Notifications");
        }
    }

    private void issues()
    {
        INTERNAL.forEach((prefix, todo) ->
        {
            final long count = data.issues().count(prefix);
            if (count > 0)
            {
                add(Urgency.LOOK, Shown.count(count, "issue", "issues") + " of " + prefix + (prefix.endsWith("_") ? "…" : ""), todo);
            }
        });
    }
}
