/** Requests, answers and routes, and the server that brings them. */
package io.interlock.console.http;
