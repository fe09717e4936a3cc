package io.interlock.notify.words;

import io.interlock.notify.Draft;
import io.interlock.notify.Notification;

/** Gives a draft its words. Threading: one thread. Pure: the same draft has the same words. */
@FunctionalInterface
public interface Wording
{
    /**
     * Gives words.
     *
     * @param draft what is told.
     * @return never null; a template that fails falls back to ours.
     */
    Notification words(Draft draft);
}
