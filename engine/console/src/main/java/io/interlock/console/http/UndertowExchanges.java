package io.interlock.console.http;

import io.interlock.console.access.PeerKey;
import io.undertow.io.IoCallback;
import io.undertow.io.Receiver;
import io.undertow.io.Sender;
import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpContinue;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Protocols;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.xnio.StreamConnection;

/**
 * Brings a request from Undertow to the front door, its body and then itself to a worker, and the answer back.
 *
 * <p>Threading: the thread of the sockets, which nothing here lets wait; {@link #work} a worker.
 */
final class UndertowExchanges implements HttpHandler
{
    private static final String HEAD = "a request's head";
    private static final int UNAVAILABLE = 503;

    private final Function<RequestHead, FrontDoor.Admission> door;
    private final Desk desk;
    private final Lanes lanes;
    private final Connections connections;
    private final Map<StreamConnection, Connections.Entry> entries;
    private final Streams streams;

    UndertowExchanges(
        final Function<RequestHead, FrontDoor.Admission> door, final Desk desk, final Lanes lanes, final Connections connections,
        final Map<StreamConnection, Connections.Entry> entries, final Streams streams)
    {
        this.streams = streams;
        this.door = door;
        this.desk = desk;
        this.lanes = lanes;
        this.connections = connections;
        this.entries = entries;
    }

    @Override
    public void handleRequest(final HttpServerExchange exchange)
    {
        final StreamConnection connection = ((AbstractServerConnection)exchange.getConnection()).getChannel();
        final Connections.Entry entry = entries.get(connection);
        if (entry == null)
        {
            // It was ended in this very moment.
            exchange.setPersistent(false);
            exchange.endExchange();
            return;
        }
        if (connections.watch(entry))
        {
            exchange.getConnection().addCloseListener((closed) -> closed(connection, entry));
        }
        exchange.addExchangeCompleteListener((done, next) ->
        {
            connections.answered(entry);
            next.proceed();
        });
        final InetAddress peer = exchange.getSourceAddress().getAddress();
        try
        {
            final RequestHead head = head(exchange, peer);
            final FrontDoor.Admission admission = door.apply(head);
            connections.request(entry, admission.principal(), admission.body());
            if (admission.body())
            {
                body(exchange, admission, head.target(), peer);
            }
            else
            {
                dispatch(exchange, admission, head.target(), new byte[0], peer);
            }
        }
        catch (final Refusal refusal)
        {
            connections.request(entry, null, false);
            refuse(exchange, refusal);
        }
        catch (final Throwable thrown)
        {
            exchange.setPersistent(false);
            send(exchange, desk.failed(HEAD, thrown), Map.of());
        }
    }

    private void closed(final StreamConnection connection, final Connections.Entry entry)
    {
        connections.closed(entry);
        entries.remove(connection, entry);
    }

    private static RequestHead head(final HttpServerExchange exchange, final InetAddress peer)
    {
        if (!exchange.isHttp11() && !exchange.isHttp10())
        {
            // The answer would name the same version.
            exchange.setProtocol(Protocols.HTTP_1_1);
            throw Refusal.form(400, "bad-version", "HTTP/1.1 and HTTP/1.0 are spoken here.");
        }
        final Map<String, List<String>> headers = new HashMap<>();
        for (final HeaderValues values : exchange.getRequestHeaders())
        {
            headers.put(values.getHeaderName().toString().toLowerCase(Locale.ROOT), List.copyOf(values));
        }
        // Undertow takes ;name=value out of a path.
        final String target = exchange.getPathParameters().isEmpty() ? exchange.getRequestURI() : "";
        return new RequestHead(exchange.getRequestMethod().toString(), target, exchange.getQueryString(), headers, peer);
    }

    private void body(
        final HttpServerExchange exchange, final FrontDoor.Admission admission, final String target, final InetAddress peer)
    {
        if (!HttpContinue.requiresContinueResponse(exchange))
        {
            receive(exchange, admission, target, peer);
            return;
        }
        HttpContinue.sendContinueResponse(exchange, new IoCallback()
        {
            @Override
            public void onComplete(final HttpServerExchange sent, final Sender sender)
            {
                receive(sent, admission, target, peer);
            }

            @Override
            public void onException(final HttpServerExchange broken, final Sender sender, final IOException why)
            {
                broken.setPersistent(false);
                broken.endExchange();
            }
        });
    }

