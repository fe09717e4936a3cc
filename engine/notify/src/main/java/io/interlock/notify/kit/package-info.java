/** Which channels this program has, and which words: where everything of the module is put together. */
package io.interlock.notify.kit;
