package io.interlock.console.api;

import io.interlock.console.access.Principal;
import io.interlock.console.access.Role;
import io.interlock.core.status.EngineStatus;
import io.interlock.core.status.ScopeStatus;
import java.util.List;
import java.util.Map;

/** The scopes that there are: a request makes none. Threading: one thread. */
final class Scopes
{
    private final EngineStatus status;

    Scopes(final EngineStatus status)
    {
        this.status = status;
    }

    /** One that exists; a problem names those that are nearest. */
    ScopeStatus existing(final String path)
    {
        final ScopeStatus scope = status.scope(path);
        if (scope == null)
        {
            throw unknown(path, status.scopes().stream().map(ScopeStatus::path).toList());
        }
        return scope;
    }

    /** To whom may not read no name of a scope is told. */
    static RuntimeException unknown(final String path, final List<String> known, final Principal principal)
    {
        if (principal != null && principal.role().allows(Role.VIEWER))
        {
            return unknown(path, known);
        }
        final String shown = Fields.checked("scope", path);
        return Problems.unknownScope("there is no scope \"" + shown + "\". A request makes none: a scope exists once the gateway has "
            + "asked or reported in it", Map.of("scope", shown));
    }

    static RuntimeException unknown(final String path, final List<String> known)
    {
        final String shown = Fields.checked("scope", path);
        final List<String> nearest = Nearest.of(shown, known);
        return Problems.unknownScope("there is no scope \"" + shown + "\"; the nearest by name: "
            + String.join(", ", nearest.stream().map(name -> name.isEmpty() ? "the root (\"\")" : name).toList())
            + ". A request makes none: a scope exists once the gateway has asked or reported in it",
            Map.of("scope", shown, "nearest", nearest));
    }

    static boolean isWithin(final String path, final String scope)
    {
        return scope.isEmpty() || path.equals(scope) || path.startsWith(scope + "/");
    }
}
