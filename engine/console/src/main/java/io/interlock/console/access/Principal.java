package io.interlock.console.access;

import java.util.Locale;

/**
 * Who asks. Immutable.
 *
 * @param name of the token; journaled as the actor.
 * @param role what it may.
 * @param id   of the token itself, whatever it is called: no secret, and not shown.
 */
public record Principal(String name, Role role, String id)
{
    /**
     * Where the name alone says who it is.
     *
     * @param name see above.
     * @param role see above.
     */
    public Principal(final String name, final Role role)
    {
        this(name, role, "name:" + name);
    }

    /**
     * Whether both are one person, as far as tokens tell. Two tokens of one name are one person's, however the name is written, and so is
     * one token under two names.
     *
     * @param other not null.
     * @return true where a second person is still needed.
     */
    public boolean isSamePersonAs(final Principal other)
    {
        return id.equals(other.id) || name.toLowerCase(Locale.ROOT).equals(other.name.toLowerCase(Locale.ROOT));
    }
}
