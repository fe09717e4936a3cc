package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.ConfigLoader;
import io.interlock.core.model.Level;
import io.interlock.core.model.Side;
import io.interlock.host.page.Browser;
import io.interlock.host.page.BrowserPage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pictures of the README and the documents: {@code -Dinterlock.pictures=DIR} with a whole path. Half an hour of trading in a minute and
 * a half, then the worst minute of the day.
 */
@EnabledIfSystemProperty(named = "interlock.pictures", matches = ".+")
class DashboardPicturesTest
{
    private static final int LAPSE_S = 90;
    private static final int TIMES = 20;
    private static final long MS = 1_000_000L;
    private static final long STEP_NS = 60 * MS;
    private static final long MOST_BYTES = 300_000;
    private static final int WIDTH = 1_280;
    private static final int HEIGHT = 1_150;

    @TempDir
    private Path directory;

    @Test
    void shouldTakePicturesOfTheWorstMinuteOfTheDay() throws Exception
    {
        final Path folder = Path.of(System.getProperty("interlock.pictures"));
        try (Browser browser = Browser.start();
            PageStage stage = new PageStage(directory, ConfigLoader.load(
                "pictures", PageStage.YAML.formatted(0).replace("30s", "1m")), new LapseClock(LAPSE_S, TIMES)))
        {
            halfAnHour(stage);
            final AtomicBoolean ends = new AtomicBoolean();
            final Thread trading = new Thread(() -> calm(stage, ends));
            trading.start();
            take(browser, stage, folder);
            ends.set(true);
            trading.join();
        }
    }

    private static void halfAnHour(final PageStage stage)
    {
        final long startNs = System.nanoTime();
        int done = 0;
        while (done < 4)
        {
            final double part = (System.nanoTime() - startNs) / (LAPSE_S * 1e9);
            if (part > 0.2 + done * 0.16 && done < 3 || part > 1.02)
            {
                incident(stage, done);
                done++;
            }
            stage.trade();
            LockSupport.parkNanos(STEP_NS);
        }
    }

    private static void incident(final PageStage stage, final int number)
    {
        if (number == 0)
        {
            stage.reporter("okx").apiLatency(640 * MS);
        }
        else if (number == 1)
        {
            for (int i = 0; i < 9; i++)
            {
                stage.reporter("bitstamp").failure("rejected: too many requests");
            }
        }
        else if (number == 2)
        {
            stage.reporter("kraken").apiLatency(1_300 * MS);
            stage.reporter("binance").slippage(Side.BUY, 60_000, 60_120);
        }
        else
        {
            stage.incident();
            stage.kill();
        }
    }

    private static void calm(final PageStage stage, final AtomicBoolean ends)
    {
        while (!ends.get())
        {
            stage.trade();
            LockSupport.parkNanos(10 * STEP_NS);
        }
    }

    private static void take(final Browser browser, final PageStage stage, final Path folder) throws Exception
    {
        final String token = stage.client().token("admin");
        try (BrowserPage page = browser.open(stage.url(), new BrowserPage.Look(WIDTH, HEIGHT, "dark", null)).signIn(token))
        {
            page.awaitText(".tile[data-scope='binance'] .word", Level.HALT.name());
            page.evaluate("document.querySelector(\".tile[data-scope='binance']\").click()");
            page.awaitText("#charts option:checked", "binance");
            page.await("document.querySelectorAll('.chart .plot canvas').length === 4");
            pause(3);
            picture(page, folder, "dashboard-dark");
            page.click("#bar button.quiet");
            pause(1);
            picture(page, folder, "dashboard-light");
            page.click("#bar button.quiet");
            page.size(WIDTH, 1_080);
            page.evaluate("scrollTo(0, document.getElementById('charts').offsetTop - 60)");
            pause(3);
            picture(page, folder, "dashboard-hour");
            page.evaluate("scrollTo(0, document.getElementById('notices').offsetTop - 60)");
            pause(1);
            picture(page, folder, "dashboard-parts");
            page.evaluate("scrollTo(0, 0)");
            page.size(WIDTH, 820);
            page.click(".tile[data-scope='binance'] .act");
            page.await("document.querySelector('.effect').dataset.is === 'possible'");
            page.fill("#op-reason", "the venue has answered within 40 ms for two minutes");
            picture(page, folder, "dashboard-operator");
        }
        try (BrowserPage page = browser.open(stage.url(), new BrowserPage.Look(390, 1_200, "dark", null)).signIn(token))
        {
            page.awaitText(".tile[data-scope='binance'] .word", Level.HALT.name());
            pause(2);
            picture(page, folder, "dashboard-phone");
        }
    }

    private static void pause(final int seconds)
    {
        final long endNs = System.nanoTime() + seconds * 1_000 * MS;
        while (System.nanoTime() - endNs < 0)
        {
            LockSupport.parkNanos(endNs - System.nanoTime());
        }
    }

    private static void picture(final BrowserPage page, final Path folder, final String name) throws Exception
    {
        final Path file = folder.resolve(name + ".png");
        page.picture(file, false);
        assertThat(Files.size(file)).as(name).isLessThan(MOST_BYTES);
    }
}
