package io.interlock.notify.words;

import io.interlock.core.model.Level;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.Priority;
import io.interlock.notify.Draft;
import io.interlock.notify.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Messages that a template is tried with when it is loaded: each that its file name says it is for, full and bare. */
final class Samples
{
    private static final long WALL_MS = 1_767_225_600_000L;

    private Samples()
    {
    }

    static List<Draft> of(final Slot slot)
    {
        final List<Draft> drafts = new ArrayList<>();
        for (final Kind kind : Kind.values())
        {
            for (final Level level : Level.values())
            {
                final boolean meant = (slot.kind() == null || slot.kind() == kind)
                    && (slot.level() == null || slot.level().equals(level.name().toLowerCase(Locale.ROOT)));
                if (meant)
                {
                    drafts.add(full(kind, level));
                    drafts.add(bare(kind, level));
                }
            }
        }
        return drafts;
    }

    private static Draft full(final Kind kind, final Level level)
    {
        return new Draft("sample-1", kind, Priority.of(Level.CLOSED, level), "venue/strategy",
            new Draft.Facts("CLOSED", level.name(), "API_LATENCY", 4000, 3000, WALL_MS),
            new Draft.Trail("sample-1", WALL_MS - 60_000, 1, "1:00"),
            new Draft.Extras(List.of(
                new ActionEvent("1-cancelAll", "cancelAll", "venue/strategy", ActionEvent.Stage.SUCCEEDED, 1, WALL_MS, "cancelled 2"),
                new ActionEvent("1-flatten", "flatten", "venue/strategy", ActionEvent.Stage.STARTED, 1, WALL_MS, "")),
                List.of("venue: CLOSED to ALERT", "venue: ALERT to THROTTLE"), 3, "a note"));
    }

    private static Draft bare(final Kind kind, final Level level)
    {
        return new Draft("sample-2", kind, Priority.of(Level.CLOSED, level), "",
            new Draft.Facts("", level.name(), "OPERATOR_KILL", Double.NaN, Double.NaN, WALL_MS), new Draft.Trail("", 0, 0, ""),
            Draft.Extras.NONE);
    }
}
