package io.interlock.gateway.fix;

import io.interlock.core.model.CriticalError;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Intent;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.model.Side;
import io.interlock.core.model.Verdict;
import io.interlock.core.report.Reporter;
import java.util.ArrayList;
import java.util.List;

/** Writes down what is reported, one line each. */
final class RecordingReporter implements Reporter
{
    private final List<String> lines = new ArrayList<>();

    /** What was reported since the last call. */
    synchronized List<String> take()
    {
        final List<String> taken = List.copyOf(lines);
        lines.clear();
        return taken;
    }

    private synchronized void add(final String line)
    {
        lines.add(line);
    }

    @Override
    public void apiLatency(final long latencyNs)
    {
        add("latency " + latencyNs);
    }

    @Override
    public void success()
    {
        add("success");
    }

    @Override
    public void failure(final CharSequence details)
    {
        add("failure " + details);
    }

    @Override
    public void fill(final long latencyNs, final Side side, final double expected, final double actual)
    {
        add("fill " + latencyNs + ' ' + side + ' ' + expected + ' ' + actual);
    }

    @Override
    public void slippage(final Side side, final double expected, final double actual)
    {
        add("slippage " + side + ' ' + expected + ' ' + actual);
    }

    @Override
    public void equity(final double equity)
    {
        add("equity " + equity);
    }

    @Override
    public void loss(final double fraction)
    {
        add("loss " + fraction);
    }

    @Override
    public void exchange(final ExchangeStatus status)
    {
        add("exchange " + status);
    }

    @Override
    public void network(final NetworkStatus status)
    {
        add("network " + status);
    }

    @Override
    public void criticalError(final CriticalError error, final CharSequence details)
    {
        add("critical " + error);
    }

    @Override
    public void intent(final Intent intent, final double quantity, final Verdict verdict)
    {
        add("intent " + intent + " none " + quantity + ' ' + verdict);
    }

    @Override
    public void intent(final Intent intent, final double confidence, final double quantity, final Verdict verdict)
    {
        add("intent " + intent + ' ' + confidence + ' ' + quantity + ' ' + verdict);
    }
}
