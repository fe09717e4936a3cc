/** The channels' protocols: how each says a message, and what its receiver's answers mean. */
package io.interlock.notify.channel;
