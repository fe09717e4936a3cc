package io.interlock.core.port;

import io.interlock.core.model.Level;

/**
 * Why an action runs.
 *
 * @param id         made from the decision's sequence and the action, the same in every retry: whoever has done it need not do it again.
 * @param scope      path of the scope that changed; the action covers it and all below it.
 * @param level      the level that asks for it.
 * @param token      proof that the order comes from the engine itself: such orders pass a gate at every level (SEMANTICS 1).
 * @param deadlineNs time that the action has in all, in nanoseconds from its start.
 * @param resumed    true where an engine has started again at this level and does not know how far the actions of its former life came:
 *                   what is open at the venue is cancelled again, and a position is flattened only once the venue has confirmed it
 *                   (SEMANTICS 5).
 */
public record ActionContext(String id, String scope, Level level, SafetyToken token, long deadlineNs, boolean resumed)
{
}
