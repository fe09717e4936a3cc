/** The report: what a journal, and the recorded inputs where there are any, say of an incident, as one page that needs no network. */
package io.interlock.journal.report;
