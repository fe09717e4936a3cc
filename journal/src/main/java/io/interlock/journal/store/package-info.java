/** Where frames of bytes are kept: Chronicle Queue behind a seam, so that faults can be injected. */
package io.interlock.journal.store;
