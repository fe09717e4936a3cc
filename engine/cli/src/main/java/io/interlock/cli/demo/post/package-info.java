/** The demo's own receivers of notifications: a mail server and a webhook's end, on loopback, which keep what arrives. */
package io.interlock.cli.demo.post;
