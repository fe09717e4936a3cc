package io.interlock.core.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Runs in a process of its own until it is killed. */
final class ChildEngine
{
    private ChildEngine()
    {
    }

    /**
     * Goes to HALT with an override, says so by a file beside the directory, and stays.
     *
     * @param args the directory.
     * @throws Exception when anything is in the way.
     */
    public static void main(final String[] args) throws Exception
    {
        final BreakerEngine engine = BreakerEngine.launch(TestConfigs.patient(), Path.of(args[0]));
        engine.scope("binance").reporter().apiLatency(4 * TestConfigs.SECOND);
        engine.drain();
        engine.desk().override("binance", true, "child", "");
        Files.createFile(Path.of(args[0] + ".ready"));
        new CountDownLatch(1).await();
    }
}
