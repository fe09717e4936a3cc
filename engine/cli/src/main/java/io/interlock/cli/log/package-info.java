/** The log of the distribution: how a line looks, and the file that it goes to. Who embeds the engine has a binding of his own. */
package io.interlock.cli.log;
