package io.interlock.notify.channel;

import io.interlock.core.text.CleanText;
import io.interlock.notify.Notification;

/** A message as a text on a phone. Threading: stateless. */
final class SmsText
{
    /** What Twilio and SNS take, in UTF-16 units. */
    static final int MOST = 1600;

    // Three dots: the ellipsis is not in the alphabet of SMS and would make each part of the message half as long.
    private static final String MORE = "...";

    private SmsText()
    {
    }

    /**
     * The title, then as many of the lines as there is room for: what happened comes first, what to look up last. Indents are left out,
     * since each character is paid for.
     *
     * @param notification what to tell.
     * @return from 1 to {@link #MOST} units, no surrogate pair is cut.
     */
    static String of(final Notification notification)
    {
        final StringBuilder text = new StringBuilder(CleanText.line(notification.title(), MOST));
        for (final String line : CleanText.lines(notification.text(), Integer.MAX_VALUE / 2).split("\n"))
        {
            final String words = line.strip();
            if (!words.isEmpty())
            {
                text.append('\n').append(words);
            }
        }
        return cut(text.toString(), MOST);
    }

    /**
     * Cuts.
     *
     * @param text any.
     * @param most UTF-16 units, from 4.
     * @return the text, or its beginning and three dots.
     */
    static String cut(final String text, final int most)
    {
        if (text.length() <= most)
        {
            return text;
        }
        final int end = most - MORE.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + MORE;
    }
}
