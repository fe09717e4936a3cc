package io.interlock.host.examples;

import io.interlock.core.engine.Scope;
import io.interlock.core.model.Intent;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.model.Side;
import io.interlock.core.model.Verdict;
import io.interlock.core.port.ActionContext;
import io.interlock.core.port.TradingActions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A gateway over {@link WebSocket}: orders out as {@code ID SIDE QUANTITY}, answers in as {@code FILL ID PRICE} or {@code REJECT ID TEXT}.
 * At SHUTDOWN its socket is closed. Threading: orders from one thread, answers on the HTTP client's.
 */
final class WebSocketGateway implements WebSocket.Listener, TradingActions
{
    private final Map<String, Sent> open = new ConcurrentHashMap<>();
    private final Scope scope;
    private WebSocket socket;
    private long pingNs;

    private record Sent(long ns, Side side, double price)
    {
    }

    WebSocketGateway(final Scope scope)
    {
        this.scope = scope;
    }

    WebSocketGateway connect(final URI uri)
    {
        socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(uri, this).join();
        return this;
    }

    /** False: refused, and nothing was sent. */
    boolean order(final String id, final Side side, final double quantity, final double price, final double confidence)
    {
        final Verdict verdict = scope.gate().check(Intent.OPEN, confidence);
        if (verdict.allowed())
        {
            open.put(id, new Sent(System.nanoTime(), side, price));
            socket.sendText(id + ' ' + side + ' ' + quantity * verdict.sizeFactor(), true).join();
        }
        return verdict.allowed();
    }

    /** Keeps measuring while nothing is ordered: without healthy samples nothing recovers. */
    void ping()
    {
        pingNs = System.nanoTime();
        socket.sendPing(ByteBuffer.allocate(0)).join();
    }

    @Override
    public void onOpen(final WebSocket opened)
    {
        scope.reporter().network(NetworkStatus.CONNECTED);
        opened.request(1);
    }

    @Override
    public CompletionStage<?> onPong(final WebSocket from, final ByteBuffer message)
    {
        scope.reporter().apiLatency(System.nanoTime() - pingNs);
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onText(final WebSocket from, final CharSequence data, final boolean last)
    {
        final String[] words = data.toString().split(" ", 3);
        final Sent sent = open.remove(words[1]);
        if (sent != null && words[0].equals("FILL"))
        {
            scope.reporter().fill(System.nanoTime() - sent.ns(), sent.side(), sent.price(), Double.parseDouble(words[2]));
        }
        else if (sent != null)
        {
            scope.reporter().failure(words[2]);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(final WebSocket closed, final int code, final String reason)
    {
        scope.reporter().network(NetworkStatus.DISCONNECTED);
        return null;
    }

    @Override
    public void onError(final WebSocket failed, final Throwable error)
    {
        scope.reporter().network(NetworkStatus.DISCONNECTED);
    }

    @Override
    public CompletionStage<String> disconnect(final ActionContext context)
    {
        return socket.sendClose(WebSocket.NORMAL_CLOSURE, "SHUTDOWN").thenApply(closed -> "closed the socket");
    }
}
