package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.model.Side;
import io.interlock.core.port.EngineClock;
import io.interlock.core.testing.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard in a real browser, over a real engine. */
class DashboardTest
{
    private static final long MS = 1_000_000L;
    private static final String QUICK = "  okx: { cooldown: { halt: 1s }, halt: { confirm: on } }\n";
    private static final String HOSTILE = "<img src=x onerror=\"window.hacked=1\"><script>window.hacked=1</script>\u202e\"';--";

    private static Browser browser;

    @TempDir
    private Path directory;
    private PageStage stage;

    @BeforeAll
    static void start() throws Exception
    {
        browser = Browser.start();
    }

    @AfterAll
    static void end()
    {
        if (browser != null)
        {
            browser.close();
        }
    }

    @BeforeEach
    void launch()
    {
        stage = new PageStage(directory, 0, QUICK);
        stage.trade();
    }

    @AfterEach
    void close()
    {
        stage.close();
    }

    private BrowserPage page(final BrowserPage.Look look, final String role) throws Exception
    {
        return browser.open(stage.url(), look).signIn(stage.client().token(role));
    }

    private static String tile(final String scope)
    {
        return ".tile[data-scope='" + scope + "']";
    }

    private boolean opens(final String scope)
    {
        return stage.interlock().scope(scope).gate().check(Intent.OPEN, 0.9).allowed();
    }

    /** An element that is there and reads so. */
    private static void awaitLevel(final BrowserPage page, final String scope, final Level level)
    {
        page.awaitText(tile(scope) + " .badge .word", level.name());
        page.await("document.querySelector(\"" + tile(scope) + "\").dataset.level === '" + level + "'");
    }

    private static void command(final BrowserPage page, final String open, final String choice, final String reason)
    {
        send(page, open, choice, reason);
        page.await("document.querySelector('dialog .result').dataset.is === 'done'");
        page.press("Escape");
        page.await("!document.querySelector('dialog.operator').open");
    }

    private static void send(final BrowserPage page, final String open, final String choice, final String reason)
    {
        page.click(open);
        page.await("document.querySelector('dialog.operator').open");
        page.click(".choice[data-id='" + choice + "']");
        page.await("document.querySelector('.effect').dataset.is === 'possible'");
        assertThat(page.evaluate("document.querySelector('.send').disabled").booleanValue()).as("nothing without a reason").isTrue();
        page.fill("#op-reason", reason);
        page.click(".send:not(:disabled)");
    }

