package io.interlock.host;

import io.interlock.journal.FileJournal;
import io.interlock.journal.input.InputLog;

/**
 * What a launch opens beside the journal.
 *
 * @param inputs        null where none are recorded.
 * @param report        null where the journal is not in a directory.
 * @param notifications likewise.
 * @param operators     likewise.
 */
record Beside(InputLog inputs, ShutdownReport report, HostNotifications notifications, HostOperators operators)
{
    static final Beside NOTHING = new Beside(null, null, null, null);

    /** Before the engine is closed. */
    void closing()
    {
        if (operators != null)
        {
            operators.close();
        }
        if (notifications != null)
        {
            notifications.closing();
        }
    }

    /** After the engine. Notifications before the journal, which keeps what becomes of them. */
    void close(final FileJournal journal)
    {
        Closing.inTurn(this::closeOperators, this::closeNotifications, journal::close, this::closeInputs, this::closeReport);
    }

    /** Also where the engine did not start. */
    private void closeOperators()
    {
        if (operators != null)
        {
            operators.close();
        }
    }

    private void closeNotifications()
    {
        if (notifications != null)
        {
            notifications.close();
        }
    }

    private void closeInputs()
    {
        if (inputs != null)
        {
            inputs.close();
        }
    }

    private void closeReport()
    {
        if (report != null)
        {
            report.close();
        }
    }
}
