package io.interlock.journal.replay;

import java.util.UUID;

/**
 * Where a replay and what is on the disk part.
 *
 * @param bootId   of the life.
 * @param sequence of the decision; of a state the last before it.
 * @param wallMs   when, in milliseconds since 1970.
 * @param scope    path.
 * @param field    which differs.
 */
public record Difference(UUID bootId, long sequence, long wallMs, String scope, Field field)
{
    /**
     * A field with both its values.
     *
     * @param name    of the field; {@code decision} where one of both has none.
     * @param journal what is on the disk.
     * @param replay  what the replay says.
     */
    public record Field(String name, String journal, String replay)
    {
    }
}