    private void receive(
        final HttpServerExchange exchange, final FrontDoor.Admission admission, final String target, final InetAddress peer)
    {
        final Receiver receiver = exchange.getRequestReceiver();
        receiver.setMaxBufferSize(Bodies.LONGEST);
        receiver.receiveFullBytes(
            (received, bytes) -> dispatch(received, admission, target, bytes, peer),
            (broken, why) ->
            {
                final boolean tooLong = why instanceof Receiver.RequestToLargeException;
                final Refusal refusal =
                    tooLong ? Bodies.tooLong() : Refusal.form(400, "bad-body", "The body cannot be read to its end.");
                desk.refused(admission, peer, refusal.status());
                refuse(broken, refusal);
            });
    }

    private void dispatch(
        final HttpServerExchange exchange, final FrontDoor.Admission admission, final String target, final byte[] bytes,
        final InetAddress peer)
    {
        final Connections.Entry entry = entry(exchange);
        if (entry != null)
        {
            connections.received(entry);
        }
        final Workers workers = lanes.of(admission);
        if (!workers.enter())
        {
            desk.refused(admission, peer, UNAVAILABLE);
            send(exchange, Answers.problem(Answers.busy()), Map.of());
            return;
        }
        exchange.dispatch(workers.pool(), (given) -> work(given, workers, admission, target, bytes, peer));
    }

    private void work(
        final HttpServerExchange exchange, final Workers workers, final FrontDoor.Admission admission, final String target,
        final byte[] bytes, final InetAddress peer)
    {
        final ApiResponse answer;
        try
        {
            answer = desk.answer(admission, target, bytes, peer);
        }
        finally
        {
            workers.done();
        }
        final Connections.Entry entry = entry(exchange);
        if (answer.stream() != null)
        {
            listen(exchange, admission, answer, peer);
            return;
        }
        // What a command did is told in any case; it is short.
        final boolean kept = admission.command() || entry != null && connections.keep(entry, answer.body().length);
        // Whose token it was, for who holds several; a name of the token file has no character that means something in a header.
        send(exchange, kept ? answer : Answers.problem(Answers.unread()), admission.principal() == null ? Map.of()
            : Map.of(Answers.PRINCIPAL, admission.principal().name()));
    }

    /** From here on the connection is a stream: no worker's, and none of those that make room for each other. */
    private void listen(
        final HttpServerExchange exchange, final FrontDoor.Admission admission, final ApiResponse answer, final InetAddress peer)
    {
        final UndertowStream wire = new UndertowStream(exchange);
        final StreamClient client = streams.admit(admission.caller(), PeerKey.of(peer), wire);
        if (client == null)
        {
            send(exchange, Answers.problem(Answers.crowded()), Map.of());
            return;
        }
        final Connections.Entry entry = entry(exchange);
        if (entry != null)
        {
            connections.closed(entry);
        }
        exchange.setPersistent(false);
        exchange.setStatusCode(answer.status());
        headers(exchange, answer, Map.of());
        exchange.dispatch(exchange.getIoThread(), () -> wire.start(client, answer.stream()));
    }

    private Connections.Entry entry(final HttpServerExchange exchange)
    {
        return entries.get(((AbstractServerConnection)exchange.getConnection()).getChannel());
    }

    private void refuse(final HttpServerExchange exchange, final Refusal refusal)
    {
        // What follows on this connection may be the body that was not read, or another guess.
        exchange.setPersistent(false);
        send(exchange, Answers.problem(refusal.problem()), refusal.headers());
    }

    private static void send(final HttpServerExchange exchange, final ApiResponse answer, final Map<String, String> more)
    {
        if (exchange.isResponseStarted())
        {
            exchange.endExchange();
            return;
        }
        exchange.setStatusCode(answer.status());
        headers(exchange, answer, more);
        exchange.getResponseHeaders().put(Headers.CONTENT_LENGTH, answer.body().length);
        exchange.getResponseSender().send(ByteBuffer.wrap(answer.body()), IoCallback.END_EXCHANGE);
    }

    private static void headers(final HttpServerExchange exchange, final ApiResponse answer, final Map<String, String> more)
    {
        final HeaderMap headers = exchange.getResponseHeaders();
        Answers.HEADERS.forEach((name, value) -> headers.put(HttpString.tryFromString(name), value));
        if (answer.status() == UNAVAILABLE)
        {
            headers.put(Headers.RETRY_AFTER, Answers.RETRY_SECONDS);
        }
        answer.headers().forEach((name, value) -> headers.put(HttpString.tryFromString(name), value));
        more.forEach((name, value) -> headers.put(HttpString.tryFromString(name), value));
        headers.put(Headers.CONTENT_TYPE, answer.contentType());
    }
}
