package io.interlock.cli.demo;

import io.interlock.core.model.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The live view as lines; knows no terminal. */
final class LiveView
{
    private static final int RECENT = 8;
    private static final String RESET = "\u001B[0m";
    private static final Map<Level, String> COLORS = Map.of(Level.CLOSED, "\u001B[32m", Level.ALERT, "\u001B[33m",
        Level.THROTTLE, "\u001B[35m", Level.HALT, "\u001B[31m", Level.SHUTDOWN, "\u001B[41m");

    private LiveView()
    {
    }

    /** What is shown; where the dashboard is, empty where there is none. */
    record Picture(
        double seconds, int wanted, Where where, Level level, String why, Numbers numbers, List<String> recent, String dashboard)
    {
    }

    /** Which step of how many, and what it promises. */
    record Where(int step, int steps, String name, String promise)
    {
    }

    /** What is counted and measured. */
    record Numbers(
        String now, String account, long sent, long cut, long cancels, Map<String, Long> refused, String latency)
    {
    }

    static List<String> lines(final Picture picture, final boolean color)
    {
        final List<String> lines = new ArrayList<>();
        final Numbers numbers = picture.numbers();
        lines.add(Words.format("Interlock demo   %s of about %s   cooldowns are shortened: ALERT 1 s, THROTTLE 2 s, HALT 3 s",
            Words.clock(picture.seconds()), Words.clock(picture.wanted())));
        lines.add(picture.dashboard().isEmpty() ? "" : "  look on  " + picture.dashboard());
        lines.add("");
        lines.add("  " + ladder(picture.level(), color));
        lines.add("  why      " + picture.why());
        lines.add(Words.format("  step     %d of %d: %s%s", picture.where().step(), picture.where().steps(), picture.where().name(),
            picture.where().promise().isEmpty() ? "" : ", promises " + picture.where().promise()));
        lines.add("  now      " + numbers.now());
        lines.add("  account  " + numbers.account());
        lines.add(Words.format("  orders   sent %d (cut %d), cancels %d, refused %d", numbers.sent(), numbers.cut(), numbers.cancels(),
            numbers.refused().values().stream().mapToLong(Long::longValue).sum()));
        lines.add("  refused  " + (numbers.refused().isEmpty() ? "none" : refusals(numbers.refused())));
        lines.add("  latency  " + numbers.latency());
        lines.add("");
        final int first = Math.max(0, picture.recent().size() - RECENT);
        for (int i = 0; i < RECENT; i++)
        {
            lines.add(first + i < picture.recent().size() ? "  " + picture.recent().get(first + i) : "");
        }
        return lines;
    }

    private static String refusals(final Map<String, Long> refused)
    {
        final StringBuilder text = new StringBuilder();
        new TreeMap<>(refused).forEach((reason, count) -> text.append(reason).append(' ').append(count).append("  "));
        return text.toString().stripTrailing();
    }

    /** All levels, the present one marked by brackets, and by colour where that is wanted. */
    static String ladder(final Level present, final boolean color)
    {
        final StringBuilder text = new StringBuilder();
        for (final Level level : Level.values())
        {
            if (level != present)
            {
                text.append("  ").append(level).append("  ");
            }
            else
            {
                text.append(color ? COLORS.get(level) : "").append(" [").append(level).append("] ").append(color ? RESET : "");
            }
        }
        return text.toString().stripTrailing();
    }
}
