/** Whether a journal is whole: what was edited, taken out, put in, moved or cut, and where. */
package io.interlock.journal.verify;
