package io.interlock.journal.report;

import io.interlock.journal.record.RecordContent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Issues, gathered by type and scope: a thousand of one kind are one row with its worst and its last.
 *
 * <p>Threading: one thread.
 */
final class IssueBook
{
    private static final int MOST = 400;

    private final Map<Key, Group> groups = new LinkedHashMap<>();
    private long beyond;
    private long total;

    private record Key(String type, String scope)
    {
    }

    /** Issues of one type in one scope. */
    static final class Group
    {
        private final Key key;
        private final long firstMs;
        private long lastMs;
        private long count;
        private double worst = Double.NaN;
        private double threshold = Double.NaN;
        private String first = "";
        private String details = "";

        private Group(final Key key, final long firstMs)
        {
            this.key = key;
            this.firstMs = firstMs;
        }

        String type()
        {
            return key.type();
        }

        String scope()
        {
            return key.scope();
        }

        long firstMs()
        {
            return firstMs;
        }

        long lastMs()
        {
            return lastMs;
        }

        long count()
        {
            return count;
        }

        double worst()
        {
            return worst;
        }

        double threshold()
        {
            return threshold;
        }

        /** Of the first, which often says why, and of the last, where that is another. */
        String details()
        {
            return first.equals(details) ? details : "first: " + first + "; last: " + details;
        }
    }

    void record(final RecordContent content)
    {
        total++;
        final RecordContent.Texts texts = content.texts();
        final Key key = new Key(Shown.name(texts.subject()), Shown.name(texts.scope()));
        Group group = groups.get(key);
        if (group == null && groups.size() == MOST)
        {
            beyond++;
            return;
        }
        final long wallMs = content.stamp().wallMs();
        if (group == null)
        {
            group = new Group(key, wallMs);
            groups.put(key, group);
        }
        group.count++;
        group.lastMs = wallMs;
        group.details = Shown.words(texts.details());
        group.first = group.count == 1 ? group.details : group.first;
        final RecordContent.Numbers numbers = content.change().numbers();
        final double value = numbers.valueForPeople(null);
        if (!Double.isNaN(value) && !(value <= group.worst))
        {
            group.worst = value;
        }
        group.threshold = numbers.thresholdForPeople(null);
    }

    Collection<Group> groups()
    {
        return groups.values();
    }

    /** How many are in none of the groups, since there are too many kinds. */
    long beyond()
    {
        return beyond;
    }

    long total()
    {
        return total;
    }

    /** How many there are of a type whose name begins so. */
    long count(final String prefix)
    {
        return groups.values().stream().filter(group -> group.type().startsWith(prefix)).mapToLong(Group::count).sum();
    }
}
