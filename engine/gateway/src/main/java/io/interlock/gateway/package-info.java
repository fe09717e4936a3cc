/**
 * What a FIX gateway needs beside the breaker: which orders work, which positions stand, and whether an order adds risk.
 */
package io.interlock.gateway;
