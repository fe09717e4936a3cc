package io.interlock.cli.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * Asks the resolver for hosts, each once and for a bounded time: one that does not answer is nobody who knows.
 *
 * <p>Threading: one thread; each look-up has a daemon thread of its own, since it cannot be ended.
 */
public final class KnownHosts implements Predicate<String>
{
    private static final long EACH_MS = 5_000;

    private final Map<String, Boolean> asked = new HashMap<>();

    @Override
    public boolean test(final String host)
    {
        return asked.computeIfAbsent(host, KnownHosts::ask);
    }

    private static boolean ask(final String host)
    {
        final CompletableFuture<Boolean> answer = new CompletableFuture<>();
        final Thread thread = new Thread(() ->
        {
            try
            {
                answer.complete(InetAddress.getAllByName(host).length > 0);
            }
            catch (final UnknownHostException | RuntimeException unknown)
            {
                answer.complete(false);
            }
        }, "interlock-known-hosts");
        thread.setDaemon(true);
        thread.start();
        try
        {
            return answer.get(EACH_MS, TimeUnit.MILLISECONDS);
        }
        catch (final TimeoutException | ExecutionException late)
        {
            return false;
        }
        catch (final InterruptedException interrupted)
        {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
