package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.report.Reporter;
import io.interlock.core.testing.Await;
import io.interlock.core.testing.PatientContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The lane of a thread that has died is released, with its counts kept (DESIGN, lanes 5). */
class ReporterPoolTest
{
    private final BreakerEngine engine =
        BreakerEngine.launch(PatientContext.make().config(TestConfigs.lanes(true, 1)).clock(new ManualClock()).invoked(true));
    private final Scope venue = engine.scope("v");

    @AfterEach
    void tearDown()
    {
        engine.close();
    }

    private int lanes()
    {
        return engine.parts().lanes().all().size();
    }

    /** Has a thread make a reporter, use it and die; returns when the collector has found that nobody can reach the reporter. */
    private void reportAndDie(final Consumer<Reporter> use) throws InterruptedException
    {
        final Thread thread = new Thread(() -> use.accept(venue.exclusiveReporter()));
        thread.start();
        thread.join();
        Await.until("the lane is released", () ->
        {
            System.gc();
            return engine.reporters().released(venue.id()) == 1;
        });
    }

    @Test
    void shouldGiveTheLaneOfADeadThreadToTheNext() throws Exception
    {
        engine.drain();
        final int before = lanes();
        reportAndDie(reporter ->
        {
            reporter.success();
            reporter.success();
        });
        assertThat(lanes()).isEqualTo(before + 1);
        final Reporter next = venue.exclusiveReporter();
        next.success();
        assertThat(lanes()).as("the next has the lane of the dead").isEqualTo(before + 1);
        engine.drain();
        next.success();
        engine.drain();
        assertThat(engine.status().counters().lanes()).as("none is forgotten").isEqualTo(4);
        assertThat(engine.breaker().machine().scope(venue.id()).windowOrders()).isEqualTo(4);
    }

    @Test
    void shouldNeverShareALaneAmongTheLiving()
    {
        engine.drain();
        final int before = lanes();
        final List<Reporter> kept = new ArrayList<>();
        for (int i = 0; i < 50; i++)
        {
            kept.add(venue.exclusiveReporter());
            if (i % 10 == 0)
            {
                System.gc();
            }
        }
        assertThat(lanes() - before).isEqualTo(50);
        kept.forEach(Reporter::success);
        engine.drain();
        assertThat(engine.status().counters().lanes()).isEqualTo(50);
    }

    @Test
    void shouldKeepTheOrderOfWhatItsPredecessorPublished() throws Exception
    {
        engine.drain();
        reportAndDie(reporter -> reporter.failure("not judged when its thread has died"));
        venue.exclusiveReporter().success();
        engine.drain();
        assertThat(engine.breaker().machine().scope(venue.id()).streak()).as("the success came after the failure").isZero();
    }
}
