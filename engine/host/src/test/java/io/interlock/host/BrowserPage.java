package io.interlock.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;

/** One page of a browser. What it waits for, it waits a minute for. Threading: one thread. */
final class BrowserPage implements AutoCloseable
{
    private final Browser browser;
    private final String name;

    /**
     * How it looks.
     *
     * @param width  pixels.
     * @param height pixels.
     * @param theme  dark or light.
     * @param seed   a script that runs before the page's own; null: none.
     */
    record Look(int width, int height, String theme, String seed)
    {
        static final Look DESK = new Look(1_280, 1_000, "dark", null);
    }

    BrowserPage(final Browser browser, final String name)
    {
        this.browser = browser;
        this.name = name;
    }

    private ObjectNode ask(final String action)
    {
        return browser.ask(action).put("page", name);
    }

    BrowserPage signIn(final String token)
    {
        fill("#token", token);
        click("#entrance button");
        await("!!document.querySelector('.tile') && document.body.dataset.contact === 'live'");
        return this;
    }

    void click(final String selector)
    {
        browser.run(ask("click").put("selector", selector));
    }

    void fill(final String selector, final String value)
    {
        browser.run(ask("fill").put("selector", selector).put("value", value));
    }

    void press(final String key)
    {
        browser.run(ask("press").put("key", key));
    }

    void size(final int width, final int height)
    {
        browser.run(ask("size").put("width", width).put("height", height));
    }

    String text(final String selector)
    {
        return browser.run(ask("text").put("selector", selector)).textValue();
    }

    JsonNode evaluate(final String script)
    {
        return browser.run(ask("evaluate").put("script", script));
    }

    /** Waits until an expression of the page is true. */
    void await(final String script)
    {
        browser.run(ask("wait").put("script", script));
    }

    /** Waits until an element shows a text as a part of its own. */
    void awaitText(final String selector, final String text)
    {
        await("[...document.querySelectorAll(" + quoted(selector) + ")].some(one => one.textContent.includes(" + quoted(text) + "))");
    }

    private static String quoted(final String text)
    {
        return com.fasterxml.jackson.databind.node.TextNode.valueOf(text).toString();
    }

    void picture(final Path file, final boolean full)
    {
        browser.run(ask("picture").put("file", file.toString()).put("full", full));
    }

    /** What an accessibility checker finds. */
    JsonNode axe()
    {
        return browser.run(ask("axe"));
    }

    @Override
    public void close()
    {
        browser.run(ask("close"));
    }
}
