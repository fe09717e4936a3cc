/** The channels: each speaks its own protocol, and keeps strangers' words from becoming markup, headers or lines of it. */
package io.interlock.notify.channel;
