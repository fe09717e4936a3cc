/** The HTTP client that channels share: which addresses may be reached, no redirects, and answers that are bounded. */
package io.interlock.notify.http;
