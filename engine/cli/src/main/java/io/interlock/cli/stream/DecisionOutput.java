package io.interlock.cli.stream;

import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.model.Reason;
import io.interlock.core.port.TransitionEvent;
import java.util.Map;

/** Where the decisions on a stream go, in their order. Threading: one thread at a time. */
public interface DecisionOutput
{
    /** A scope's own level changed. */
    void transition(long timeNs, String scope, TransitionEvent.Change change, TransitionEvent.Why why);

    /** A check was answered; the size factor is 0.0 for a refusal. */
    void check(long timeMs, String scope, Intent intent, Reason reason, double sizeFactor);

    /** A bad sample or a refused command. */
    void rejected(long timeMs, long line, String message);

    /** The end of a stream without a malformed line: own levels in the order of the paths. */
    void summary(Map<String, Level> levels, long transitions, long rejected, long rows);

    /** Hands on what was written so far. */
    void flush();
}
