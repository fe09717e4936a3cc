/** The dashboard: the files that a browser loads. They hold no data, so they need no token; all that they show comes over the API. */
package io.interlock.console.page;
