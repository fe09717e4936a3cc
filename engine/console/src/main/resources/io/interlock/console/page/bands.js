/* What is painted behind and over a chart: the scope's level as bands, thresholds as lines with their names. */

import { colour } from './theme.js';

/** A sample stands for the ten to twenty seconds before it: what is further apart is not joined. */
export const JOINED_MS = 20_000;

/** A level's part of the picture, and a mark at its beginning: a band is known by its edge as well as by its colour. */
export function bands(plot, { at, level, step })
{
  if (!at || at.length === 0)
  {
    return;
  }
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  for (const one of stretches(at, level, step))
  {
    if (one.level !== 'CLOSED')
    {
      band(plot, one.level, one.from, one.to);
    }
  }
  ctx.restore();
}

/** Where the level was the same. A point that nothing was sampled in belongs to the one before, unless there are too many of them. */
function stretches(at, level, step)
{
  const found = [];
  for (let i = 0; i < at.length; i++)
  {
    const last = found.at(-1);
    if (level[i] === null)
    {
      continue;
    }
    if (last && last.level === level[i] && at[i] - step - last.to <= JOINED_MS)
    {
      last.to = at[i];
    }
    else
    {
      found.push({ level: level[i], from: last && at[i] - step - last.to <= JOINED_MS ? last.to : at[i] - step, to: at[i] });
    }
  }
  return found;
}

function band(plot, level, fromMs, toMs)
{
  const { ctx, bbox } = plot;
  const left = plot.valToPos(fromMs / 1000, 'x', true);
  const right = plot.valToPos(toMs / 1000, 'x', true);
  const name = level.toLowerCase();
  ctx.fillStyle = colour(name + '-band');
  ctx.fillRect(left, bbox.top, right - left, bbox.height);
  ctx.fillStyle = colour(name);
  ctx.fillRect(left, bbox.top, Math.max(1, devicePixelRatio), bbox.height);
  ctx.fillRect(left, bbox.top, right - left, 3 * devicePixelRatio);
}

/** Thresholds that are in the picture. */
export function labels(plot, limits)
{
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.font = 600 + ' ' + 10 * devicePixelRatio + 'px ' + colour('sans');
  ctx.textAlign = 'left';
  ctx.textBaseline = 'bottom';
  for (const limit of limits)
  {
    const y = plot.valToPos(limit.value, 'y', true);
    if (y >= bbox.top && y <= bbox.top + bbox.height)
    {
      line(ctx, bbox, y, colour(limit.level.toLowerCase()));
      ctx.fillText(limit.level, bbox.left + 5 * devicePixelRatio, y - 2 * devicePixelRatio);
    }
  }
  ctx.restore();
}

function line(ctx, bbox, y, stroke)
{
  ctx.strokeStyle = stroke;
  ctx.fillStyle = stroke;
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([5 * devicePixelRatio, 4 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.setLineDash([]);
}
