package io.interlock.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Judges channels and the steps of the escalation, from a file or from code, and puts them into a draft. Threading: one thread. */
final class NotificationsJudge
{
    private static final List<ChannelKey> STEP = List.of(ChannelSchema.STEP_AFTER, ChannelSchema.STEP_CHANNELS);
    private static final String FORM = "write escalation: [{ after: 5m, channels: [NAME] }]";

    private final NotificationsDraft draft;
    private final EntryReader entries;
    private final ChannelJudge channels;
    private final ErrorList errors;
    private final List<Written> steps = new ArrayList<>();
    private boolean tooMany;

    NotificationsJudge(final NotificationsDraft draft, final EntryReader entries, final ErrorList errors)
    {
        this.draft = draft;
        this.entries = entries;
        this.channels = new ChannelJudge(entries, errors);
        this.errors = errors;
    }

    /** Takes a channel. */
    void channel(final Written written)
    {
        final String name = written.name();
        final String path = ConfigSchema.CHANNELS + "." + ConfigError.shown(name);
        final Map<String, NotificationsDraft.Channel> known = draft.channels();
        try
        {
            ChannelSchema.NAME.read(name);
        }
        catch (final BadValueException e)
        {
            final String allowed = "allowed are " + ChannelSchema.NAME.allowed();
            errors.add(written.origin().error(path, name, ConfigError.shown(e.getMessage(), 2), allowed));
            return;
        }
        if (known.containsKey(name))
        {
            errors.add(written.origin().error(path, name, "is there twice", "give each channel a name of its own"));
            return;
        }
        if (known.size() == ChannelSchema.MOST_CHANNELS)
        {
            // Said once: thousands of them would leave no room for what else is wrong.
            if (!tooMany)
            {
                tooMany = true;
                final String allowed = "at most " + ChannelSchema.MOST_CHANNELS + " are allowed";
                errors.add(written.origin().error(path, name, "is one channel too many", allowed));
            }
            return;
        }
        final NotificationsDraft.Channel channel = channels.judge(written);
        if (channel.config() != null)
        {
            builtIn(path, channel);
        }
        known.put(name, channel);
    }

    /** LOG and DASHBOARD are there once, and their names are theirs. */
    private void builtIn(final String path, final NotificationsDraft.Channel channel)
    {
        for (final ChannelType type : ChannelSchema.BUILT_IN)
        {
            final String word = ChannelSchema.word(type);
            final boolean same = channel.config().type() == type;
            if (!same && channel.config().name().equals(word))
            {
                final String taken = "is the name of the built-in channel of type " + word;
                errors.add(channel.origin().error(path, word, taken, "choose another name"));
            }
            if (same && draft.channelConfigs().stream().anyMatch((other) -> other != null && other.type() == type))
            {
                errors.add(channel.origin().error(path, word, "is a second channel of type " + word, "there is exactly one"));
            }
        }
    }

    /** Takes a step of the escalation; it is judged when all channels are known. */
    void step(final Written written)
    {
        steps.add(written);
    }

    /** Judges the steps. To be called once, at the end. */
    void conclude()
    {
        long lastNs = 0;
        for (final Written written : steps)
        {
            final int before = errors.count();
            final String path = ConfigSchema.ESCALATION + "." + written.name();
            final Written.Entry after = find(written, ChannelSchema.STEP_AFTER);
            final Written.Entry told = find(written, ChannelSchema.STEP_CHANNELS);
            others(written, path);
            final Long afterNs = after == null ? null : after(after, path, lastNs);
            lastNs = afterNs == null ? lastNs : afterNs;
            final List<String> names = told == null ? null : told(told, path);
            if (errors.count() == before)
            {
                draft.steps().add(new NotificationsDraft.Step(new EscalationStep(afterNs, names), written.origin()));
            }
        }
    }

    private static Written.Entry find(final Written written, final ChannelKey key)
    {
        return written.entries().stream().filter((entry) -> entry.key().equals(key.name())).findFirst().orElse(null);
    }

    private void others(final Written written, final String path)
    {
        final List<String> names = STEP.stream().map(ChannelKey::name).toList();
        for (final Written.Entry entry : written.entries())
        {
            if (!names.contains(entry.key()))
            {
                final String nearest = DidYouMean.nearest(entry.key(), names);
                final String allowed = nearest == null ? "keys here are " + String.join(", ", names) : "did you mean " + nearest + "?";
                errors.add(entry.keyOrigin().error(path + "." + ConfigError.shown(entry.key()), "", "is not a key of a step", allowed));
            }
        }
        final List<String> missing = STEP.stream().filter((key) -> find(written, key) == null).map(ChannelKey::name).toList();
        if (!missing.isEmpty())
        {
            errors.add(written.origin().error(path, "", "lacks " + String.join(", ", missing), FORM));
        }
    }

    private Long after(final Written.Entry entry, final String path, final long lastNs)
    {
        final List<String> texts = entries.texts(ChannelSchema.STEP_AFTER, entry, path + "." + entry.key());
        if (texts == null)
        {
            return null;
        }
        final long ns = ChannelSchema.durationNs(texts.get(0));
        if (ns < lastNs)
        {
            final String least = DurationType.shown(lastNs);
            errors.add(entry.origin().error(path + "." + entry.key(), texts.get(0),
                "'" + texts.get(0) + "' is before the step above it, which is after " + least, "allowed is at least " + least));
        }
        return ns;
    }

    private List<String> told(final Written.Entry entry, final String path)
    {
        final List<String> names = entries.texts(ChannelSchema.STEP_CHANNELS, entry, path + "." + entry.key());
        if (names == null)
        {
            return null;
        }
        final TreeSet<String> known = new TreeSet<>(draft.channels().keySet());
        ChannelSchema.BUILT_IN.forEach((type) -> known.add(ChannelSchema.word(type)));
        for (int i = 0; i < names.size(); i++)
        {
            if (!known.contains(names.get(i)))
            {
                final String name = names.get(i);
                final String allowed = "there are " + ConfigError.shown(String.join(", ", known), 4);
                errors.add(entry.items().get(i).origin().error(path + "." + entry.key(), name,
                    "'" + name + "' is not a channel" + DidYouMean.hint(name, known), allowed));
            }
        }
        return names;
    }
}
