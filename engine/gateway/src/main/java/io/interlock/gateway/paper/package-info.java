/**
 * A venue on loopback for drills, tests and the demo: takes orders over FIX 4.4, fills them at the prices it is told, and misbehaves on
 * demand. It knows nothing of the breaker, so that its log can be a witness.
 */
package io.interlock.gateway.paper;
