package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThat;
import static io.interlock.host.OnThePage.awaitLevel;
import static io.interlock.host.OnThePage.opens;
import static io.interlock.host.OnThePage.tile;

import com.fasterxml.jackson.databind.JsonNode;
import io.interlock.config.ConfigLoader;
import io.interlock.core.engine.EngineException;
import io.interlock.core.model.Level;
import io.interlock.core.port.EngineClock;
import io.interlock.core.testing.Await;
import io.interlock.host.page.Browser;
import io.interlock.host.page.BrowserPage;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard for people: by keyboard, without colours, on a phone, with thousands of scopes, and with those who mean it ill. */
class DashboardPeopleTest
{
    private static final String HOSTILE_SCOPE = "<i>venue\u202e/</i>";
    private static final String HOSTILE = "<img src=x onerror=\"window.hacked=1\"><script>window.hacked=1</script>\u202e\"';--";
    /** Elements in view that a click does something to, and that no key gets to. */
    private static final String NO_KEYS = "[...document.querySelectorAll('main *')].filter(one => one.offsetParent !== null "
        + "&& getComputedStyle(one).cursor === 'pointer' && !one.closest('button, a, input, select, summary')).map(one => one.outerHTML)"
        + ".join()";

    private static Browser browser;
    /** Each test changes a venue that no other one looks at. */
    private static PageStage stage;

    @BeforeAll
    static void start(@TempDir final Path shared) throws Exception
    {
        browser = Browser.start();
        stage = new PageStage(shared, 0, "");
        stage.trade();
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

    private static BrowserPage page(final BrowserPage.Look look, final String role) throws Exception
    {
        return browser.open(stage.url(), look).signIn(stage.client().token(role));
    }

    @Test
    void shouldShowHostileTextAsTextAndRunNoneOfIt() throws Exception
    {
        stage.symbol(HOSTILE + "z".repeat(10_000));
        assertThat(stage.interlock().engine().desk().override("okx", true, "<b>desk", HOSTILE).accepted()).isTrue();
        stage.reporter(HOSTILE_SCOPE).failure(HOSTILE + "x".repeat(10_000));
        stage.reporter(HOSTILE_SCOPE).apiLatency(-1);
        try (BrowserPage page = page(BrowserPage.Look.DESK, "admin"))
        {
            page.awaitText("#orders td", "<img src=x onerror=");
            page.awaitText("#orders td", "letters)");
            page.awaitText(".tile .name", "<i>venue");
            page.awaitText(tile("okx") + " .why", "override by <b>desk");
            assertThat(page.evaluate("/[\\u202a-\\u202e\\u2066-\\u2069]/.test(document.body.textContent)").booleanValue())
                .as("what turns the direction of writing").isFalse();
            assertThat(page.evaluate("document.documentElement.scrollWidth").intValue()).isLessThanOrEqualTo(1_280);
            page.click(tile("okx") + " .act");
            page.fill("#op-reason", HOSTILE.substring(0, 60));
            page.click(".send:not(:disabled)");
            page.await("document.querySelector('dialog .result').dataset.is === 'done'");
            page.press("Escape");
            assertThat(page.evaluate("window.hacked === undefined && document.images.length === 0 "
                + "&& document.querySelectorAll('script').length === 1").booleanValue()).isTrue();
            assertThat(browser.said()).isEmpty();
        }
        finally
        {
            stage.symbol("BTC/USDT");
            stage.interlock().engine().desk().override("okx", false, "desk", "over");
        }
    }

    @Test
    void shouldBeOperableByKeyboard() throws Exception
    {
        try (BrowserPage page = page(BrowserPage.Look.DESK, "admin"))
        {
            page.evaluate("document.querySelector(\"" + tile("deribit") + " .act\").focus()");
            page.press("Enter");
            page.await("document.querySelector('dialog.operator').open && document.activeElement.id === 'op-reason'");
            page.evaluate("document.querySelector('.choice[aria-checked=true]').focus()");
            page.press("ArrowRight");
            page.await("document.activeElement.dataset.id === 'override-off' "
                + "&& document.activeElement.getAttribute('aria-checked') === 'true'");
            page.press("Escape");
            page.await("!document.querySelector('dialog.operator').open");
            assertThat(page.evaluate("document.activeElement.closest('.tile').dataset.scope").textValue()).isEqualTo("deribit");
            overrideByKeys(page);
            silenceByKeys(page);
            assertThat(page.evaluate(NO_KEYS).textValue()).as("what a mouse can do and keys cannot").isEmpty();
        }
    }

    /** Not a click: from a tile to an override that holds. */
    private static void overrideByKeys(final BrowserPage page)
    {
        page.press("Enter");
        page.await("document.activeElement.id === 'op-reason'");
        page.evaluate("document.querySelector('.choice[data-id=override-on]').focus()");
        page.press("Enter");
        page.press("Tab");
        page.await("document.activeElement.id === 'op-reason'");
        page.await("document.querySelector('.effect').dataset.is === 'possible'");
        "keys".chars().forEach(key -> page.press(String.valueOf((char)key)));
        page.press("Enter");
        page.await("document.querySelector('dialog .result').dataset.is === 'done'");
        assertThat(opens(stage, "deribit")).isFalse();
        page.press("Escape");
        stage.interlock().engine().desk().override("deribit", false, "desk", "over");
    }

    private static void silenceByKeys(final BrowserPage page)
    {
        page.evaluate("document.querySelector('.silence summary').focus()");
        page.press("Enter");
        page.await("document.querySelector('.silence').open");
        page.press("Tab");
        page.press("Tab");
        page.press("Tab");
        page.await("document.activeElement.id === 'silence-reason'");
        page.press("k");
        page.press("Enter");
        page.awaitText(".silences li", "admin: k");
        page.evaluate("document.querySelector('.silences button').focus()");
        page.await("document.activeElement.textContent === 'End'");
        page.press("Enter");
        page.await("document.querySelectorAll('.silences li').length === 0");
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
                assertThat(serious(page.axe("html"))).as(look.toString()).isEmpty();
                assertThat(page.evaluate("document.documentElement.scrollWidth").intValue()).as("no sideways scrolling")
                    .isLessThanOrEqualTo(look.width());
                page.click("#bar .kill");
                page.await("document.querySelector('.effect').dataset.is === 'possible'");
                assertThat(serious(page.axe("dialog.operator"))).as("the panel, " + look).isEmpty();
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
            page.evaluate("window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach(one => "
                + "{ window.shift += one.value; window.moved = [...window.moved ?? [], ...one.sources.map(from => from.node?.parentElement"
                + "?.outerHTML?.slice(0, 160))]; }))"
                + ".observe({ type: 'layout-shift' })");
            page.evaluate("window.places = () => [...document.querySelectorAll('.tile, .chart, main > section')].map(one => "
                + "{ const at = one.getBoundingClientRect(); return [at.x, at.y, at.width, at.height].map(Math.round).join(); }).join(';');"
                + "window.before = window.places(); window.told = document.querySelector(\"" + tile("binance") + " .facts\").textContent");
            for (int i = 0; i < 30; i++)
            {
                stage.trade();
            }
            page.await("document.querySelector(\"" + tile("binance") + " .facts\").textContent !== window.told");
            assertThat(page.evaluate("window.places() === window.before").booleanValue()).isTrue();
            final double shift = page.evaluate("window.shift").doubleValue();
            System.out.println("dashboard: cumulative layout shift while numbers changed " + shift);
            assertThat(shift).as(page.evaluate("(window.moved ?? []).slice(0, 9).join(' | ')").asText()).isLessThan(0.01);
        }
    }