    @Test
    void shouldShowEachLevelByItsWordWithCauseLimitAndTheWayBack() throws Exception
    {
        try (BrowserPage page = page(BrowserPage.Look.DESK, "viewer"))
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
            assertThat(page.text(tile("binance") + " .steps")).contains("cooldown in health", "an operator’s confirm");
            assertThat(page.text(tile("binance") + " .permits")).contains("OPENrefused", "CLOSEallowed", "CANCELallowed");
            page.awaitText("#shouted", "binance is at HALT, from CLOSED: latency 3,412 ms");
            stage.reporter("coinbase").slippage(Side.BUY, 60_000, 60_096);
            awaitLevel(page, "coinbase", Level.ALERT);
            stage.reporter("kraken").exchange(ExchangeStatus.DEGRADED);
            awaitLevel(page, "kraken", Level.THROTTLE);
            page.awaitText(tile("kraken") + " .steps", "the venue reports UP");
            stage.kill();
            awaitLevel(page, "deribit", Level.SHUTDOWN);
            page.awaitText(tile("deribit") + " .steps", "restart the engine");
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
    void shouldOverrideConfirmRecoverAndKillByClicksThatChangeTheGate() throws Exception
    {
        try (BrowserPage page = page(BrowserPage.Look.DESK, "admin"))
        {
            command(page, tile("kraken") + " .act.override", "override-on", "maintenance");
            assertThat(opens("kraken")).isFalse();
            page.awaitText(tile("kraken") + " .flags", "OVERRIDE");
            command(page, tile("kraken") + " .act.override", "override-off", "maintenance is over");
            assertThat(opens("kraken")).isTrue();

            stage.reporter("okx").apiLatency(4_000 * MS);
            page.await("!document.querySelector(\"" + tile("okx") + " .act.confirm\").hidden");
            command(page, tile("okx") + " .act.confirm", "confirm", "the venue is back");
            assertThat(stage.interlock().scope("okx").level()).isEqualTo(Level.CLOSED);

            stage.reporter("bitstamp").apiLatency(4_000 * MS);
            awaitLevel(page, "bitstamp", Level.HALT);
            assertThat(opens("bitstamp")).isFalse();
            command(page, tile("bitstamp") + " .act", "recover", "a false alarm");
            assertThat(opens("bitstamp")).isTrue();
            awaitLevel(page, "bitstamp", Level.CLOSED);

            page.click("#bar .kill");
            page.await("document.querySelector('dialog.operator').open");
            page.click(".send:not(:disabled)");
            Await.until("killed", () -> stage.interlock().scope("").level() == Level.SHUTDOWN);
            assertThat(stage.interlock().scope("kraken").gate().check(Intent.CLOSE).allowed()).isFalse();
            awaitLevel(page, "", Level.SHUTDOWN);
        }
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
    void shouldSayThatTheEngineIsLostAndGoOnAfterItsRestart() throws Exception
    {
        final ConsoleClient client = stage.client();
        try (BrowserPage page = page(BrowserPage.Look.DESK, "operator"))
        {
            stage.kill();
            awaitLevel(page, "deribit", Level.SHUTDOWN);
            final int port = stage.interlock().console().orElseThrow().url().lastIndexOf(':');
            final String address = stage.interlock().console().orElseThrow().url();
            final long closedMs = System.currentTimeMillis();
            stage.close();
            page.await("document.body.dataset.contact === 'lost'");
            System.out.println("dashboard: it said that the engine is lost " + (System.currentTimeMillis() - closedMs)
                + " ms after its end began");
            page.awaitText("#contact", "NO CONTACT WITH THE ENGINE");
            page.await("document.title === 'LOST · Interlock'");
            page.await("document.getElementById('icon').href.endsWith('/icon-lost.svg')");
            stage = new PageStage(directory, Integer.parseInt(address.substring(port + 1)), QUICK);
            // Sessions end with the engine that gave them.
            page.awaitText("#entrance .problem", "The session has ended");
            page.signIn(client.token("operator"));
            awaitLevel(page, "deribit", Level.SHUTDOWN);
            page.awaitText(".transitions li", "Killed by an operator");
            stage.reporter("coinbase").apiLatency(4_000 * MS);
            awaitLevel(page, "coinbase", Level.HALT);
            page.awaitText(".transitions li:first-child", "coinbase");
        }
        browser.said();
    }

    @Test
    void shouldShowHostileTextAsTextAndRunNoneOfIt() throws Exception
    {
        stage.symbol(HOSTILE);
        stage.interlock().engine().desk().override("okx", true, "desk", HOSTILE);
        stage.reporter("bitstamp").failure(HOSTILE);
        stage.reporter("bitstamp").apiLatency(-1);
        try (BrowserPage page = page(BrowserPage.Look.DESK, "admin"))
        {
            page.awaitText("#orders td", "<img src=x onerror=");
            page.click(tile("okx") + " .act");
            page.fill("#op-reason", HOSTILE.substring(0, 60));
            page.click(".send:not(:disabled)");
            page.await("document.querySelector('dialog .result').dataset.is === 'done'");
            page.press("Escape");
            assertThat(page.evaluate("window.hacked === undefined && document.images.length === 0 "
                + "&& document.querySelectorAll('script').length === 1").booleanValue()).isTrue();
            assertThat(browser.said()).isEmpty();
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
    void shouldBeOperableByKeyboard() throws Exception
    {
        try (BrowserPage page = page(BrowserPage.Look.DESK, "admin"))
        {
            page.evaluate("document.querySelector(\"" + tile("kraken") + " .act\").focus()");
            page.press("Enter");
            page.await("document.querySelector('dialog.operator').open && document.activeElement.id === 'op-reason'");
            page.evaluate("document.querySelector('.choice[aria-checked=true]').focus()");
            page.press("ArrowRight");
            page.await("document.activeElement.dataset.id === 'override-off' "
                + "&& document.activeElement.getAttribute('aria-checked') === 'true'");
            page.press("Escape");
            page.await("!document.querySelector('dialog.operator').open");
            assertThat(page.evaluate("document.activeElement.closest('.tile').dataset.scope").textValue()).isEqualTo("kraken");
        }
    }

    @Test
    void shouldHaveNothingThatKeepsPeopleOut() throws Exception
    {
        stage.incident();
        for (final BrowserPage.Look look : List.of(BrowserPage.Look.DESK, new BrowserPage.Look(390, 844, "light", null)))
        {
            try (BrowserPage page = page(look, "admin"))
            {
                awaitLevel(page, "binance", Level.HALT);
                page.await("document.querySelector('.chart .plot canvas') !== null");
                assertThat(serious(page.axe())).as(look.toString()).isEmpty();
                assertThat(page.evaluate("document.documentElement.scrollWidth").intValue()).as("no sideways scrolling")
                    .isLessThanOrEqualTo(look.width());
                page.click("#bar .kill");
                page.await("document.querySelector('.effect').dataset.is === 'possible'");
                assertThat(serious(page.axe())).as("the panel, " + look).isEmpty();
            }
        }
    }

    private static List<String> serious(final JsonNode violations)
    {
        return violations.findParents("impact").stream()
            .filter(one -> List.of("serious", "critical").contains(one.get("impact").asText().toLowerCase(Locale.ROOT)))
            .map(JsonNode::toString).toList();
    }

    @Test
    void shouldNotMoveWhileNumbersChange() throws Exception
    {
        try (BrowserPage page = page(BrowserPage.Look.DESK, "viewer"))
        {
            page.await("document.querySelectorAll('.chart .plot canvas').length === 4");
            page.evaluate("window.places = () => [...document.querySelectorAll('.tile, .chart, main > section')].map(one => "
                + "{ const at = one.getBoundingClientRect(); return [at.x, at.y, at.width, at.height].map(Math.round).join(); }).join(';');"
                + "window.before = window.places(); window.told = document.querySelector(\"" + tile("binance") + " .facts\").textContent");
            for (int i = 0; i < 30; i++)
            {
                stage.trade();
            }
            page.await("document.querySelector(\"" + tile("binance") + " .facts\").textContent !== window.told");
            assertThat(page.evaluate("window.places() === window.before").booleanValue()).isTrue();
        }
    }
}
