package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThat;
import static io.interlock.host.OnThePage.awaitLevel;
import static io.interlock.host.OnThePage.command;
import static io.interlock.host.OnThePage.opens;
import static io.interlock.host.OnThePage.send;
import static io.interlock.host.OnThePage.tile;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.model.Side;
import io.interlock.core.port.EngineClock;
import io.interlock.core.testing.Await;
import io.interlock.host.page.Browser;
import io.interlock.host.page.BrowserPage;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard in a real browser, over a real engine. */
class DashboardTest
{
    private static final long MS = 1_000_000L;
    private static final String QUICK = "  okx: { cooldown: { halt: 1s }, halt: { confirm: on } }\n";

    private static Browser browser;
    /** For tests that leave its levels alone, or change those of a venue that no other one looks at. */
    private static PageStage stage;

    @BeforeAll
    static void start(@TempDir final Path shared) throws Exception
    {
        browser = Browser.start();
        stage = trading(shared, 0);
    }

    @AfterAll
    static void end()
    {
        if (stage != null)
        {
            stage.close();
        }
        if (browser != null)
        {
            browser.close();
        }
    }

    private static PageStage trading(final Path directory, final int port)
    {
        final PageStage trading = new PageStage(directory, port, QUICK);
        trading.trade();
        return trading;
    }

    private static BrowserPage page(final BrowserPage.Look look, final String role) throws Exception
    {
        return page(stage, look, role);
    }

    private static BrowserPage page(final PageStage shown, final BrowserPage.Look look, final String role) throws Exception
    {
        return browser.open(shown.url(), look).signIn(shown.client().token(role));
    }

    @Test
    void shouldShowEachLevelByItsWordWithCauseLimitAndTheWayBack(@TempDir final Path directory) throws Exception
    {
        try (PageStage stage = trading(directory, 0); BrowserPage page = page(stage, BrowserPage.Look.DESK, "viewer"))
        {
            for (final String venue : PageStage.VENUES)
            {
                awaitLevel(page, venue, Level.CLOSED);
            }
            page.evaluate("window.at = {}; new MutationObserver(() => document.querySelectorAll('.tile').forEach(one => "
                + "{ window.at[one.dataset.scope + one.dataset.level] ??= Date.now(); })).observe(document.querySelector('.tiles'), "
                + "{ subtree: true, attributes: true, childList: true, characterData: true })");
            final long startMs = System.currentTimeMillis();
            stage.reporter("binance").apiLatency(3_412 * MS);
            awaitLevel(page, "binance", Level.HALT);
            final long shownMs = page.evaluate("window.at['binanceHALT']").longValue();
            System.out.println("dashboard: a transition was on the page " + (shownMs - startMs) + " ms after its report");
            assertThat(page.text(tile("binance") + " .why")).contains("Latency", "3,412 ms", "HALT limit 3,000 ms");
            page.awaitText(tile("binance") + " .steps", "no new breach for");
            page.awaitText(tile("binance") + " .steps", "an operator confirms");
            assertThat(page.text(tile("binance") + " .permits")).contains("OPENrefused", "CLOSEallowed", "CANCELallowed");
            page.awaitText("#shouted", "binance is at HALT, from CLOSED: latency 3,412 ms");
            stage.reporter("coinbase").slippage(Side.BUY, 60_000, 60_096);
            awaitLevel(page, "coinbase", Level.ALERT);
            stage.reporter("kraken").exchange(ExchangeStatus.DEGRADED);
            awaitLevel(page, "kraken", Level.THROTTLE);
            page.awaitText(tile("kraken") + " .steps", "the venue reports UP");
            stage.kill();
            awaitLevel(page, "deribit", Level.SHUTDOWN);
            page.awaitText(tile("deribit") + " .steps", "the engine is restarted");
            page.awaitText(tile("deribit") + " .why", "Killed by risk-alice");
            page.awaitText(tile("deribit") + " .why", "“positions do not match the venue's”");
            assertThat(page.text(tile("binance") + " .back")).startsWith("Back to CLOSED when");
            awaitLevel(page, "binance/maker-1", Level.HALT);
            page.awaitText(tile("binance/maker-1") + " .why", "By binance: Latency");
            for (final Level level : Level.values())
            {
                page.awaitText(".rung[data-level='" + level + "'][data-here='yes'] .word", level.name());
            }
            page.await("document.title === 'SHUTDOWN · Interlock'");
            page.await("document.getElementById('icon').href.endsWith('/icon-shutdown.svg')");
            page.awaitText(".transitions li", "Latency 3,412 ms, limit 3,000 ms");
            page.await("document.querySelector('.chart .plot canvas') !== null");
            assertThat(browser.said()).isEmpty();
        }
    }

    @Test
    void shouldCommandByClicksThatChangeTheGateAndGoOnAfterARestart(@TempDir final Path directory) throws Exception
    {
        final PageStage first = trading(directory, 0);
        final ConsoleClient client = first.client();
        final int port = Integer.parseInt(first.url().substring(first.url().lastIndexOf(':') + 1));
        try (BrowserPage page = page(first, BrowserPage.Look.DESK, "admin"))
        {
            commands(first, page);
            lost(first, page);
            try (PageStage second = trading(directory, port))
            {
                // Sessions end with the engine that gave them.
                page.awaitText("#entrance .problem", "The session has ended");
                page.signIn(client.token("admin"));
                awaitLevel(page, "", Level.SHUTDOWN);
                page.awaitText(tile("") + " .why", "Killed by admin");
                page.awaitText(".transitions li", "Killed by admin");
                command(page, tile("") + " .act", "reset", "books and positions are right");
                Await.until("kraken opens once that is durable", () -> opens(second, "kraken"));
                second.reporter("coinbase").apiLatency(4_000 * MS);
                awaitLevel(page, "coinbase", Level.HALT);
                page.awaitText(".transitions li:first-child", "coinbase");
            }
        }
        finally
        {
            first.close();
        }
        browser.said();
    }

