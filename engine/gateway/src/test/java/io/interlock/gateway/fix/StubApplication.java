package io.interlock.gateway.fix;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import quickfix.ApplicationAdapter;
import quickfix.DoNotSend;
import quickfix.Message;
import quickfix.SessionID;

/** A user's application that keeps what it is given and throws what it is told to. */
final class StubApplication extends ApplicationAdapter
{
    final List<Message> received = new CopyOnWriteArrayList<>();
    volatile RuntimeException thrown;
    volatile boolean unwilling;

    @Override
    public void toApp(final Message message, final SessionID session) throws DoNotSend
    {
        if (unwilling)
        {
            throw new DoNotSend();
        }
        if (thrown != null)
        {
            throw thrown;
        }
    }

    @Override
    public void fromApp(final Message message, final SessionID session)
    {
        received.add(message);
    }
}
