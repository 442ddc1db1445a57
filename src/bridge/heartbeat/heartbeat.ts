import { type Clock, MINUTE } from '../clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Logger } from '../logger.ts';
import type { Settings } from '../settings/settings-schema.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import { callHeartbeat } from './call-heartbeat.ts';
import { type DueReportsLedger, readDueReports } from './due-reports.ts';
import { type HeartbeatNote, readHeartbeatNote, writeHeartbeatNote } from './heartbeat-note.ts';
import { type Awaited, type ImportFacts, judgeImports, type Trouble } from './judge-imports.ts';
import { judgeReports, type ReportFacts } from './judge-reports.ts';

/** Also how long a bridge has to be up before it says so: one that starts again and again never does. */
export const BEAT_EVERY_MS = 5 * MINUTE;

const LATEST_RUNS = 10;

export type HeartbeatParts = {
  settings: Pick<SettingsStore, 'load'>;
  ledger: Pick<Ledger, 'listImportRuns' | 'loadLastRuns' | 'readDocument' | 'writeDocument'> &
    DueReportsLedger;
  imports: {
    /** the cron expression of an account; undefined = it is not imported by itself */
    scheduleOf(settings: Settings, accountId: string): string | undefined;
    nextRunAt(accountId: string): string | undefined;
  };
  reports: {
    /** the cron expression; undefined = reports do not leave by themselves */
    scheduleOf(settings: Settings): string | undefined;
    nextRunAt(): string | undefined;
  };
  /** hears what became of each beat */
  counted(outcome: 'sent' | 'not-taken' | 'held-back'): void;
  clock: Clock;
  logger: Logger;
};

export type Heartbeat = { stop(): Promise<void> };

/**
 * The dead man's switch: calls the owner's address every few minutes while all is well, and is silent
 * when it is not, so that somebody outside notices, whatever happened to the bridge.
 */
export function startHeartbeat(parts: HeartbeatParts): Heartbeat {
  const { clock, logger } = parts;
  const stopping = new AbortController();
  const awaited = new Map<string, AwaitedRuns>();
  let told = 'sent';

  /** Once for each change, or a night of trouble would fill the log. */
  function tell(outcome: string, say: () => void): void {
    if (outcome !== told) say();
    told = outcome;
  }

  function heldBack(trouble: Trouble, reason?: string): void {
    parts.counted('held-back');
    tell(trouble, () => logger.warn('heartbeat-held-back', { trouble, reason }));
  }

  async function beat(): Promise<void> {
    const settings = await parts.settings.load().catch((error: unknown) => {
      heldBack('settings-not-readable', messageOf(error));
      return undefined;
    });
    const url = settings?.monitoring.heartbeatUrl ?? null;
    if (settings === undefined || url === null) return;
    try {
      const before = await readHeartbeatNote(parts.ledger);
      const trouble = await judgeAccounts(parts, settings, awaited);
      const note: HeartbeatNote = {
        lookedAt: clock.now().toISOString(),
        trouble: trouble ?? null,
        sentAt: before?.sentAt ?? null,
        fault: before?.fault ?? null,
      };
      // Written before the call: a ledger that takes nothing is no reason to say that all is well.
      await writeHeartbeatNote(parts.ledger, note);
      if (trouble !== undefined) return heldBack(trouble);
      const call = await callHeartbeat(url, stopping.signal);
      const sentAt = call.sent ? clock.now().toISOString() : note.sentAt;
      const fault = call.sent ? null : call.fault;
      parts.counted(call.sent ? 'sent' : 'not-taken');
      tell(call.sent ? 'sent' : `not-taken ${fault}`, () => {
        if (call.sent) logger.info('heartbeat-sent-again');
        else logger.warn('heartbeat-not-taken', { fault });
      });
      await writeHeartbeatNote(parts.ledger, { ...note, sentAt, fault });
    } catch (error) {
      if (!stopping.signal.aborted) heldBack('ledger-not-writable', messageOf(error));
    }
  }

  async function beatOnAndOn(): Promise<void> {
    for (;;) {
      await clock.sleep(BEAT_EVERY_MS, stopping.signal);
      await beat();
    }
  }

  const beating = beatOnAndOn().catch(() => undefined); // the sleep ends by the abort alone
  return {
    async stop() {
      stopping.abort();
      await beating;
    },
  };
}

/** What the last look at an account waits for. */
type AwaitedRuns = { imports: Awaited; reports: Awaited };

async function judgeAccounts(
  parts: HeartbeatParts,
  settings: Settings,
  awaited: Map<string, AwaitedRuns>,
): Promise<Trouble | undefined> {
  const nowMs = parts.clock.now().getTime();
  const troubles: Trouble[] = [];
  for (const { id, state } of settings.accounts) {
    if (state !== 'active') {
      awaited.delete(id);
      continue;
    }
    const before = awaited.get(id);
    const imports = judgeImports(await importFacts(parts, settings, id), before?.imports, nowMs);
    const reports = judgeReports(await reportFacts(parts, settings, id), before?.reports, nowMs);
    awaited.set(id, { imports: imports.awaited, reports: reports.awaited });
    for (const { trouble } of [imports, reports]) if (trouble !== undefined) troubles.push(trouble);
  }
  return troubles[0];
}

async function importFacts(
  { ledger, imports }: HeartbeatParts,
  settings: Settings,
  accountId: string,
): Promise<ImportFacts> {
  const { lastFinished } = await ledger.loadLastRuns(accountId);
  const runs = await ledger.listImportRuns({ accountId, limit: LATEST_RUNS });
  return {
    schedule: imports.scheduleOf(settings, accountId),
    nextRunAt: imports.nextRunAt(accountId),
    lastSuccessAt: lastFinished?.finished_at ?? undefined,
    latest: runs
      .filter(({ is_rehearsal }) => is_rehearsal === 0)
      .map((run) => ({
        state: run.state,
        startedAt: run.started_at,
        errorCode: run.error_code,
      })),
  };
}

async function reportFacts(
  { ledger, reports, clock }: HeartbeatParts,
  settings: Settings,
  accountId: string,
): Promise<ReportFacts> {
  return {
    schedule: reports.scheduleOf(settings),
    nextRunAt: reports.nextRunAt(),
    ...(await readDueReports(ledger, accountId, clock.now().toISOString())),
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
