package io.interlock.core.port;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One {@link NoticeRecord} that stands for many of one channel and outcome, as a storm makes them: its id is {@link #ID}, its attempt the
 * sum of theirs, and its details say how many they are, which ones, and the last one's words. For example:
 *
 * <pre>7 messages, 2 of them not named: boot-{3,5-7}; boot-{4}.e1 into boot-3; last: limit: more than 30 messages in a minute</pre>
 *
 * What is not named, or cannot be read, has no outcome: after a crash it is sent once more, and never once too little.
 *
 * <p>Threading: any; no state.
 */
public final class NoticeDigest
{
    /** The id of a record that stands for many. No notification has it. */
    public static final String ID = "several";
    /** How the details begin of what stands in another message; that message's id follows. */
    public static final String JOINED = "joined into ";

    private static final String LAST = "; last: ";
    private static final String INTO = " into ";
    private static final int MOST_NAMED = 20_000;
    private static final Pattern NAME = Pattern.compile("([A-Za-z0-9][A-Za-z0-9_-]{0,99}-)(\\d{1,18})(\\.[a-z0-9]{1,20})?");
    private static final Pattern COUNT = Pattern.compile("(\\d{1,18}) messages.*", Pattern.DOTALL);
    private static final Pattern NAMED = Pattern.compile("\\d{1,18} messages(?:, \\d{1,18} of them not named)?: (.*)", Pattern.DOTALL);
    private static final Pattern GROUP = Pattern.compile(
        "([A-Za-z0-9][A-Za-z0-9_-]{0,99}-)\\{(\\d[\\d,-]*)\\}(\\.[a-z0-9]{1,20})?(?: into (\\S{1,200}))?");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,18})(?:-(\\d{1,18}))?");

    private NoticeDigest()
    {
    }

    /**
     * One of many.
     *
     * @param id   of the notification.
     * @param into the id of the message that it stands in, or of what was delivered {@link NoticeIncident#name()}; empty: none.
     */
    public record Name(String id, String into)
    {
        /**
         * Whether a digest can name it: a boot, a number, and perhaps a suffix.
         *
         * @return false: it can only be counted.
         */
        public boolean isNameable()
        {
            return NAME.matcher(id).matches() && into.chars().noneMatch(c -> c <= ' ' || c == ';');
        }

        /**
         * Most characters that it needs in the words.
         *
         * @return enough also where nothing else is like it.
         */
        public int length()
        {
            return id.length() + into.length() + INTO.length() + 4;
        }
    }

    private record Like(String boot, String suffix, String into)
    {
    }

    /**
     * The details.
     *
     * @param names  those that are named; each {@link Name#isNameable}.
     * @param others how many more are only counted.
     * @param last   the last one's words.
     * @return never empty.
     */
    public static String words(final List<Name> names, final long others, final String last)
    {
        final Map<Like, TreeSet<Long>> groups = new LinkedHashMap<>();
        for (final Name name : names)
        {
            final Matcher parts = NAME.matcher(name.id());
            if (parts.matches())
            {
                final String suffix = parts.group(3) == null ? "" : parts.group(3);
                groups.computeIfAbsent(new Like(parts.group(1), suffix, name.into()), like -> new TreeSet<>())
                    .add(Long.parseLong(parts.group(2)));
            }
        }
        final StringBuilder text = new StringBuilder().append(names.size() + others).append(" messages");
        if (others > 0)
        {
            text.append(", ").append(others).append(" of them not named");
        }
        String before = ": ";
        for (final Map.Entry<Like, TreeSet<Long>> group : groups.entrySet())
        {
            final Like like = group.getKey();
            text.append(before).append(like.boot()).append('{');
            ranges(group.getValue(), text);
            text.append('}').append(like.suffix()).append(like.into().isEmpty() ? "" : INTO + like.into());
            before = "; ";
        }
        return text.append(LAST).append(last).toString();
    }

    private static void ranges(final TreeSet<Long> numbers, final StringBuilder text)
    {
        long from = -1;
        long to = -1;
        String before = "";
        for (final long number : numbers)
        {
            if (from >= 0 && number == to + 1)
            {
                to = number;
                continue;
            }
            before = range(from, to, before, text);
            from = number;
            to = number;
        }
        range(from, to, before, text);
    }

    private static String range(final long from, final long to, final String before, final StringBuilder text)
    {
        if (from < 0)
        {
            return before;
        }
        text.append(before).append(from);
        if (to > from)
        {
            text.append('-').append(to);
        }
        return ",";
    }

    /**
     * How many messages a record is about.
     *
     * @param id      of the record.
     * @param details of the record.
     * @return 1 for an ordinary one.
     */
    public static long count(final String id, final String details)
    {
        final Matcher count = COUNT.matcher(details);
        return ID.equals(id) && count.matches() ? Long.parseLong(count.group(1)) : 1;
    }

    /**
     * A record for each that one stands for and names.
     *
     * @param record any.
     * @return the record alone where it is an ordinary one.
     */
    public static List<NoticeRecord> each(final NoticeRecord record)
    {
        if (!ID.equals(record.id()))
        {
            return List.of(record);
        }
        final List<NoticeRecord> each = new ArrayList<>();
        final String details = record.words().details();
        final int last = details.indexOf(LAST);
        final Matcher named = NAMED.matcher(last < 0 ? details : details.substring(0, last));
        if (named.matches())
        {
            for (final String text : named.group(1).split("; "))
            {
                final Matcher group = GROUP.matcher(text);
                if (group.matches())
                {
                    each(record, group, each);
                }
            }
        }
        return each;
    }

    private static String details(final NoticeRecord record, final String into)
    {
        if (into == null)
        {
            return "one of " + ID;
        }
        return record.outcome() == NoticeRecord.Outcome.DELIVERED ? "one of " + ID + NoticeIncident.ofName(into).words() : JOINED + into;
    }

    private static void each(final NoticeRecord record, final Matcher group, final List<NoticeRecord> each)
    {
        final String suffix = group.group(3) == null ? "" : group.group(3);
        final String details = details(record, group.group(4));
        for (final String text : group.group(2).split(","))
        {
            final Matcher range = RANGE.matcher(text);
            if (!range.matches())
            {
                continue;
            }
            final long from = Long.parseLong(range.group(1));
            final long to = range.group(2) == null ? from : Long.parseLong(range.group(2));
            for (long number = from; number <= to && each.size() < MOST_NAMED; number++)
            {
                each.add(new NoticeRecord(record.wallMs(), group.group(1) + number + suffix, record.scope(), record.channel(),
                    record.outcome(), record.attempt(), new NoticeRecord.Words("", details)));
            }
        }
    }
}
