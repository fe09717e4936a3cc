/* Elements, made and changed without a word of markup: every text is text. */

const SVG = 'http://www.w3.org/2000/svg';

/** An element with properties and children; a child that is no node becomes text, null is left out. */
export function h(tag, properties, ...children)
{
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {}))
  {
    put(element, name, value);
  }
  for (const child of children.flat())
  {
    if (child !== null && child !== undefined && child !== false)
    {
      element.append(child instanceof Node ? child : plain(child));
    }
  }
  return element;
}

function put(element, name, value)
{
  if (value === null || value === undefined || value === false)
  {
    return;
  }
  if (name.startsWith('on'))
  {
    element.addEventListener(name.slice(2), value);
  }
  else if (name === 'data')
  {
    Object.assign(element.dataset, value);
  }
  else
  {
    element.setAttribute(name, value === true ? '' : String(value));
  }
}

/** Longer ones tell nobody more, and would push what matters out of sight. */
const MOST_LETTERS = 1_000;
/** Controls, and what turns the direction of writing round: a name must not look like another one. */
const MISLEADING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** A text as it may be shown: what cannot be seen is shown as a mark, what is too long is cut and says so. */
export function plain(value)
{
  const all = String(value);
  const cut = all.length > MOST_LETTERS ? all.slice(0, MOST_LETTERS) + '… (' + all.length + ' letters)' : all;
  return cut.replace(MISLEADING, '\ufffd');
}

/** Changes a text only where it differs: what has not changed is neither laid out nor read out again. */
export function text(element, value)
{
  const wanted = value === null || value === undefined ? '' : plain(value);
  if (element.textContent !== wanted)
  {
    element.textContent = wanted;
  }
}

/** Changes an attribute only where it differs; null takes it away. */
export function attribute(element, name, value)
{
  if (value === null || value === undefined || value === false)
  {
    if (element.hasAttribute(name))
    {
      element.removeAttribute(name);
    }
  }
  else if (element.getAttribute(name) !== String(value))
  {
    element.setAttribute(name, String(value));
  }
}

/** Shows or hides. */
export function show(element, shown)
{
  if (element.hidden === shown)
  {
    element.hidden = !shown;
  }
}

/** Width, place and the like, which no stylesheet can know. */
export function style(element, name, value)
{
  if (element.style.getPropertyValue(name) !== value)
  {
    element.style.setProperty(name, value);
  }
}

/**
 * Makes a parent's children those of a list, in its order, and keeps the element of each key: focus and scroll stay where they are.
 * make(item) gives an element once, change(element, item) is called each time.
 */
export function keyed(parent, items, key, make, change)
{
  const known = new Map();
  for (const child of [...parent.children])
  {
    known.set(child.dataset.key, child);
  }
  let next = parent.firstElementChild;
  for (const item of items)
  {
    const name = 'k' + key(item);
    let element = known.get(name);
    if (!element)
    {
      element = make(item);
      element.dataset.key = name;
    }
    known.delete(name);
    change(element, item);
    if (element === next)
    {
      next = next.nextElementSibling;
    }
    else
    {
      parent.insertBefore(element, next);
    }
  }
  for (const gone of known.values())
  {
    gone.remove();
  }
}

const SHAPES = {
  CLOSED: 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13zM7 11.2L3.9 8.1l1.3-1.3L7 8.6l3.9-3.9l1.3 1.3z',
  ALERT: 'M8 1L15.5 14.5H.5zM7.2 5.6v4.6h1.6V5.6zM7.2 11.3v1.7h1.6v-1.7z',
  THROTTLE: 'M8 .5L15.5 8L8 15.5L.5 8zM4.5 7.1v1.8h7V7.1z',
  HALT: 'M5 .8h6L15.2 5v6L11 15.2H5L.8 11V5zM4 6.8v2.4h8V6.8z',
  SHUTDOWN: 'M1 1h14v14H1zM4.2 5.6L6.6 8L4.2 10.4l1.4 1.4L8 9.4l2.4 2.4l1.4-1.4L9.4 8l2.4-2.4l-1.4-1.4L8 6.6L5.6 4.2z',
  UNKNOWN: 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13zM8 3.3a4.7 4.7 0 1 1 0 9.4a4.7 4.7 0 1 1 0-9.4z',
};

/** A level's shape: each another one, so that it is known without its colour. */
export function shape(level)
{
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', 'shape');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', SHAPES[level] ?? SHAPES.UNKNOWN);
  path.setAttribute('fill-rule', 'evenodd');
  svg.append(path);
  return svg;
}

/** Changes the shape that shape() made. */
export function reshape(svg, level)
{
  attribute(svg.firstElementChild, 'd', SHAPES[level] ?? SHAPES.UNKNOWN);
}

/** Shape and word of a level. */
export function badge(level, more)
{
  return h('span', { class: 'badge' + (more ? ' ' + more : ''), data: { level: level ?? 'UNKNOWN' } },
    shape(level), h('span', { class: 'word' }, level ?? 'UNKNOWN'));
}

/** Changes what badge() made. */
export function rebadge(element, level)
{
  const known = level ?? 'UNKNOWN';
  if (element.dataset.level !== known)
  {
    element.dataset.level = known;
    reshape(element.firstElementChild, known);
    text(element.lastElementChild, known);
  }
}
