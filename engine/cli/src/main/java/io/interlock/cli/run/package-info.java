/** {@code interlock run}: the engine with its journal, for gateways that are not in this JVM. */
package io.interlock.cli.run;
