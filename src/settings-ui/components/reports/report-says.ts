import { money } from '../../i18n/format.ts';
import type { Words } from '../../i18n/words.ts';
import type { Report } from './report-tone.ts';

/** What a report tells OTTO, in one line: its parcels, the decision, or the amount; "" = nothing beyond its kind. */
export function reportSays(report: Report, { ship: words }: Pick<Words, 'ship'>): string {
  const { decision, amountCents, parcels } = report;
  if (decision !== null) return `${decision.conditionWord} · ${decision.reasonWord}`;
  if (amountCents !== null) return money(amountCents);
  return parcels
    .map(({ carrier, carrierName, trackingNumber }) =>
      [carrier ?? carrierName, trackingNumber ?? words.noTrackingNumber].filter(Boolean).join(' '),
    )
    .join(' · ');
}
