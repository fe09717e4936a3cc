package io.interlock.notify.channel;

import io.interlock.core.text.CleanText;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets the few elements through that words of ours are made of, without any attribute but a link's http address; the rest is shown as text.
 * The words were escaped already: this is the second lock, for templates that forget it.
 *
 * <p>Threading: any thread.
 */
final class EmailHtml
{
    private static final Set<String> ELEMENTS = Set.of(
        "p", "br", "b", "strong", "i", "em", "u", "ul", "ol", "li", "table", "thead", "tbody", "tr", "td", "th", "h1", "h2", "h3", "h4",
        "pre", "code", "div", "span", "hr", "blockquote", "dl", "dt", "dd", "a");

    private static final Pattern PART = Pattern.compile(
        "<(/?)([A-Za-z][A-Za-z0-9]{0,15})((?:\\s[^<>]*)?)>|&(?:[A-Za-z]{2,8}|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});|[<>&]");
    private static final Pattern LINK = Pattern.compile("\\shref=\"(https?://[^\"'\\s<>]{1,2000})\"", Pattern.CASE_INSENSITIVE);

    private EmailHtml()
    {
    }

    /**
     * A whole page.
     *
     * @param fragment its body.
     * @return with nothing active in it.
     */
    static String page(final String fragment)
    {
        return "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body>\n" + safe(fragment) + "\n</body></html>\n";
    }

    static String safe(final String fragment)
    {
        final Matcher matcher = PART.matcher(CleanText.lines(fragment));
        final StringBuilder safe = new StringBuilder();
        while (matcher.find())
        {
            matcher.appendReplacement(safe, Matcher.quoteReplacement(part(matcher)));
        }
        return matcher.appendTail(safe).toString();
    }

    private static String part(final Matcher matcher)
    {
        final String element = matcher.group(2) == null ? "" : matcher.group(2).toLowerCase(Locale.ROOT);
        if (ELEMENTS.contains(element))
        {
            final Matcher link = LINK.matcher(matcher.group(3));
            final boolean isLink = "a".equals(element) && matcher.group(1).isEmpty() && link.find();
            return "<" + matcher.group(1) + element + (isLink ? " href=\"" + link.group(1) + "\"" : "") + ">";
        }
        if (matcher.group().charAt(0) == '&' && matcher.group().length() > 1)
        {
            return matcher.group();
        }
        return matcher.group().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
