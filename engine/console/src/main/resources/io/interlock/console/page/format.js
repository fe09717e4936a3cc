/* Numbers and times for people: always as wide as they need to be, and no wider from one second to the next. */

const UNITS = { ms: ' ms', percent: ' %', count: '' };

/** A number with as many digits as tell something; a dash where there is none. */
export function number(value, digits)
{
  if (value === null || value === undefined || Number.isNaN(value))
  {
    return '–';
  }
  const size = Math.abs(value);
  const wanted = digits ?? (size >= 100 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : 2);
  return value.toLocaleString('en', { minimumFractionDigits: wanted, maximumFractionDigits: wanted });
}

/** With its unit, as the API names it. */
export function quantity(value, unit)
{
  return value === null || value === undefined ? '–' : number(value) + (UNITS[unit] ?? '');
}

/** Money: two digits, whatever it is. */
export function money(value)
{
  return number(value, 2);
}

function two(value)
{
  return String(value).padStart(2, '0');
}

/** A length of time as a clock counts it: 4:05, 1:00:00. */
export function countdown(ms)
{
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  const rest = two(seconds % 60);
  return minutes < 60 ? minutes + ':' + rest : Math.floor(minutes / 60) + ':' + two(minutes % 60) + ':' + rest;
}

/** A length of time in words: 12 s, 4 min 05 s, 3 h 20 min, 2 d 4 h. */
export function length(ms)
{
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60)
  {
    return seconds + ' s';
  }
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60)
  {
    return minutes + ' min ' + two(seconds % 60) + ' s';
  }
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? hours + ' h ' + two(minutes % 60) + ' min' : Math.floor(hours / 24) + ' d ' + (hours % 24) + ' h';
}

/** Time of day in UTC, since venues, logs and journals speak it. */
export function time(ms)
{
  return ms ? new Date(ms).toISOString().slice(11, 19) : '–';
}

/** The same, with the day where it is not today's. */
export function moment(ms, nowMs)
{
  if (!ms)
  {
    return '–';
  }
  const iso = new Date(ms).toISOString();
  return iso.slice(0, 10) === new Date(nowMs).toISOString().slice(0, 10) ? iso.slice(11, 19) : iso.slice(5, 10) + ' ' + iso.slice(11, 16);
}

/** What the API writes, in milliseconds since 1970; 0 where there is none. */
export function parse(iso)
{
  return iso ? Date.parse(iso) : 0;
}

/** A scope for people: the root has no name. */
export function scopeName(path)
{
  return path === '' ? 'root' : path;
}