    /** On a busy machine the breaker thread may not have its turn for the second that a host waits; the scope is made all the same. */
    private static void made(final PageStage stage, final String path)
    {
        Await.until(path + " is live", () ->
        {
            try
            {
                return stage.interlock().scope(path) != null;
            }
            catch (final EngineException late)
            {
                return false;
            }
        });
    }

    @Test
    void shouldStayUsableWithAsManyScopesAsThereCanBe(@TempDir final Path directory) throws Exception
    {
        try (PageStage crowd = new PageStage(directory, ConfigLoader.load("test", PageStage.YAML.formatted(0)), EngineClock.SYSTEM))
        {
            final int most = 4_096;
            for (int i = crowd.interlock().engine().desk().scopes().size(); i < most; i++)
            {
                made(crowd, "strategy-" + i);
            }
            try (BrowserPage page = browser.open(crowd.url(), BrowserPage.Look.DESK).signIn(crowd.client().token("admin")))
            {
                page.awaitText("#tiles .rest", " more at CLOSED");
                page.evaluate("window.long = 0; new PerformanceObserver(list => list.getEntries().forEach(one => window.long = "
                    + "Math.max(window.long, one.duration))).observe({ type: 'longtask' })");
                final long startMs = System.currentTimeMillis();
                crowd.interlock().engine().desk().kill("", "desk", "all of it");
                page.await("document.title === 'SHUTDOWN · Interlock'");
                final long shownMs = System.currentTimeMillis() - startMs;
                page.awaitText("#tiles .rest", "more at SHUTDOWN");
                page.awaitText(".rung[data-level='SHUTDOWN'] .count", "4096");
                page.fill("#filter", "strategy-4000");
                page.await("document.querySelectorAll('.tile').length === 1");
                page.awaitText(".tile .why", "By root: Killed by desk");
                page.fill("#filter", "");
                page.await("document.querySelectorAll('.tile').length > 1");
                assertThat(page.evaluate("document.querySelectorAll('.tile').length").intValue()).isLessThanOrEqualTo(72);
                assertThat(page.evaluate("document.body.dataset.contact").textValue()).isEqualTo("live");
                System.out.println("dashboard: with 4,096 scopes a kill was in the title after " + shownMs + " ms; the longest task "
                    + page.evaluate("Math.round(window.long)") + " ms; memory "
                    + page.evaluate("Math.round(performance.memory.usedJSHeapSize / 1048576)") + " MB; elements "
                    + page.evaluate("document.querySelectorAll('*').length"));
            }
        }
    }
}
