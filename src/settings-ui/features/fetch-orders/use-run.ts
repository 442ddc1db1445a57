import { useEffect, useReducer } from 'react';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { ApiProblem, addressOf, call } from '../../api/call.ts';

export type Run = AnswerOf<'getImportRun'>;
export type RunLine = AnswerOf<'listImportRunLines'>['items'][number];

export type FollowedRun = {
  run: Run | undefined;
  /** oldest first */
  lines: readonly RunLine[];
  /** false while nothing is heard of it; it goes on all the same */
  isConnected: boolean;
  /** the bridge does not know the run */
  fault: unknown;
};

type Heard = Partial<Omit<FollowedRun, 'lines'>> & { lines?: readonly RunLine[] };

const REOPEN_MS = 3_000;
/** A run may tell of hundreds of orders a second; the page draws them together. */
const DRAW_MS = 200;

const UNHEARD: FollowedRun = { run: undefined, lines: [], isConnected: true, fault: undefined };

function take(known: FollowedRun, heard: Heard): FollowedRun {
  const last = known.lines.at(-1)?.lineId ?? 0;
  const lines = (heard.lines ?? []).filter(({ lineId }) => lineId > last);
  return {
    ...known,
    ...heard,
    lines: lines.length === 0 ? known.lines : [...known.lines, ...lines],
  };
}

/**
 * Follows an import run while it is in hand, and tells all that it did. It comes back by itself after
 * the connection was cut or the bridge was started anew, and then goes on behind the last line it has.
 *
 * @param isFollowed false: a browser holds few connections to one host, so that this one has to wait
 */
export function useRun(importRunId: string, isFollowed: boolean): FollowedRun {
  const [followed, hear] = useReducer(take, UNHEARD);
  useEffect(() => {
    if (!isFollowed) return;
    let stream: EventSource | undefined;
    let reopening: ReturnType<typeof setTimeout> | undefined;
    let drawing: ReturnType<typeof setTimeout> | undefined;
    let last = 0;
    let waiting: Heard = {};
    const draw = () => {
      drawing = undefined;
      hear(waiting);
      waiting = {};
    };
    const note = (heard: Heard) => {
      waiting = { ...waiting, ...heard, lines: [...(waiting.lines ?? []), ...(heard.lines ?? [])] };
      drawing ??= setTimeout(draw, DRAW_MS);
    };
    const open = () => {
      stream = new EventSource(
        addressOf('followImportRun', { params: { importRunId }, query: { after: last } }),
      );
      stream.addEventListener('open', () => note({ isConnected: true }));
      stream.addEventListener('run', (event: MessageEvent<string>) => {
        note({ run: JSON.parse(event.data) });
      });
      stream.addEventListener('line', (event: MessageEvent<string>) => {
        const line: RunLine = JSON.parse(event.data);
        if (line.lineId <= last) return;
        last = line.lineId;
        note({ lines: [line] });
      });
      stream.addEventListener('end', (event: MessageEvent<string>) => {
        stream?.close();
        note({ run: JSON.parse(event.data), isConnected: true });
      });
      stream.addEventListener('error', () => {
        note({ isConnected: false });
        void askForTruth();
        // The browser comes back by itself after a cut, but not after an answer that was no stream.
        if (stream?.readyState === EventSource.CLOSED) reopening = setTimeout(open, REOPEN_MS);
      });
    };
    const askForTruth = async () => {
      try {
        note({ run: await call('getImportRun', { params: { importRunId } }) });
      } catch (fault) {
        if (!(fault instanceof ApiProblem && [400, 404].includes(fault.details.status))) return;
        clearTimeout(reopening);
        stream?.close();
        note({ fault, isConnected: true });
      }
    };
    open();
    return () => {
      clearTimeout(reopening);
      clearTimeout(drawing);
      stream?.close();
    };
  }, [importRunId, isFollowed]);
  return followed;
}
