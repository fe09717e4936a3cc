/** {@code interlock notify}: tests of channels, and what an operator says of notifications. */
package io.interlock.cli.notify;
