/*
 * Which scope is looked at, in the address: #/scope/binance/maker-1. A link in a runbook or a chat leads to it, after a sign-in too; who
 * copies the address passes on what is seen. What stands after # is sent to no server.
 */

import { known } from './store.js';

const SCOPE = '#/scope/';

/** The scope that the address names; null where it names none. */
export function placed()
{
  const { hash } = window.location;
  if (!hash.startsWith(SCOPE))
  {
    return null;
  }
  try
  {
    return hash.slice(SCOPE.length).split('/').map(decodeURIComponent).join('/');
  }
  catch
  {
    return null;
  }
}

/** This scope is looked at from now on; none is added to what the browser's way back leads through. */
export function choose(path)
{
  known.selected = path;
  const wanted = SCOPE + path.split('/').map(encodeURIComponent).join('/');
  if (window.location.hash !== wanted)
  {
    window.history.replaceState(null, '', wanted);
  }
}
