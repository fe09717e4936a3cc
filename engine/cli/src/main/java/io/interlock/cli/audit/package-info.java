/** What is asked of a journal: is it whole. */
package io.interlock.cli.audit;
