package io.interlock.journal.input;

import io.interlock.core.machine.InputEvent;
import io.interlock.core.port.ReloadInput;
import io.interlock.journal.record.Hash;
import java.util.UUID;

/**
 * Is shown a recording in order.
 *
 * <p>Threading: the reader's.
 */
public interface InputVisitor
{
    /**
     * A life of the engine begins; a snapshot follows.
     *
     * @param life what is known of it.
     */
    default void life(final Life life)
    {
    }

    /**
     * A life goes on under another configuration, and what led to that is missing; a snapshot follows, before which nothing is shown.
     *
     * @param life the same, with the configuration that holds from the next snapshot on.
     */
    default void config(final Life life)
    {
    }

    /**
     * A reload of the configuration was carried out, or announced.
     *
     * @param reload who, why and what.
     * @param timeNs engine time.
     * @param wallMs milliseconds since 1970.
     */
    default void reload(final ReloadInput reload, final long timeNs, final long wallMs)
    {
    }

    /**
     * The machine as it was at that moment. After a gap this is where things go on.
     *
     * @param snapshot of the machine.
     */
    default void snapshot(final Snapshot snapshot)
    {
    }

    /**
     * A scope was added.
     *
     * @param id       of the scope.
     * @param parentId of its parent.
     * @param path     of the scope.
     */
    default void scope(final int id, final int parentId, final String path)
    {
    }

    /**
     * An event that was judged.
     *
     * @param event  valid during the call only.
     * @param actor  who commanded it; null for a report.
     * @param timeNs engine time.
     * @param wallMs milliseconds since 1970.
     */
    default void input(final InputEvent event, final String actor, final long timeNs, final long wallMs)
    {
    }

    /**
     * The root's guard word changed without an event.
     *
     * @param bits   as in {@link io.interlock.core.gate.GuardWord}.
     * @param timeNs engine time.
     * @param wallMs milliseconds since 1970.
     */
    default void guard(final long bits, final long timeNs, final long wallMs)
    {
    }

    /**
     * Order intents found no room in the input ring, and are missing.
     *
     * @param count  how many.
     * @param timeNs engine time.
     * @param wallMs milliseconds since 1970.
     */
    default void intentsLost(final long count, final long timeNs, final long wallMs)
    {
    }

    /**
     * Something is missing here. What follows up to the next snapshot is not shown.
     *
     * @param where file and frame, or empty where the engine itself left it out.
     * @param gap   what is known of it.
     */
    default void gap(final String where, final Gap gap)
    {
    }

    /**
     * A life of the engine.
     *
     * @param bootId of the life.
     * @param config the configuration as YAML.
     * @param build  version of the program.
     * @param hash   of the configuration, as the journal's records carry it.
     * @param wallMs when its recording begins, in milliseconds since 1970.
     */
    record Life(UUID bootId, String config, String build, Hash hash, long wallMs)
    {
    }
}
