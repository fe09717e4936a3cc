package io.interlock.bench.suite;

import com.alibaba.csp.sentinel.Entry;
import com.alibaba.csp.sentinel.SphU;
import com.alibaba.csp.sentinel.context.ContextUtil;
import com.alibaba.csp.sentinel.slots.block.BlockException;
import com.alibaba.csp.sentinel.slots.block.RuleConstant;
import com.alibaba.csp.sentinel.slots.block.degrade.DegradeRule;
import com.alibaba.csp.sentinel.slots.block.degrade.DegradeRuleManager;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;

/** The guarded trade with Sentinel: an entry under a rule on slow calls, and its exit. Its clock is a thread that counts milliseconds. */
public class SentinelSuite extends SingleCore
{
    private static final String RESOURCE = "venue";

    /** Its rule, and a folder for what it logs. */
    @State(Scope.Benchmark)
    public static class Rules
    {
        private Path logs;

        /**
         * Loads the rule.
         *
         * @throws IOException without a temporary folder.
         */
        @Setup(Level.Trial)
        public void setUp() throws IOException
        {
            logs = Files.createTempDirectory("sentinel");
            System.setProperty("csp.sentinel.log.dir", logs.toString());
            final DegradeRule rule = new DegradeRule(RESOURCE);
            rule.setGrade(RuleConstant.DEGRADE_GRADE_RT);
            rule.setCount(500);
            rule.setSlowRatioThreshold(0.5);
            rule.setMinRequestAmount(10);
            rule.setStatIntervalMs(300_000);
            rule.setTimeWindow(60);
            DegradeRuleManager.loadRules(List.of(rule));
        }

        /** Removes what it logged. */
        @TearDown(Level.Trial)
        public void tearDown()
        {
            final File[] files = logs.toFile().listFiles();
            for (final File file : files == null ? new File[0] : files)
            {
                file.deleteOnExit();
            }
            logs.toFile().deleteOnExit();
        }
    }

    /** A thread enters a context once, as a server's does once a request: Sentinel makes one for each entry without. */
    @State(Scope.Thread)
    public static class Context
    {
        /**
         * Enters.
         *
         * @param rules come first: they say where it logs.
         */
        @Setup(Level.Trial)
        public void setUp(final Rules rules)
        {
            ContextUtil.enter("bench");
        }
    }

    private static boolean guarded()
    {
        try (Entry entry = SphU.entry(RESOURCE))
        {
            return entry != null;
        }
        catch (final BlockException refused)
        {
            return false;
        }
    }

    /**
     * Entry and exit.
     *
     * @param rules   that guard it.
     * @param context of the thread.
     * @return whether it was allowed.
     */
    @Benchmark
    public boolean trade(final Rules rules, final Context context)
    {
        return guarded();
    }

    /**
     * Entry and exit by two threads on one resource.
     *
     * @param rules   that guard it.
     * @param context of the thread.
     * @return whether it was allowed.
     */
    @Benchmark
    @Threads(2)
    public boolean tradeTwoThreads(final Rules rules, final Context context)
    {
        return guarded();
    }
}
