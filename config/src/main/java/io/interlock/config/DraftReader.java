package io.interlock.config;

import java.util.function.UnaryOperator;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads a whole file: the top level, the notifications and the sections of scopes. Threading: one thread. */
final class DraftReader
{
    private final ConfigDraft draft;
    private final SectionReader sections;
    private final NotificationsJudge judge;
    private final NotificationsReader notifications;
    private final ErrorList errors;

    DraftReader(
        final ConfigDraft draft,
        final String file,
        final UnaryOperator<String> environment,
        final SecretMode mode,
        final ErrorList errors)
    {
        this.draft = draft;
        this.sections = new SectionReader(Origin.Kind.FILE, file, environment, errors);
        this.judge = new NotificationsJudge(draft.notifications(), new EntryReader(environment, mode, errors), errors);
        this.notifications = new NotificationsReader(draft.top(), sections, judge, errors);
        this.errors = errors;
    }

    void read(final Node root)
    {
        final Layer top = draft.top();
        if (!(root instanceof MappingNode) && !(root instanceof ScalarNode scalar && ValueReader.empty(scalar)))
        {
            errors.add(sections.origin(root, top).error("", "", "a configuration is made of keys with values", "write key: value"));
            return;
        }
        sections.each(root, "", top, this::topEntry);
        judge.conclude();
    }

    private void topEntry(final ScalarNode key, final Node value)
    {
        final String name = key.getValue();
        final String dotted = ConfigSchema.SCOPES + ".";
        if (ConfigSchema.SCOPES.equals(name))
        {
            sections.each(value, name, draft.top(), (path, section) -> scopeEntry(path.getValue(), path, section));
        }
        else if (name.startsWith(dotted))
        {
            scopeEntry(name.substring(dotted.length()), key, value);
        }
        else if (NotificationsReader.takes(name))
        {
            notifications.entry(key, value);
        }
        else
        {
            sections.entry("", key, value, draft.top());
        }
    }

    // A section is a mapping, so the path before it is taken as it stands, dots and all ("binance.us"). Before a plain value the longest
    // key at the end is meant: scopes.binance.latency.alert.
    private void scopeEntry(final String path, final ScalarNode keyNode, final Node value)
    {
        final boolean plainEmpty = keyNode.isPlain() && path.isEmpty();
        if (value instanceof MappingNode || value instanceof ScalarNode scalar && ValueReader.empty(scalar))
        {
            if (plainEmpty)
            {
                fault(keyNode, "", "a scope has no path", "write \"\" for the root");
            }
            else if (valid(path, keyNode))
            {
                sections.section(value, draft.scope(path));
            }
            return;
        }
        final ConfigKey<?> key = dottedKey(path);
        if (key == null)
        {
            final String allowed = "write " + ConfigSchema.SCOPES + ": { PATH: { key: value } }";
            fault(keyNode, path, "the section of a scope is made of keys with values", allowed);
            return;
        }
        final String scope = path.substring(0, path.length() - key.name().length() - 1);
        if (valid(scope, keyNode))
        {
            sections.setting(key.name(), keyNode, value, draft.scope(scope));
        }
    }

    private static ConfigKey<?> dottedKey(final String path)
    {
        ConfigKey<?> longest = null;
        for (final ConfigKey<?> key : ConfigSchema.keys())
        {
            if (path.endsWith("." + key.name()) && (longest == null || key.name().length() > longest.name().length()))
            {
                longest = key;
            }
        }
        return longest;
    }

    private boolean valid(final String path, final ScalarNode keyNode)
    {
        final String fault = ScopePaths.fault(path);
        if (fault != null)
        {
            fault(keyNode, path, fault, "allowed are " + ScopePaths.ALLOWED);
        }
        return fault == null;
    }

    private void fault(final ScalarNode keyNode, final String path, final String message, final String allowed)
    {
        final String key = path.isEmpty() ? ConfigSchema.SCOPES : ConfigSchema.SCOPES + "." + ConfigError.shown(path);
        errors.add(sections.origin(keyNode, draft.top()).error(key, path, message, allowed));
    }
}
