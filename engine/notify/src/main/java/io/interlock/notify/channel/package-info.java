/** The channels: each speaks one protocol, and maps what its receiver answers to what passes and what does not. */
package io.interlock.notify.channel;
