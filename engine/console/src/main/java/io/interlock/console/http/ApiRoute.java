package io.interlock.console.http;

import io.interlock.console.access.Role;

/**
 * Who answers what. Immutable.
 *
 * @param method   {@code GET}, {@code POST} or {@code DELETE}.
 * @param template path, with {@code {name}} for a variable part.
 * @param role     what a token must allow; null: no token is needed.
 * @param handler  answers.
 */
public record ApiRoute(String method, String template, Role role, ApiHandler handler)
{
}
