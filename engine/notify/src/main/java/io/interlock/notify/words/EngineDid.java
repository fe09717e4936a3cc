package io.interlock.notify.words;

import io.interlock.core.model.Level;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.text.CleanText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What became of the safety actions: the last word on each, in the order in which they began. Threading: one thread. */
final class EngineDid
{
    private final Map<String, ActionEvent> latest = new LinkedHashMap<>();

    EngineDid(final List<ActionEvent> events)
    {
        events.forEach(event -> latest.put(event.id(), event));
    }

    Collection<ActionEvent> actions()
    {
        return latest.values();
    }

    /** The first that failed for good or gave no answer; null where none did. */
    ActionEvent worst()
    {
        return latest.values().stream().filter(event -> isBad(event.stage())).findFirst().orElse(null);
    }

    private static boolean isBad(final ActionEvent.Stage stage)
    {
        return stage == ActionEvent.Stage.FAILED || stage == ActionEvent.Stage.TIMED_OUT;
    }

    boolean isRunning()
    {
        return latest.values().stream()
            .anyMatch(event -> event.stage() == ActionEvent.Stage.STARTED || event.stage() == ActionEvent.Stage.RETRIED);
    }

    /** One line for each action. */
    List<Part.Line> lines()
    {
        final List<Part.Line> lines = new ArrayList<>();
        for (final ActionEvent event : latest.values())
        {
            lines.add(Part.Line.of(line(event)));
        }
        if (worst() != null)
        {
            lines.add(Part.Line.of("Look at the venue's own screen now: orders may still be working, or a position open."));
        }
        return lines;
    }

    static String line(final ActionEvent event)
    {
        final String details = event.details().isEmpty() ? "" : " (" + CleanText.line(event.details(), Names.LONGEST) + ")";
        final String tries = event.attempt() > 1 ? ", attempt " + event.attempt() : "";
        return action(event.action()) + ": " + stage(event.stage()) + tries + details;
    }

    static String action(final String name)
    {
        return switch (name)
        {
            case "saveState" -> "save the host's state";
            case "saveAgain" -> "save the host's state again";
            case "cancelAll" -> "cancel all open orders";
            case "flatten" -> "close positions at market";
            case "disconnect" -> "disconnect from the venue";
            case "stop" -> "stop the trading engine";
            default -> Names.name(name);
        };
    }

    static String stage(final ActionEvent.Stage stage)
    {
        return switch (stage)
        {
            case STARTED -> "under way";
            case SUCCEEDED -> "done";
            case RETRIED -> "failed, is tried again";
            case FAILED -> "FAILED";
            case TIMED_OUT -> "NO ANSWER IN TIME, given up";
            case SUPERSEDED -> "left to a stricter level's actions";
        };
    }

    /** What a level permits (SEMANTICS 1), and what the engine does at it before it can say how that ended. */
    static List<Part.Line> atOnce(final Level level, final Asked asked)
    {
        final List<String> lines = switch (level)
        {
            case CLOSED -> List.of("Everything passes here again, unless a scope above is stricter or an override is on.");
            case ALERT -> List.of("Orders pass as before. Metrics are sampled every 250 ms and logged while it lasts.");
            case THROTTLE -> List.of(
                "New risk (OPEN) passes only with a confidence above " + asked.confidence() + ", at " + asked.sizeFactor()
                    + " times its size. CLOSE and CANCEL pass in full.",
                "Scopes tagged aggressive get no new risk" + (asked.aggressive() ? ": this is one." : "."));
            case HALT -> List.of("New risk (OPEN) is refused. CLOSE and CANCEL pass.");
            case SHUTDOWN -> List.of("OPEN and CLOSE are refused. CANCEL passes.");
        };
        final List<Part.Line> all = new ArrayList<>(lines.stream().map(Part.Line::of).toList());
        if (asked.actions() && level == Level.HALT)
        {
            all.add(Part.Line.of("The host is asked to cancel all open orders and then to close positions at market."));
        }
        else if (asked.actions() && level == Level.SHUTDOWN)
        {
            all.add(Part.Line.of("The host is asked to cancel all open orders, " + (asked.flatten() ? "to close positions at market, " : "")
                + "to disconnect from the venue and to stop."));
            if (!asked.flatten())
            {
                all.add(Part.Line.of("Positions STAY OPEN: shutdown.flatten is off."));
            }
        }
        return all;
    }

    /**
     * What the answer depends on.
     *
     * @param confidence as it is written.
     * @param sizeFactor as it is written.
     * @param aggressive whether the scope or one above it has the tag.
     * @param flatten    whether SHUTDOWN closes positions.
     * @param actions    whether to say what the host is asked for.
     */
    record Asked(String confidence, String sizeFactor, boolean aggressive, boolean flatten, boolean actions)
    {
    }
}
