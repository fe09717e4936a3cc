/* What is painted behind and over a chart: the scope's level as bands, thresholds as lines with their names. */

import { colour } from './theme.js';

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
  let from = 0;
  for (let i = 1; i <= at.length; i++)
  {
    if (i === at.length || level[i] !== level[from])
    {
      if (level[from] !== null && level[from] !== 'CLOSED')
      {
        band(plot, level[from], at[from] - step, at[i - 1]);
      }
      from = i;
    }
  }
  ctx.restore();
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
