/* Dark, or light by choice; the choice is remembered in this browser. */

const KEY = 'interlock-theme';
const listeners = [];

/** As it was chosen, before anything is drawn. */
export function begin()
{
  let chosen = null;
  try
  {
    chosen = localStorage.getItem(KEY);
  }
  catch
  {
    // A browser that keeps nothing: dark.
  }
  set(chosen === 'light' ? 'light' : 'dark');
}

export function theme()
{
  return document.documentElement.dataset.theme;
}

export function toggle()
{
  set(theme() === 'dark' ? 'light' : 'dark');
  try
  {
    localStorage.setItem(KEY, theme());
  }
  catch
  {
    // It holds for this page.
  }
  listeners.forEach(listener => listener());
}

/** Hears when colours change: what is painted must be painted anew. */
export function recolour(listener)
{
  listeners.push(listener);
}

/** A colour of the style sheet. */
export function colour(name)
{
  return getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
}

function set(name)
{
  document.documentElement.dataset.theme = name;
}
