/**
 * Notifications that arrive: what a message is, and what a channel must do. Packages below: {@code route} decides who is told what and when
 * (no clock, no thread), {@code words} says it, {@code delivery} brings it to the channels, {@code channel} speaks their protocols,
 * {@code http} is the client that they share.
 */
package io.interlock.notify;
