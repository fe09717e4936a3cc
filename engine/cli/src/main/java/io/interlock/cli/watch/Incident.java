package io.interlock.cli.watch;

import io.interlock.core.model.Level;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a command is run for. Immutable.
 *
 * @param number  counted from 1 in this watch.
 * @param why     its kind.
 * @param text    for people.
 * @param ageMs   since the last sign of life; -1 where none was ever understood.
 * @param limitMs the limit that holds.
 * @param engine  which it was.
 */
record Incident(int number, Why why, String text, long ageMs, long limitMs, Engine engine)
{
    /**
     * The engine that is watched, as it was seen last.
     *
     * @param directory absolute.
     * @param pid       of its process; 0 where nobody knows.
     * @param level     the most severe of all its scopes; null where nobody knows.
     */
    record Engine(Path directory, long pid, Level level)
    {
    }

    /** What the command's environment has beside this process's own; empty where nobody knows. */
    Map<String, String> environment()
    {
        final Map<String, String> variables = new LinkedHashMap<>();
        variables.put("INTERLOCK_DIRECTORY", engine.directory().toString());
        variables.put("INTERLOCK_REASON", why.name());
        variables.put("INTERLOCK_TEXT", text);
        variables.put("INTERLOCK_INCIDENT", Integer.toString(number));
        variables.put("INTERLOCK_AGE_MS", ageMs < 0 ? "" : Long.toString(ageMs));
        variables.put("INTERLOCK_LIMIT_MS", Long.toString(limitMs));
        variables.put("INTERLOCK_LEVEL", engine.level() == null ? "" : engine.level().name());
        variables.put("INTERLOCK_PID", engine.pid() == 0 ? "" : Long.toString(engine.pid()));
        return variables;
    }
}
