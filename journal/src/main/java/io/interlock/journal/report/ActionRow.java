package io.interlock.journal.report;

import io.interlock.core.port.ActionEvent;

/**
 * One safety action, from its start to what became of it.
 *
 * <p>Threading: one thread.
 */
final class ActionRow
{
    private final String id;
    private final String action;
    private final String scope;
    private final long startMs;
    private long lastMs;
    private ActionEvent.Stage stage;
    private int attempt;
    private String details = "";

    ActionRow(final String id, final String action, final String scope, final long startMs)
    {
        this.id = id;
        this.action = action;
        this.scope = scope;
        this.startMs = startMs;
        lastMs = startMs;
    }

    void stage(final ActionEvent.Stage now, final int newAttempt, final long wallMs, final String answer)
    {
        stage = now;
        attempt = Math.max(attempt, newAttempt);
        lastMs = wallMs;
        if (!answer.isEmpty())
        {
            details = answer;
        }
    }

    String id()
    {
        return id;
    }

    String action()
    {
        return action;
    }

    String scope()
    {
        return scope;
    }

    long startMs()
    {
        return startMs;
    }

    long lastMs()
    {
        return lastMs;
    }

    ActionEvent.Stage stage()
    {
        return stage;
    }

    int attempt()
    {
        return attempt;
    }

    String details()
    {
        return details;
    }

    boolean isUnfinished()
    {
        return stage == ActionEvent.Stage.STARTED || stage == ActionEvent.Stage.RETRIED;
    }

    boolean isFailed()
    {
        return stage == ActionEvent.Stage.FAILED || stage == ActionEvent.Stage.TIMED_OUT;
    }

    /** How it stands, in a word that needs no explanation. */
    String outcome()
    {
        return switch (stage)
        {
            case STARTED -> "NO END TOLD";
            case RETRIED -> "RETRIED, NO END TOLD";
            case SUCCEEDED -> "succeeded";
            case FAILED -> "FAILED";
            case TIMED_OUT -> "TIMED OUT";
            case SUPERSEDED -> "superseded";
        };
    }
}
