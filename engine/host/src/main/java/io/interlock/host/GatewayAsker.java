package io.interlock.host;

import io.interlock.core.port.GatewayView;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the host's gateway how it is, with a deadline kept from here: host code that hangs must not take the console's threads with it. One
 * call at a time; who asks beside it gets the answer before.
 *
 * <p>Threading: any but a trading one; waits half a second at most.
 */
final class GatewayAsker implements AutoCloseable
{
    private static final Logger LOG = LoggerFactory.getLogger(GatewayAsker.class);
    private static final long DEADLINE_MS = 500;
    private static final long IDLE_S = 10;
    /** An answer of this age is still shown while the gateway is being asked. */
    private static final long FRESH_NS = 2_000_000_000L;

    private final ThreadPoolExecutor worker = new ThreadPoolExecutor(0, 1, IDLE_S, TimeUnit.SECONDS, new SynchronousQueue<>(), work ->
    {
        final Thread thread = new Thread(work, "interlock-console-gateway");
        thread.setDaemon(true);
        return thread;
    });
    private volatile GatewayView view;
    private volatile String scope = "";
    private volatile Answer last;
    private volatile boolean complained;
    private volatile boolean acts;

    private record Answer(GatewayView.Gateway gateway, long atNs)
    {
    }

    void view(final GatewayView value)
    {
        view = value;
        scope = value == null ? "" : value.scope();
        last = null;
    }

    void acts(final boolean value)
    {
        acts = value;
    }

    /** Whether there is somebody to act, or to be asked: what has a gateway acts through it, however that was wired. */
    boolean acts()
    {
        return acts || view != null;
    }

    /** Where its orders are judged. */
    String scope()
    {
        return scope;
    }

    /** Null where there is none, or it did not answer. */
    GatewayView.Gateway ask()
    {
        final GatewayView asked = view;
        if (asked == null)
        {
            return null;
        }
        try
        {
            final GatewayView.Gateway gateway = worker.submit(asked::gateway).get(DEADLINE_MS, TimeUnit.MILLISECONDS);
            last = gateway == null ? null : new Answer(gateway, System.nanoTime());
            return gateway;
        }
        catch (final RejectedExecutionException busy)
        {
            final Answer before = last;
            return before == null || System.nanoTime() - before.atNs() > FRESH_NS ? null : before.gateway();
        }
        catch (final TimeoutException | ExecutionException failed)
        {
            complain(failed);
            return null;
        }
        catch (final RuntimeException strange)
        {
            // Of an exception whose text throws, which the future asks for it.
            complain(strange);
            return null;
        }
        catch (final InterruptedException interrupted)
        {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private void complain(final Exception failed)
    {
        if (!complained)
        {
            complained = true;
            LOG.warn("the gateway does not tell how it is; told once", failed);
        }
    }

    /** Waits for nobody. */
    @Override
    public void close()
    {
        worker.shutdownNow();
    }
}
