package io.interlock.console.http;

import io.interlock.console.access.Role;

/**
 * Who answers what. Immutable.
 *
 * @param method   {@code GET}, {@code POST} or {@code DELETE}.
 * @param template path, with {@code {name}} for a variable part.
 * @param role     what a token must allow; null: no token is needed.
 * @param also     another role that is let in, though {@link Role#allows} says no; null: none.
 * @param handler  answers.
 */
public record ApiRoute(String method, String template, Role role, Role also, ApiHandler handler)
{
    /**
     * For one role, and those that it is part of.
     *
     * @param method   see above.
     * @param template see above.
     * @param role     see above.
     * @param handler  see above.
     */
    public ApiRoute(final String method, final String template, final Role role, final ApiHandler handler)
    {
        this(method, template, role, null, handler);
    }

    /**
     * Whether the owner of a token is let in.
     *
     * @param held what the token allows; null: there is no token.
     * @return true where the route needs none, or it is enough.
     */
    public boolean admits(final Role held)
    {
        return role == null || held != null && (held.allows(role) || held == also);
    }

    /** Whether it takes commands: it may change something, and takes no reports. */
    boolean command()
    {
        return !"GET".equals(method) && role != Role.REPORTER;
    }
}
