/** Who may what: roles, tokens, attempts. */
package io.interlock.console.access;
