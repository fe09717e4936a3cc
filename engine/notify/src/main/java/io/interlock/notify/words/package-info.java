/** The words of a message: what happened, what the engine did, what happens next and what to do. */
package io.interlock.notify.words;
