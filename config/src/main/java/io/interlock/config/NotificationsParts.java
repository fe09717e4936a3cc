package io.interlock.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Takes channels and steps that code made apart into what a person would have written, so that they are judged by the same rules.
 * Threading: one thread.
 */
final class NotificationsParts
{
    private static final Origin CODE = new Origin(Origin.Kind.CODE, "code", 0, 0, null);

    private NotificationsParts()
    {
    }

    /** What the policy sets, not judged. */
    static List<Setting<?>> policy(final NotificationsConfig.Policy policy)
    {
        return List.of(
            new Setting<>(ConfigSchema.NOTIFY_GROUP_WAIT, policy.groupWaitNs(), CODE),
            new Setting<>(ConfigSchema.NOTIFY_REPEAT, policy.repeatNs(), CODE),
            new Setting<>(ConfigSchema.NOTIFY_REDELIVER, policy.redeliverNs(), CODE),
            new Setting<>(ConfigSchema.NOTIFY_ESCALATE_REPEAT, policy.escalateRepeatNs(), CODE),
            new Setting<>(ConfigSchema.NOTIFY_TEMPLATES, policy.templates(), CODE),
            new Setting<>(ConfigSchema.NOTIFY_RUNBOOK, policy.runbook(), CODE));
    }

    /** Judges everything but the policy. */
    static void judge(
        final NotificationsConfig config, final NotificationsDraft draft, final SecretMode mode, final ErrorList errors)
    {
        final NotificationsJudge judge = new NotificationsJudge(draft, new EntryReader(null, mode, errors), errors);
        config.channels().forEach((channel) -> judge.channel(channel(channel)));
        int number = 0;
        for (final EscalationStep step : config.escalation())
        {
            number++;
            judge.step(new Written(Integer.toString(number), CODE, List.of(
                one(ChannelSchema.STEP_AFTER.name(), DurationType.shown(step.afterNs())),
                many(ChannelSchema.STEP_CHANNELS.name(), step.channels()))));
        }
        judge.conclude();
    }

    private static Written channel(final ChannelConfig channel)
    {
        final List<Written.Entry> entries = new ArrayList<>();
        entries.add(one(ChannelSchema.TYPE, ChannelSchema.word(channel.type())));
        // In the order of the keys, since maps have another in every process.
        new TreeMap<>(channel.settings()).forEach((name, texts) -> entries.add(setting(channel.type(), name, texts)));
        new TreeMap<>(channel.secrets()).forEach((name, secret) ->
        {
            final String key = secret.inFile() ? name + ChannelKey.FILE : name;
            entries.add(new Written.Entry(key, CODE, Written.Shape.ONE, List.of(), CODE, secret));
        });
        route(channel.type(), channel.route(), entries);
        return new Written(channel.name(), CODE, entries);
    }

    private static Written.Entry setting(final ChannelType type, final String name, final List<String> texts)
    {
        final ChannelKey key = ChannelSchema.find(type, name);
        final boolean list = key != null && key.kind() == ChannelKey.Kind.LIST;
        return !list && texts.size() == 1 ? one(name, texts.get(0)) : many(name, texts);
    }

    private static void route(final ChannelType type, final ChannelRoute route, final List<Written.Entry> entries)
    {
        entries.add(one(ChannelSchema.PRIORITY, route.lowest()));
        if (!route.scopes().isEmpty())
        {
            entries.add(many(ChannelSchema.SCOPES, new TreeSet<>(route.scopes())));
        }
        if (route.quietHours() != null)
        {
            entries.add(one(ChannelSchema.QUIET_HOURS, new QuietHoursType().write(route.quietHours())));
        }
        if (!ChannelSchema.BUILT_IN.contains(type))
        {
            entries.add(one(ChannelSchema.RATE, Integer.toString(route.ratePerMinute())));
            entries.add(one(ChannelSchema.TIMEOUT, DurationType.shown(route.timeoutNs())));
            entries.add(one(ChannelSchema.DEADLINE, DurationType.shown(route.deadlineNs())));
        }
    }

    private static Written.Entry one(final String key, final String text)
    {
        return new Written.Entry(key, CODE, text.isBlank() ? Written.Shape.NONE : Written.Shape.ONE, items(List.of(text)), CODE, null);
    }

    private static Written.Entry many(final String key, final Collection<String> texts)
    {
        return new Written.Entry(key, CODE, Written.Shape.LIST, items(texts), CODE, null);
    }

    private static List<Written.Item> items(final Collection<String> texts)
    {
        return texts.stream().map((text) -> new Written.Item(text, CODE)).toList();
    }

    /**
     * One key of a channel as a person writes it.
     *
     * @param key    with the ending of a secret's file.
     * @param name   of the key in the table.
     * @param list   whether it is a list.
     * @param secret whether it is a secret's reference.
     * @param texts  the values; of a secret the reference.
     */
    record Row(String key, String name, boolean list, boolean secret, List<String> texts)
    {
        /** Whether it is the path of a secret's file. */
        boolean file()
        {
            return !key.equals(name);
        }

        /** For people. */
        String shown()
        {
            return list ? texts.toString() : texts.get(0);
        }
    }

    /** Every key that a valid channel has, in the order of the table, without its type. */
    static List<Row> rows(final ChannelConfig channel)
    {
        final List<Row> rows = new ArrayList<>();
        final List<Written.Entry> entries = channel(channel).entries();
        for (final ChannelKey key : ChannelSchema.keys(channel.type()))
        {
            for (final Written.Entry entry : entries)
            {
                final boolean secret = entry.secret() != null;
                // A secret that code put among the settings is an error elsewhere, and never written.
                if (key.equals(ChannelSchema.find(channel.type(), entry.key())) && (secret ? key.referable() : !key.secret()))
                {
                    rows.add(new Row(entry.key(), key.name(), key.kind() == ChannelKey.Kind.LIST, secret, secret ?
                        List.of(entry.secret().toString()) : entry.items().stream().map(Written.Item::text).toList()));
                }
            }
        }
        return rows;
    }
}
