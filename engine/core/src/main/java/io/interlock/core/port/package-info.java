/**
 * What core wants of the world outside and never does itself: keep a journal, deliver a notification, act on the market. Each port has a
 * null object, so core runs alone.
 */
package io.interlock.core.port;
