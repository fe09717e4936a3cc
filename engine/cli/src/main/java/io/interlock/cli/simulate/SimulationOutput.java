package io.interlock.cli.simulate;

import io.interlock.core.machine.Transition;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.model.Reason;
import java.util.Map;

/** Where the decisions of a simulation go, in their order. */
interface SimulationOutput
{
    /** A scope's own level changed. */
    void transition(String scope, Transition transition);

    /** A check was answered; the size factor is 0.0 for a refusal. */
    void check(long timeMs, String scope, Intent intent, Reason reason, double sizeFactor);

    /** A bad sample or a refused command. */
    void rejected(long timeMs, long line, String message);

    /** The end of a stream without a malformed line: own levels in the order of the paths. */
    void summary(Map<String, Level> levels, long transitions, long rejected, long rows);

    /** Hands on what was written so far. */
    void flush();
}
