/** The journal behind core's port: what was decided, kept through crashes, and shown to be whole. */
package io.interlock.journal;
