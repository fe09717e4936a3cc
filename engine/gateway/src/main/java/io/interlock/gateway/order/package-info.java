/**
 * Which orders work, which positions stand, and whether an order adds risk. No FIX, no I/O.
 */
package io.interlock.gateway.order;
