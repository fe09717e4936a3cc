package io.interlock.core.engine;

import io.interlock.core.model.CriticalError;
import io.interlock.core.model.Side;
import io.interlock.core.port.ActionContext;
import io.interlock.core.port.ExposureSource;
import io.interlock.core.port.TradingActions;
import io.interlock.core.report.Reporter;
import io.interlock.core.testing.Await;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;

/** Fills its heap until there is no memory left, keeps it full, reports that, and stays until it is killed. */
final class ChildFullHeap
{
    private static volatile Node kept;
    private static volatile boolean greedy;

    private record Node(byte[] bytes, Node next)
    {
    }

    private ChildFullHeap()
    {
    }

    /** Cancels by a byte in a file that is open already. */
    private static final class Cancelling implements TradingActions
    {
        private final FileChannel mark;
        private final ByteBuffer yes = ByteBuffer.allocateDirect(1);

        Cancelling(final Path path) throws IOException
        {
            mark = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }

        @Override
        public CompletionStage<String> cancelAll(final ActionContext context)
        {
            try
            {
                mark.write(yes.put(0, (byte)'y').rewind());
            }
            catch (final IOException failed)
            {
                return CompletableFuture.failedFuture(failed);
            }
            return CompletableFuture.completedFuture("done");
        }
    }

    /** Allocates for each order, as a host does. */
    private static final class Host implements ExposureSource
    {
        @Override
        public void openOrders(final OrderVisitor visitor)
        {
            for (int i = 0; i < 1_000; i++)
            {
                visitor.order("v", "order-" + i, "BTC", Side.BUY, Integer.toString(i), "1", null);
            }
        }

        @Override
        public void positions(final PositionVisitor visitor)
        {
            visitor.position("v", "BTC", new StringBuilder("-1").append(".5"), "worked out");
        }
    }

    /**
     * Runs.
     *
     * @param args the directory; and {@code greedy}, to take what anybody gives back at once.
     * @throws Exception when anything is in the way.
     */
    public static void main(final String[] args) throws Exception
    {
        final Path directory = Path.of(args[0]);
        final BreakerEngine engine = BreakerEngine.launch(new EngineContext().config(TestConfigs.patient()).directory(directory)
            .exposure(new Host()).actions(new Cancelling(Path.of(args[0] + ".cancelled"))).actionLimits(Duration.ofSeconds(10), 3));
        final Reporter venue = engine.scope("v").exclusiveReporter();
        venue.success();
        venue.failure("one");
        venue.apiLatency(20 * TestConfigs.MS);
        engine.root().reporter().equity(1_000_000.25);
        engine.drain();
        engine.desk().override("v", true, "ann", "careful");
        final LiveDumps dumps = (LiveDumps)engine.parts().dumps();
        Await.until("prepared", dumps::isPrepared);
        final Thread taker = new Thread(ChildFullHeap::takeAll);
        taker.setDaemon(true);
        taker.start();
        // Constants that are used for the first time take memory.
        final CriticalError error = CriticalError.MEMORY_ERROR;
        final String details = "heap";
        final boolean takes = args.length > 1;
        fill(1 << 20);
        greedy = takes;
        venue.criticalError(error, details);
        while (true)
        {
            LockSupport.park(ChildFullHeap.class);
        }
    }

    private static void fill(final int from)
    {
        int size = from;
        while (size >= 16)
        {
            try
            {
                kept = new Node(new byte[size], kept);
            }
            catch (final OutOfMemoryError full)
            {
                size /= 2;
            }
        }
    }

    private static void takeAll()
    {
        while (true)
        {
            if (greedy)
            {
                fill(1 << 12);
            }
            else
            {
                Thread.yield();
            }
        }
    }
}
