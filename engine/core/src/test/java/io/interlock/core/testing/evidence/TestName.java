package io.interlock.core.testing.evidence;

/**
 * A test in the tree.
 *
 * <p>Threading: immutable.
 *
 * @param module    its folder from the root of the repository.
 * @param className with its package.
 * @param method    its name.
 */
record TestName(String module, String className, String method)
{
}
