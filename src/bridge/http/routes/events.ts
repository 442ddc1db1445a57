import type { Express } from 'express';
import { SECOND } from '../../clock.ts';
import { API_OPERATIONS } from '../api-contract.ts';
import { createChangeWatch } from '../change-watch.ts';
import type { HttpParts, LanguageOf } from '../http-parts.ts';
import { presentImportRun, presentRunLine } from '../present/import-runs.ts';
import { Problem } from '../problem.ts';
import { serveStream } from '../serve-stream.ts';

/** How often a run that is followed is looked at, whichever process it runs in. */
const LOOK_MS = SECOND / 2;
const LINES_AT_ONCE = 200;

/** Behind the number of the last line: the reader has seen the end. */
const ENDED = '.end';

export function serveEvents(app: Express, parts: HttpParts, languageOf: LanguageOf): void {
  const { ledger, clock } = parts;
  const changes = createChangeWatch(parts);

  serveStream(app, API_OPERATIONS.followImportRun, languageOf, parts, async (asked) => {
    const { importRunId } = asked.params;
    if (!(await ledger.loadImportRun(importRunId))) throw new Problem(404, 'import-run-unknown');
    if (asked.lastEventId?.endsWith(ENDED)) return undefined;
    return async ({ signal, send, isReady }) => {
      let after = lineIn(asked.lastEventId) ?? asked.query.after;
      let told = '';
      for (;;) {
        // The run first: when it has ended, every line of it is there.
        const row = await ledger.loadImportRun(importRunId);
        if (!row) return;
        const lines = await ledger.listRunLines(importRunId, { after, limit: LINES_AT_ONCE });
        for (const line of lines) {
          after = line.line_id;
          send({ event: 'line', data: presentRunLine(asked.language, line) }, `${after}`);
        }
        const run = presentImportRun(asked.language, row, parts.nextRunAt(row.account_id));
        const present = JSON.stringify(run);
        if (present !== told) send({ event: 'run', data: run }, `${after}`);
        told = present;
        const isAll = lines.length < LINES_AT_ONCE;
        if (isAll && row.state !== 'running') {
          send({ event: 'end', data: run }, `${after}${ENDED}`);
          return;
        }
        if (isAll || !isReady()) await clock.sleep(LOOK_MS, signal);
        while (!isReady()) await clock.sleep(LOOK_MS, signal);
        signal.throwIfAborted();
      }
    };
  });

  serveStream(app, API_OPERATIONS.followChanges, languageOf, parts, async () => async (stream) => {
    let count = 0;
    await changes.follow((change) => {
      count += 1;
      stream.send({ event: 'changed', data: change }, `${count}`);
    }, stream.signal);
  });
}

/** The line a reader got last; undefined for what no stream of ours has sent. */
function lineIn(lastEventId: string | undefined): number | undefined {
  return lastEventId !== undefined && /^\d{1,9}$/.test(lastEventId)
    ? Number(lastEventId)
    : undefined;
}
