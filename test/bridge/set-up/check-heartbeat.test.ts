import { describe, expect, it } from 'vitest';
import {
  type HeartbeatNote,
  writeHeartbeatNote,
} from '../../../src/bridge/heartbeat/heartbeat-note.ts';
import { checkHeartbeat } from '../../../src/bridge/set-up/checks/check-heartbeat.ts';
import { findingSaying } from '../../../src/bridge/words/check-words.ts';
import { openFreshLedger } from '../../databases.ts';

const SECRET_PART = 'd0f1c2b3-a495';
const monitoring = { heartbeatUrl: `https://hc.example:8443/ping/${SECRET_PART}?x=1` };
const at = '2026-03-20T08:00:00.000Z';
const WELL: HeartbeatNote = { lookedAt: at, trouble: null, sentAt: at, fault: null };

const CASES: [string, HeartbeatNote | undefined, string, string][] = [
  ['before the first call', undefined, 'ok', 'hc.example:8443'],
  ['after a call', WELL, 'ok', 'hc.example:8443'],
  ['of a look without a call yet', { ...WELL, sentAt: null }, 'ok', 'hc.example:8443'],
  ['when not all is well', { ...WELL, trouble: 'import-late' }, 'warning', 'nach Zeitplan'],
  ['when reports are stuck', { ...WELL, trouble: 'reports-stuck' }, 'warning', 'fällige Meldungen'],
  ['when it was answered otherwise', { ...WELL, fault: '404' }, 'warning', 'Antwort 404'],
  ['when nobody answered', { ...WELL, fault: 'timeout' }, 'warning', 'Wartezeit'],
];

describe('what doctor says of the dead man’s switch', () => {
  it.each(CASES)('%s', async (_about, note, state, part) => {
    const { ledger } = await openFreshLedger('sqlite');
    if (note) await writeHeartbeatNote(ledger, note);
    const finding = await checkHeartbeat(ledger, { monitoring });
    expect(finding.state).toBe(state);
    const { what } = findingSaying('de', finding);
    expect(what).toContain(part);
    expect(JSON.stringify([finding, what])).not.toContain(SECRET_PART);
  });

  it('where there is none', async () => {
    const { ledger } = await openFreshLedger('sqlite');
    const finding = await checkHeartbeat(ledger, { monitoring: { heartbeatUrl: null } });
    expect(finding.state).toBe('ok');
    expect(findingSaying('de', finding).what).toContain('monitoring.heartbeatUrl');
  });

  it('of a note that another version of the bridge wrote', async () => {
    const { ledger } = await openFreshLedger('sqlite');
    await ledger.writeDocument('heartbeat', '{"sentAt":5}', undefined);
    expect(await checkHeartbeat(ledger, { monitoring })).toMatchObject({ state: 'ok' });
  });
});
