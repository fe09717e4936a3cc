package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.host.page.BrowserPage;

/** What tests of the dashboard do again and again. Stateless. */
final class OnThePage
{
    private OnThePage()
    {
    }

    /** Where a scope is shown. */
    static String tile(final String scope)
    {
        return ".tile[data-scope='" + scope + "']";
    }

    static boolean opens(final PageStage stage, final String scope)
    {
        return stage.interlock().scope(scope).gate().check(Intent.OPEN, 0.9).allowed();
    }

    /** An element that is there and reads so. */
    static void awaitLevel(final BrowserPage page, final String scope, final Level level)
    {
        page.awaitText(tile(scope) + " .badge .word", level.name());
        page.await("document.querySelector(\"" + tile(scope) + "\").dataset.level === '" + level + "'");
    }

    static void command(final BrowserPage page, final String open, final String choice, final String reason)
    {
        send(page, open, choice, reason);
        page.await("document.querySelector('dialog .result').dataset.is === 'done'");
        page.press("Escape");
        page.await("!document.querySelector('dialog.operator').open");
    }

    static void send(final BrowserPage page, final String open, final String choice, final String reason)
    {
        page.click(open);
        page.await("document.querySelector('dialog.operator').open");
        page.click(".choice[data-id='" + choice + "']");
        page.await("document.querySelector('.effect').dataset.is === 'possible'");
        assertThat(page.evaluate("document.querySelector('.send').disabled").booleanValue()).as("nothing without a reason").isTrue();
        page.fill("#op-reason", reason);
        page.click(".send:not(:disabled)");
    }
}
