package io.interlock.notify.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Texts as an enemy would write them: each harmful piece alone, and pieces joined at random. */
final class Hostile
{
    private static final List<String> PIECES = List.of(
        "\r\nBcc: all@example.org", "\n\n", "\r", "\u0000", "\u001b[31mred\u001b[0m", "\u001b]0;title\u0007", "\u009b31m", "\u0085",
        "\u2028", "\u2029", "\u202eesrever", "\u202a\u202b\u202c\u202d", "\u2066\u2067\u2068\u2069", "\u200e\u200f\u061c", "\ufeff",
        "\u200b\u200d", "\ud800", "\udc00", "\ud83d\ude00", "\udbff\udfff", "\uffff", "<script>alert(1)</script>",
        "<img src=x onerror=a()>",
        "</pre></p></h2>", "\"' onload=`x`", "&lt;b&gt;", "&#60;i&#62;", "*bold* _it_ [a](http://b)", "{{html}}{{{title}}}",
        "$(reboot)", "`reboot`",
        "'; reboot; '", "-x", "@/etc/passwd", "\t\u000b\u000c\u0008", "\u007f", "\udb40\udc41", "a/b", "very ".repeat(300));

    private Hostile()
    {
    }

    static List<String> thousand(final long seed)
    {
        final Random random = new Random(seed);
        final List<String> texts = new ArrayList<>(PIECES);
        while (texts.size() < 1000)
        {
            final StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(6); i >= 0; i--)
            {
                text.append(PIECES.get(random.nextInt(PIECES.size()))).append((char)random.nextInt(0x10000));
            }
            texts.add(text.toString());
        }
        return texts;
    }
}
