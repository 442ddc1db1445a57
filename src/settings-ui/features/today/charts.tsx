import type { ReactNode } from 'react';
import { dayAndMonth } from '../../i18n/format.ts';

/** One day of a chart; null = nothing to be drawn. */
export type ChartDay = { day: string; value: number | null; text: string };

/*
 * Drawn in a field of 100 by 100 that is stretched over the place there is; what is to be read stands
 * beside it as text. All of it is told by the figure's caption and the table too, so it is hidden from
 * who listens.
 */

/** One bar for each day, as high as its share of `most`. */
export function BarChart({ days, most }: { days: readonly ChartDay[]; most: number }) {
  const width = 100 / days.length;
  return (
    <Frame days={days} top={`${most}`} bottom="0">
      {days.map(({ day, value, text }, at) => {
        const height = ((value ?? 0) * 100) / most;
        return (
          <rect
            key={day}
            className="chart-bar"
            x={at * width + width * 0.15}
            y={100 - height}
            width={width * 0.7}
            height={height}
          >
            <title>{`${dayAndMonth(day)}: ${text}`}</title>
          </rect>
        );
      })}
    </Frame>
  );
}

/** Whole percents from day to day, and the line they should not fall below. */
export function LineChart({
  days,
  target,
  targetText,
}: {
  days: readonly ChartDay[];
  target: number;
  targetText: string;
}) {
  const width = 100 / days.length;
  const points = days.flatMap(({ day, value, text }, at) =>
    value === null ? [] : [{ day, text, x: (at + 0.5) * width, y: 100 - value }],
  );
  return (
    <Frame days={days} top="100 %" bottom="0 %">
      <line className="chart-target" x1="0" x2="100" y1={100 - target} y2={100 - target}>
        <title>{targetText}</title>
      </line>
      <polyline className="chart-line" points={points.map(({ x, y }) => `${x},${y}`).join(' ')} />
      {points.map(({ day, text, x, y }) => (
        <line key={day} className="chart-point" x1={x} x2={x} y1={y} y2={y}>
          <title>{`${dayAndMonth(day)}: ${text}`}</title>
        </line>
      ))}
    </Frame>
  );
}

function Frame({
  days,
  top,
  bottom,
  children,
}: {
  days: readonly ChartDay[];
  top: string;
  bottom: string;
  children: ReactNode;
}) {
  const marks = [days[0], days[Math.floor(days.length / 2)], days.at(-1)];
  return (
    <div className="chart-frame" aria-hidden="true">
      <div className="chart-scale">
        <span>{top}</span>
        <span>{bottom}</span>
      </div>
      <svg
        aria-hidden="true"
        className="chart-field"
        viewBox="0 0 100 100"
        preserveAspectRatio="none"
      >
        {children}
      </svg>
      <div className="chart-days">
        {marks.map((mark) => mark && <span key={mark.day}>{dayAndMonth(mark.day)}</span>)}
      </div>
    </div>
  );
}
