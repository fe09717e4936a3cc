package io.interlock.console.api;

import io.interlock.config.BreakerConfig;
import io.interlock.core.engine.OperatorDesk;
import io.interlock.core.engine.Scope;
import io.interlock.core.port.NoticeCommand;

/**
 * What an engine is told. Not there for an engine of another process.
 *
 * <p>Threading: several threads of the server at once; each call blocks for a bounded time.
 */
public interface EngineControl
{
    /**
     * Where operators command.
     *
     * @return never null.
     */
    OperatorDesk desk();

    /**
     * What is in force: a dry run says what the law would do.
     *
     * @return never null.
     */
    BreakerConfig config();

    /**
     * The two-person rule.
     *
     * @return never null; {@link SecondPerson#NOT_NEEDED} where it is off.
     */
    default SecondPerson secondPerson()
    {
        return SecondPerson.NOT_NEEDED;
    }

    /**
     * Where it gets another configuration.
     *
     * @return never null.
     */
    ConfigDesk configs();

    /**
     * A scope that exists.
     *
     * @param path {@code ""} is the root.
     * @return null where there is none: a request never makes one, but for {@link #reported}.
     */
    Scope find(String path);

    /**
     * A scope that is reported to; made where there is none.
     *
     * @param path a valid path.
     * @return never null.
     */
    Scope reported(String path);

    /**
     * What an operator says of notifications.
     *
     * @param command what.
     * @return never null.
     */
    NoticeCommand.Answer notice(NoticeCommand command);

    /**
     * Has the journal keep an attempt, allowed or refused (DESIGN, invariant 8); never blocks.
     *
     * @param principal who, or the peer's address where there is no token.
     * @param what      the route.
     * @param outcome   for people.
     */
    void attempted(String principal, String what, String outcome);
}
