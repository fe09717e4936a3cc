package io.interlock.host;

import io.interlock.config.ConfigLoader;
import io.interlock.core.engine.Scope;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** A fresh gateway that halts one scope after the other, and says how long each message took to leave. */
final class ReactingChild
{
    private static final long HALTS_NS = 4_000_000_000L;
    private static final long GENEROUS_S = 180;

    private ReactingChild()
    {
    }

    /**
     * Measures: a line of nanoseconds for each message, from the report to the first byte at the receiver, and how many classes the first
     * of them loaded.
     *
     * @param args the directory, and how many.
     * @throws Exception when something is in the way.
     */
    public static void main(final String[] args) throws Exception
    {
        try (FirstBytes receiver = new FirstBytes();
            Interlock interlock = Interlock.launch(ConfigLoader.load("reaction", """
                preset: default
                engine: { stale-limit: 30s }
                notifications:
                  channels:
                    hook:
                      type: webhook
                      url: http://127.0.0.1:%d/hook
                      key: ${HOOK_KEY}
                      allow-private: yes
                      priority: CRITICAL
                      rate: 10000
                """.formatted(receiver.port()), "default", Map.of("HOOK_KEY", "the key of a test")::get), Path.of(args[0])))
        {
            final BlockingQueue<Long> arrived = receiver.firstNs();
            rehearsed();
            final long before = ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
            for (int i = 0; i < Integer.parseInt(args[1]); i++)
            {
                final Scope scope = interlock.scope("venue" + i);
                interlock.drain();
                final long startNs = System.nanoTime();
                scope.reporter().apiLatency(HALTS_NS);
                final Long atNs = arrived.poll(GENEROUS_S, TimeUnit.SECONDS);
                System.out.println("ns " + (atNs == null ? -1 : atNs - startNs));
                if (i == 0)
                {
                    System.out.println("classes " + (ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount() - before));
                }
                // Idle: this one is answered and journaled before the next.
                arrived.poll(20, TimeUnit.MILLISECONDS);
            }
        }
    }

    private static void rehearsed() throws InterruptedException
    {
        for (final Thread thread : Thread.getAllStackTraces().keySet())
        {
            if ("interlock-notify-rehearsal".equals(thread.getName()))
            {
                thread.join();
            }
        }
    }
}
