package io.interlock.cli.doctor;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigError;
import io.interlock.config.ConfigException;
import io.interlock.config.ConfigExplanation;
import io.interlock.config.EngineConfig;
import io.interlock.config.WaitMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Looks at a configuration file, and at whether this host can do what it asks for. */
final class ConfigCheck
{
    /** The preset of a file that names none, as in {@code interlock run}. */
    static final String PRESET = "production";
    private static final String NAME = "config";
    private static final int CORES_TO_SPIN = 3;
    private static final long MS = 1_000_000L;
    private static final long SHORT_LIMIT_NS = 50 * MS; // the advice below says it too
    private static final long FEW_CORES_LIMIT_NS = 100 * MS;
    private static final long MIB = 1 << 20;
    /** An input slot with its event and room for 128 bytes of text. */
    private static final long SLOT_BYTES = 256;

    private ConfigCheck()
    {
    }

    /** Every finding about a file; where it has errors there is one for each, and nothing else is looked at. */
    static List<Finding> config(final Path file, final int cores, final long heapBytes)
    {
        try
        {
            final ConfigExplanation explanation = ConfigExplanation.of(file, PRESET, System::getenv);
            final BreakerConfig config = explanation.config();
            final EngineConfig engine = config.engine();
            return List.of(
                Finding.ok(NAME,
                    file + " is valid, preset " + config.preset() + (explanation.presetNamed() ? "" : " (the file names none)")),
                waiting(engine.waitMode(), cores),
                staleLimit(engine.staleLimitNs(), cores),
                ring(engine.ringSize(), heapBytes),
                scopes(config.sections().keySet(), engine.maxScopes()));
        }
        catch (final ConfigException e)
        {
            return errors(e);
        }
    }

    private static List<Finding> errors(final ConfigException exception)
    {
        final List<Finding> findings = new ArrayList<>();
        for (final ConfigError error : exception.errors())
        {
            // What is allowed is the advice, so the place, key and fault alone make the rest.
            final ConfigError fault = new ConfigError(error.file(), error.line(), error.column(), error.key(), "", error.message(), "");
            findings.add(Finding.fail(NAME, fault.format(), error.allowed()));
        }
        if (exception.omitted() > 0)
        {
            findings.add(Finding.fail(NAME, exception.omitted() + " errors more", ""));
        }
        return findings;
    }

    static Finding waiting(final WaitMode mode, final int cores)
    {
        final String name = "wait";
        final String found = "engine.wait-strategy " + mode.name().toLowerCase(Locale.ROOT).replace('_', '-') + " on "
            + (cores == 1 ? "1 core" : cores + " cores");
        if (cores >= CORES_TO_SPIN || mode == WaitMode.ADAPTIVE || mode == WaitMode.PARK)
        {
            return Finding.ok(name, found);
        }
        final String advice = "use adaptive, or give the process " + CORES_TO_SPIN + " cores or more";
        if (cores == 1 && mode == WaitMode.BUSY_SPIN)
        {
            return Finding.fail(name, found + ": the breaker thread takes the core from trading and from its own watchdog", advice);
        }
        return Finding.warn(name, found + ": the breaker thread never rests and takes a core from trading", advice);
    }

    static Finding staleLimit(final long limitNs, final int cores)
    {
        final String name = "stale";
        final String found = "engine.stale-limit " + limitNs / MS + " ms";
        if (cores < CORES_TO_SPIN && limitNs <= FEW_CORES_LIMIT_NS)
        {
            return Finding.warn(name, found + " on " + (cores == 1 ? "1 core" : cores + " cores") + ": a busy moment passes for a stall",
                "OPEN is refused while it lasts; give more cores, or a limit of some seconds where that is no production");
        }
        return limitNs < SHORT_LIMIT_NS
            ? Finding.warn(name, found + ": a pause for garbage collection passes for a stall", "50ms or more")
            : Finding.ok(name, found);
    }

    static Finding ring(final int slots, final long heapBytes)
    {
        final String name = "ring";
        final long needed = slots * SLOT_BYTES;
        final String found =
            "engine.ring-size " + slots + ", about " + (needed + MIB - 1) / MIB + " MiB of a heap of " + heapBytes / MIB + " MiB";
        if (needed >= heapBytes)
        {
            return Finding.fail(name, found, "give a smaller ring or a larger heap (-Xmx)");
        }
        return needed > heapBytes / 4 ? Finding.warn(name, found, "leave the host room: a smaller ring or a larger heap (-Xmx)")
            : Finding.ok(name, found);
    }

    /** A section's ancestors exist as soon as its scope does. */
    static Finding scopes(final Set<String> sections, final int limit)
    {
        final Set<String> all = new HashSet<>(Set.of(""));
        for (final String section : sections)
        {
            String path = section;
            while (!path.isEmpty() && all.add(path))
            {
                path = path.substring(0, Math.max(0, path.lastIndexOf('/')));
            }
        }
        final String found = all.size() + " of at most " + limit + " scopes have sections or stand above one";
        return all.size() > limit ? Finding.fail("scopes", found, "raise engine.max-scopes") : Finding.ok("scopes", found);
    }
}
