package io.interlock.notify.channel;

import java.util.List;
import java.util.Random;

/** Texts that try to become something else. */
final class Hostile
{
    private static final List<String> PIECES = List.of(
        "\r\nBcc: evil@x.example", "\nX-Evil: 1",
        "\r", "\n\n", "\r\n.\r\n", "\u0000", "\u001b[2J\u001b[31m", "\u202e", "\u2066", "\u2028", "\u0085",
        "\u200b", "\ud800", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<p style=\"x\" onload=a>", "<svg/onload=a>",
        "<a href=\"javascript:alert(1)\">", "</body>", "<iframe src=http://x.example>", "&lt;", "&", "<!--", "=?UTF-8?Q?=0D=0AX-Evil:_1?=",
        "=?UTF-8?B?4oCu?=", "*_`[", "{}", "%n", "${jndi:x}", "ä", "long ".repeat(300), "\u0007", "plain", "😀");

    private Hostile()
    {
    }

    static String text(final Random random)
    {
        final StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--)
        {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }
}
