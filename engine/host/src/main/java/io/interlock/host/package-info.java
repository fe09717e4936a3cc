/** What a gateway embeds: engine and journal, wired as configured. */
package io.interlock.host;
