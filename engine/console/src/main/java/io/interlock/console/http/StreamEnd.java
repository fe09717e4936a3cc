package io.interlock.console.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Why the server ends an event stream, as its last event tells it. */
enum StreamEnd
{
    /** The client did not take its events. */
    SLOW("events were not taken in time: come again with the last id to miss none"),
    /** Its room went to another. */
    DISPLACED("there are as many streams as may be, and another token had fewer"),
    /** What let it in does so no more. */
    REVOKED("the token or the session that this stream was opened with is no longer valid"),
    /** There was no room for it: it was never one. */
    REFUSED("there are as many streams as may be"),
    /** The server closes. */
    SHUTDOWN("the console closes");

    private final StreamEvent event;

    StreamEnd(final String detail)
    {
        event = StreamEvent.of(
            "closed", ("{\"reason\":\"" + word() + "\",\"detail\":\"" + detail + "\"}").getBytes(StandardCharsets.US_ASCII));
    }

    StreamEvent event()
    {
        return event;
    }

    String word()
    {
        return name().toLowerCase(Locale.ROOT);
    }
}
