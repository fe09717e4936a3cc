/**
 * The breaker in a FIX gateway: a tap around the user's QuickFIX/J application, and the safety actions over its sessions.
 */
package io.interlock.gateway.fix;
