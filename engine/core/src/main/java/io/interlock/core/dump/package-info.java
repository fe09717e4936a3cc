/**
 * What a HALT or SHUTDOWN leaves on the disk for people: the format of dumps, their reader, and the memory that is reserved for one, so
 * that it can be written after an OutOfMemoryError. Whoever writes one allocates nothing on the way.
 */
package io.interlock.core.dump;
