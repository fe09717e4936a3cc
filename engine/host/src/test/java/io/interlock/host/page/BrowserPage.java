package io.interlock.host.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;

/** One page of a browser. What it waits for, it waits a minute for. Threading: one thread. */
public final class BrowserPage implements AutoCloseable
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
    public record Look(int width, int height, String theme, String seed)
    {
        /** At a desk, dark. */
        public static final Look DESK = new Look(1_280, 1_000, "dark", null);
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

    /** Trades a token for a session, and waits until the engine is seen. */
    public BrowserPage signIn(final String token)
    {
        fill("#token", token);
        click("#entrance button");
        await("!!document.querySelector('.tile') && document.body.dataset.contact === 'live'");
        return this;
    }

    /** Clicks what a selector finds, once it can be. */
    public void click(final String selector)
    {
        browser.run(ask("click").put("selector", selector));
    }

    /** Writes into a field. */
    public void fill(final String selector, final String value)
    {
        browser.run(ask("fill").put("selector", selector).put("value", value));
    }

    /** Presses a key, as playwright names it. */
    public void press(final String key)
    {
        browser.run(ask("press").put("key", key));
    }

    /** Changes its size, in pixels. */
    public void size(final int width, final int height)
    {
        browser.run(ask("size").put("width", width).put("height", height));
    }

    /** All the text of an element. */
    public String text(final String selector)
    {
        return browser.run(ask("text").put("selector", selector)).textValue();
    }

    /** What an expression of the page gives, waited for where it is a promise. */
    public JsonNode evaluate(final String script)
    {
        return browser.run(ask("evaluate").put("script", script));
    }

    /** Waits until an expression of the page is true. */
    public void await(final String script)
    {
        browser.run(ask("wait").put("script", script));
    }

    /** Waits until an element shows a text as a part of its own. */
    public void awaitText(final String selector, final String text)
    {
        await("[...document.querySelectorAll(" + quoted(selector) + ")].some(one => one.textContent.includes(" + quoted(text) + "))");
    }

    private static String quoted(final String text)
    {
        return com.fasterxml.jackson.databind.node.TextNode.valueOf(text).toString();
    }

    /** Takes a picture; full: of all of it, not only of what is in view. */
    public void picture(final Path file, final boolean full)
    {
        browser.run(ask("picture").put("file", file.toString()).put("full", full));
    }

    /** What an accessibility checker finds within an element. */
    public JsonNode axe(final String selector)
    {
        return browser.run(ask("axe").put("selector", selector));
    }

    @Override
    public void close()
    {
        browser.run(ask("close"));
    }
}
