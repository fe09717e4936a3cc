/** Who has asked for what a second person must ask for too. */
package io.interlock.console.approval;
