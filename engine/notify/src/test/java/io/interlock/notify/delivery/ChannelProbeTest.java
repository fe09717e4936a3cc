package io.interlock.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.ChannelRoute;
import io.interlock.core.port.Priority;
import io.interlock.notify.DeliveryException;
import io.interlock.notify.Kind;
import io.interlock.notify.Notification;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ChannelProbeTest
{
    private static final String CANARY = "canary-s3cr3t";
    private static final Notification TEST = Notes.of("t", Kind.TEST, Priority.INFO, "");
    private static final ChannelRoute SHORT = new ChannelRoute("INFO", Set.of(), null, 30, 1, 1);

    @Test
    void shouldShowWhatCameOfEachAndWaitForNone() throws InterruptedException
    {
        final CountDownLatch never = new CountDownLatch(1);
        final List<ChannelEntry> entries = List.of(
            ChannelEntry.of(new ScriptedChannel("hangs", message ->
            {
                never.await();
                return "";
            }), SHORT),
            ChannelEntry.of(new ScriptedChannel("good", message -> "250\nqueued"), Notes.ROUTE),
            ChannelEntry.of(new ScriptedChannel("refuses", message ->
            {
                throw DeliveryException.permanent("535 wrong password");
            }), Notes.ROUTE),
            ChannelEntry.of(new ScriptedChannel("throws", message ->
            {
                throw new IllegalStateException(CANARY);
            }), Notes.ROUTE),
            new ChannelEntry("missing", "sns", Notes.ROUTE, null, "a.yaml:1:2: no library"));
        assertThat(ChannelProbe.test(entries, TEST)).containsExactly(
            new ChannelProbe.Result("hangs", "code", false, "no answer within 0 ms"),
            new ChannelProbe.Result("good", "code", true, "250 queued"),
            new ChannelProbe.Result("refuses", "code", false, "535 wrong password"),
            new ChannelProbe.Result("throws", "code", false, "it threw java.lang.IllegalStateException"),
            new ChannelProbe.Result("missing", "sns", false, "a.yaml:1:2: no library"));
        assertThat(ChannelProbe.check(entries.subList(1, 2))).extracting(ChannelProbe.Result::words)
            .containsExactly("not looked at: this channel has no check");
    }
}
