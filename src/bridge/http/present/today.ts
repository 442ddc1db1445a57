import type { SideHealth } from '../../overview/side-health.ts';
import type { Today } from '../../overview/today.ts';
import type { Stake } from '../../report-desk/incident-stake.ts';
import { healthWord, missingSentence, todaySentence } from '../../words/overview-words.ts';
import type { Language } from '../../words/saying.ts';
import type { AnswerOf } from '../api-contract.ts';
import { readParams, tell } from '../words-of-request.ts';
import { presentImportRun } from './import-runs.ts';
import { presentIncident } from './incidents.ts';

type Answer = AnswerOf<'getToday'>;

/** @param stakes what hangs on the incidents shown, by their number */
export function presentToday(
  language: Language,
  today: Today,
  stakes: ReadonlyMap<number, Stake>,
  nextRunAt: (accountId: string) => string | undefined,
): Answer {
  const { due, incidents, setUp } = today;
  return {
    at: today.at,
    ...todaySentence(language, today),
    orders: today.orders,
    otto: today.otto.map(({ account: { accountId, name }, health }) => ({
      accountId,
      name,
      ...presentHealth(language, health),
    })),
    shop: presentHealth(language, today.shop),
    due: { ...due, shipBy: due.shipBy ?? null },
    incidents: {
      open: incidents.open,
      latest: incidents.latest.map((row) =>
        presentIncident(language, row, stakes.get(row.incident_id)),
      ),
    },
    runs: today.runs.map(({ account: { accountId, name }, last }) => {
      const nextAt = nextRunAt(accountId);
      return {
        accountId,
        name,
        last: last ? presentImportRun(language, last, nextAt) : null,
        nextRunAt: nextAt ?? null,
      };
    }),
    setUp: {
      isLive: setUp.isLive,
      missing: setUp.missing.map((step) => ({ step, what: missingSentence(language, step) })),
    },
  };
}

function presentHealth(language: Language, health: SideHealth): Answer['shop'] {
  const { state, lastSuccessAt, incident } = health;
  return {
    state,
    stateWord: healthWord(language, state),
    lastSuccessAt: lastSuccessAt ?? null,
    incident: incident
      ? {
          incidentId: incident.incident_id,
          openedAt: incident.opened_at,
          about: tell(language, incident.code, readParams(incident.params)),
        }
      : null,
  };
}
