package io.interlock.notify.delivery;

import io.interlock.core.port.EngineClock;
import io.interlock.core.port.Issue;
import io.interlock.core.port.NoticeRecord;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What workers are given.
 *
 * @param clock    time.
 * @param threads  makes daemon threads.
 * @param records  gets what became of each message; any thread, one at a time for each channel.
 * @param issues   gets what a person may want to know of a channel; likewise.
 * @param backoffs one for each round of each message.
 */
record DeliveryParts(
    EngineClock clock, ThreadFactory threads, Consumer<NoticeRecord> records, Consumer<Issue> issues, Supplier<Backoff> backoffs)
{
}
