package io.interlock.config;

/** What the keys of health ask of each other: an issue comes before its cause, not after. Threading: one thread. */
final class HealthRules
{
    private final ConfigDraft draft;
    private final ErrorList errors;

    HealthRules(final ConfigDraft draft, final ErrorList errors)
    {
        this.draft = draft;
        this.errors = errors;
    }

    void check()
    {
        check(ConfigSchema.HEALTH_HEAP_ISSUE, ConfigSchema.HEALTH_HEAP, HealthConfig.Share.OFF, false);
        check(ConfigSchema.HEALTH_DESCRIPTORS_ISSUE, ConfigSchema.HEALTH_DESCRIPTORS, HealthConfig.Share.OFF, false);
        check(ConfigSchema.HEALTH_DISK_ISSUE, ConfigSchema.HEALTH_DISK, HealthConfig.Room.OFF, true);
    }

    private void check(final ConfigKey<Long> issueKey, final ConfigKey<Long> causeKey, final long off, final boolean shrinks)
    {
        final Setting<Long> issue = draft.effective(issueKey);
        final Setting<Long> cause = draft.effective(causeKey);
        if (issue.broken() || cause.broken() || issue.value() == off || cause.value() == off)
        {
            return;
        }
        final int order = Long.compare(issue.value(), cause.value());
        if (shrinks ? order >= 0 : order <= 0)
        {
            return;
        }
        final boolean blameIssue = issue.origin().rank() > cause.origin().rank();
        final Setting<Long> blamed = blameIssue ? issue : cause;
        final Setting<Long> other = blameIssue ? cause : issue;
        final boolean tooHigh = blameIssue != shrinks;
        final String message = "'" + blamed.shown() + "' is " + (tooHigh ? "above " : "below ") + other.key() + ", which is "
            + other.shown() + " (" + other.origin().describe() + ")";
        final String allowed = "allowed is " + (tooHigh ? "at most " : "at least ") + other.shown() + ", or off";
        errors.add(blamed.origin().error(blamed.key().name(), blamed.shown(), message, allowed));
    }
}
