package io.interlock.notify.delivery;

import io.interlock.core.port.Issue;
import io.interlock.notify.Draft;
import io.interlock.notify.Kind;
import java.util.Set;

/** What is told of a channel itself. Threading: any; no state. */
public final class ChannelNews
{
    /** The issue type of a channel that is down, keeps failing, or hangs. */
    public static final String DOWN = "NOTIFY_CHANNEL_DOWN";
    /** The issue type of a channel that works again. */
    public static final String UP = "NOTIFY_CHANNEL_UP";
    /** The issue type of a channel that does not come back from a message, even when interrupted. */
    public static final String HANGS = "NOTIFY_CHANNEL_HANGS";
    /** The issue type of a channel that delivers, but whose receiver does not say who has acknowledged there. */
    public static final String ACKS_DOWN = "NOTIFY_ACKS_DOWN";
    /** The issue type of a channel whose receiver says so again. */
    public static final String ACKS_UP = "NOTIFY_ACKS_UP";
    /** The issue type of a dispatch that failed on a message or lost some. */
    public static final String TROUBLE = "NOTIFY_TROUBLE";

    private static final Set<String> OURS = Set.of(DOWN, UP, HANGS, ACKS_DOWN, ACKS_UP, TROUBLE);

    /** The rules tell an issue of one type and scope once in a while, so each channel has a scope of its own there. */
    private static final String SCOPE = "notify/";

    private ChannelNews()
    {
    }

    /**
     * Whether an issue is this module's own, and so already known here when the engine brings it back.
     *
     * @param issueType of the issue.
     * @return true for the types above.
     */
    public static boolean isOurs(final String issueType)
    {
        return OURS.contains(issueType);
    }

    static Issue of(final String type, final String channel, final String details, final long wallMs)
    {
        return new Issue(wallMs, type, SCOPE + channel, Double.NaN, Double.NaN, "channel " + channel + ' ' + details);
    }

    /** As the engine knows it: it has no such scope. */
    static Issue forEngine(final Issue issue)
    {
        return new Issue(issue.timestampMs(), issue.issueType(), "", issue.value(), issue.threshold(), issue.details());
    }

    /** Whether a message is about a channel: that one is not told of itself. */
    static boolean isAbout(final Draft draft, final String channel)
    {
        return draft.kind() == Kind.ISSUE && isOurs(draft.facts().cause()) && draft.scope().equals(SCOPE + channel);
    }
}