    private static void commands(final PageStage stage, final BrowserPage page)
    {
        command(page, tile("kraken") + " .act.override", "override-on", "maintenance");
        assertThat(opens(stage, "kraken")).isFalse();
        page.awaitText(tile("kraken") + " .flags", "OVERRIDE");
        page.awaitText(tile("kraken") + " .why", "override by admin“maintenance”");
        command(page, tile("kraken") + " .act.override", "override-off", "maintenance is over");
        Await.until("kraken opens once that is durable", () -> opens(stage, "kraken"));

        stage.reporter("okx").apiLatency(4_000 * MS);
        page.await("!document.querySelector(\"" + tile("okx") + " .act.confirm\").hidden");
        command(page, tile("okx") + " .act.confirm", "confirm", "the venue is back");
        Await.until("okx is confirmed once that is durable", () -> stage.interlock().scope("okx").level() == Level.CLOSED);

        stage.reporter("bitstamp").apiLatency(4_000 * MS);
        awaitLevel(page, "bitstamp", Level.HALT);
        assertThat(opens(stage, "bitstamp")).isFalse();
        command(page, tile("bitstamp") + " .act", "recover", "a false alarm");
        Await.until("bitstamp opens once that is durable", () -> opens(stage, "bitstamp"));
        awaitLevel(page, "bitstamp", Level.CLOSED);

        page.click("#bar .kill");
        page.await("document.querySelector('dialog.operator').open");
        page.click(".send:not(:disabled)");
        Await.until("killed", () -> stage.interlock().scope("").level() == Level.SHUTDOWN);
        assertThat(stage.interlock().scope("kraken").gate().check(Intent.CLOSE).allowed()).isFalse();
        awaitLevel(page, "", Level.SHUTDOWN);
        page.press("Escape");
    }

    private static void lost(final PageStage stage, final BrowserPage page)
    {
        final long closedMs = System.currentTimeMillis();
        stage.close();
        page.await("document.body.dataset.contact === 'lost'");
        System.out.println("dashboard: it said that the engine is lost " + (System.currentTimeMillis() - closedMs)
            + " ms after its end began");
        page.awaitText("#contact", "NO CONTACT WITH THE ENGINE");
        page.await("document.title === 'LOST · Interlock'");
        page.await("document.getElementById('icon').href.endsWith('/icon-lost.svg')");
    }

    private static String named(final PageStage stage, final String name) throws Exception
    {
        return Files.readAllLines(stage.interlock().console().orElseThrow().tokens()).stream()
            .filter(line -> line.startsWith(name + " ")).findFirst().orElseThrow().split(" ")[2];
    }

    @Test
    void shouldAskASecondPersonAndDoWhatBothSay(@TempDir final Path other) throws Exception
    {
        final BreakerConfig config = ConfigLoader.load("test", PageStage.YAML.replace("port: %d", "port: 0, two-person: on"));
        try (PageStage two = new PageStage(other, config, EngineClock.SYSTEM);
            BrowserPage first = browser.open(two.url(), BrowserPage.Look.DESK).signIn(named(two, "admin"));
            BrowserPage second = browser.open(two.url(), BrowserPage.Look.DESK).signIn(named(two, "second-admin")))
        {
            two.reporter("coinbase").apiLatency(4_000 * MS);
            awaitLevel(first, "coinbase", Level.HALT);
            send(first, tile("coinbase") + " .act", "recover", "a false alarm");
            first.await("document.querySelector('dialog .result').dataset.is === 'pending'");
            assertThat(two.interlock().scope("coinbase").level()).isEqualTo(Level.HALT);
            second.awaitText("#pending li", "admin asks to recover coinbase: a false alarm");
            send(second, "#pending .act", "recover", "I have looked as well");
            second.await("document.querySelector('dialog .result').dataset.is === 'done'");
            assertThat(two.interlock().scope("coinbase").level()).isEqualTo(Level.CLOSED);
            second.await("document.getElementById('pending').hidden");
        }
    }

    @Test
    void shouldShowToAViewerNoCommandsAndToNobodyAnything() throws Exception
    {
        try (BrowserPage page = browser.open(stage.url(), BrowserPage.Look.DESK))
        {
            page.await("document.activeElement.id === 'token'");
            assertThat(page.text("body")).doesNotContain("binance");
            page.fill("#token", "ilk_wrong");
            page.click("#entrance button");
            page.awaitText("#entrance .problem", "token");
            page.signIn(stage.client().token("viewer"));
            assertThat(page.evaluate("document.querySelector('#bar .kill').hidden && [...document.querySelectorAll('.tile footer')]"
                + ".every(one => one.hidden)").booleanValue()).isTrue();
            assertThat(page.evaluate("JSON.stringify({ ...localStorage }) + document.cookie").textValue()).doesNotContain("ilk_");
        }
        browser.said();
    }

    @Test
    void shouldLeadToAScopeByItsAddress() throws Exception
    {
        try (BrowserPage page = browser.open(stage.url() + "/#/scope/binance/maker-1", BrowserPage.Look.DESK)
            .signIn(stage.client().token("viewer")))
        {
            page.await("document.activeElement?.dataset?.scope === 'binance/maker-1'");
            page.awaitText("#charts option:checked", "binance/maker-1");
            page.click(tile("kraken") + " .name");
            page.await("location.hash === '#/scope/kraken'");
            page.evaluate("location.hash = '#/scope/nobody'");
            page.awaitText("#tiles .rest", "No scope has such a name.");
        }
    }
}
