/** Budgets: what each measured row may cost, and the run that holds it to that. */
package io.interlock.bench.budget;
