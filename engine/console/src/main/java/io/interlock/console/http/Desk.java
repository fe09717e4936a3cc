package io.interlock.console.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.interlock.console.access.BoundedAttempts;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has requests that were let in answered, and makes an answer of whatever a handler throws: of what is not meant for the peer it gets an
 * id alone, and the log the rest, once and not without end.
 *
 * <p>Threading: any thread; waits as long as a handler does.
 */
final class Desk
{
    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final int TRACES_PER_MINUTE = 10;
    private static final String ALLOWED = "allowed: answered ";
    /** No command has another meaning for this field: who does not know it refuses it. */
    private static final String DRY = "allowed: dry run, answered ";
    private static final String REFUSED = "refused: answered ";
    private static final int FORBIDDEN = 403;

    private final BoundedAttempts attempts;
    private final SecureRandom random = new SecureRandom();
    private final AtomicLong failures = new AtomicLong();
    private long startNs = System.nanoTime();
    private int traces;

    Desk(final BoundedAttempts attempts)
    {
        this.attempts = attempts;
    }

    /** How often a handler failed. */
    long failures()
    {
        return failures.get();
    }

    /** An answer, whatever happens. The target is the path as it came; it was looked at. */
    ApiResponse answer(final FrontDoor.Admission admission, final String target, final byte[] bytes, final InetAddress peer)
    {
        ApiResponse answer;
        String outcome = ALLOWED;
        try
        {
            final JsonNode body = Bodies.read(bytes);
            outcome = body != null && body.path("dry_run").booleanValue() ? DRY : ALLOWED;
            final ApiResponse given = admission.route().handler().handle(new ApiRequest(admission.route().method(), target,
                admission.variables(), admission.query(), body, peer.getHostAddress(), admission.caller()));
            answer = given == null ? failed(admission.what(), new IllegalStateException("the handler gave no answer")) : given;
        }
        catch (final ApiProblem problem)
        {
            answer = written(admission.what(), problem);
            // The token's role was enough for the route, and not for what was asked of it.
            outcome = answer.status() == FORBIDDEN ? REFUSED : outcome;
        }
        catch (final Refusal refusal)
        {
            answer = Answers.problem(refusal.problem());
            outcome = REFUSED;
        }
        catch (final Throwable thrown)
        {
            answer = failed(admission.what(), thrown);
        }
        keep(admission, peer, outcome + answer.status());
        return answer;
    }

    /** A request that was let in by its head got no further: nothing was done. */
    void refused(final FrontDoor.Admission admission, final InetAddress peer, final int status)
    {
        keep(admission, peer, REFUSED + status);
    }

    private void keep(final FrontDoor.Admission admission, final InetAddress peer, final String outcome)
    {
        if (admission.command())
        {
            final String who = admission.principal() == null ? peer.getHostAddress() : admission.principal().name();
            attempts.command(who, admission.what(), outcome);
        }
    }

    private ApiResponse written(final String what, final ApiProblem problem)
    {
        try
        {
            return Answers.problem(problem);
        }
        catch (final RuntimeException strange)
        {
            return failed(what, strange);
        }
    }

    /** What a peer may know of a fault. */
    ApiResponse failed(final String what, final Throwable thrown)
    {
        failures.incrementAndGet();
        final String id = String.format("%08x", random.nextInt());
        if (mayTrace())
        {
            LOG.error("{} failed [{}]", what, id, thrown);
        }
        else
        {
            LOG.error("{} failed [{}]: {}", what, id, thrown.getClass().getName());
        }
        return Answers.broken(id);
    }

    private synchronized boolean mayTrace()
    {
        final long now = System.nanoTime();
        if (now - startNs >= MINUTE_NS)
        {
            startNs = now;
            traces = 0;
        }
        traces++;
        return traces <= TRACES_PER_MINUTE;
    }
}
