/**
 * The service of one engine: what operators, scripts and Prometheus reach over HTTP. Packages below: {@code http} is the server, behind a
 * port of ours, and what a request and an answer are; {@code access} says who may what; {@code api} answers; {@code metrics} is the text
 * for Prometheus. {@code api} and {@code metrics} know nothing of a server.
 */
package io.interlock.console;
