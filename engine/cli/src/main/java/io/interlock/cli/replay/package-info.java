/** {@code interlock replay}: a recording judged again, as it was or under another configuration. */
package io.interlock.cli.replay;
