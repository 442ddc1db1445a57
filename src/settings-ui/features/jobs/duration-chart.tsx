import { duration, moment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { type JobRun, runTone } from './run-tone.ts';

const BAR = 14;
const GAP = 4;
const HEIGHT = 72;

/** How long the latest runs took, oldest at the left; the table below says the same in words. */
export function DurationChart({ runs }: { runs: readonly JobRun[] }) {
  const { jobs: words } = useWords();
  const timed = runs.filter(({ durationMs }) => durationMs !== null).reverse();
  const longest = Math.max(...timed.map(({ durationMs }) => durationMs ?? 0), 1);
  if (timed.length < 2) return null;
  const failed = timed.filter(({ outcome }) => outcome === 'failed').length;
  const text = words.chart(timed.length, duration(longest), failed);
  const width = timed.length * (BAR + GAP);
  return (
    <figure className="duration-chart">
      <svg
        viewBox={`0 0 ${width} ${HEIGHT}`}
        width={width}
        height={HEIGHT}
        role="img"
        aria-label={text}
      >
        {timed.map((run, at) => {
          const height = Math.max(3, ((run.durationMs ?? 0) / longest) * (HEIGHT - 2));
          return (
            <rect
              key={run.jobRunId}
              className={`bar is-${runTone(run.outcome)}`}
              x={at * (BAR + GAP)}
              y={HEIGHT - height}
              width={BAR}
              height={height}
              rx={2}
            >
              <title>{`${moment(run.startedAt)}: ${duration(run.durationMs ?? 0)}, ${run.outcomeWord}`}</title>
            </rect>
          );
        })}
      </svg>
      <figcaption>{text}</figcaption>
    </figure>
  );
}
