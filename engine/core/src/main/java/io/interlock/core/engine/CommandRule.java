package io.interlock.core.engine;

import io.interlock.core.mapped.CommandSlot;

/**
 * What is asked before a command of the slot that loosens is carried out: FORCE_RECOVERY, RESET and ACCEPT. What tightens is never asked
 * about, and neither are calls of {@link OperatorDesk} in this process: who can make them can do anything here.
 *
 * <p>Threading: a thread of its own for each command that is asked about, which come one after the other; may wait twice as long as the
 * desk does. What it throws refuses the command, and so does an answer that does not come by then.
 */
@FunctionalInterface
public interface CommandRule
{
    /** Nothing is held. */
    CommandRule NONE = (command, desk) -> null;

    /**
     * Answers a command in place of the engine, or leaves it to it.
     *
     * @param command as it was given; its token is a secret.
     * @param desk    where it is carried out.
     * @return null: it is carried out at once, by the actor that it names; otherwise the answer, and all was done that is to be done.
     */
    CommandSlot.Answer held(CommandSlot.Command command, OperatorDesk desk);
}
