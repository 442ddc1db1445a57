import type { IncidentRow } from '../ledger/incidents.ts';
import type { WhichReports } from '../ledger/owner-reports.ts';
import type { EventCause } from '../ledger/tables.ts';
import { askOtto, type SeenAtOtto } from '../report-desk/ask-otto.ts';
import {
  type CancelAnswer,
  type CancelOptions,
  type CancelWish,
  cancelPieces,
} from '../report-desk/cancel-pieces.ts';
import { type CarrierChoice, chooseCarrier } from '../report-desk/choose-carrier.ts';
import { type Correction, correctReport } from '../report-desk/correct-report.ts';
import { loadStakes, type Stake } from '../report-desk/incident-stake.ts';
import type { DeskParts, ShipOptions } from '../report-desk/ports.ts';
import {
  type ActionResult,
  confirmReport,
  sendReportAgain,
  takeReportByHand,
  withdrawReport,
} from '../report-desk/report-actions.ts';
import {
  forecast,
  listShipList,
  type ShipListItem,
  type ShipListPlace,
} from '../report-desk/ship-list.ts';
import { shipPieces } from '../report-desk/ship-pieces.ts';
import type { ShipWish } from '../report-desk/ship-wish.ts';
import {
  type CsvAnswer,
  type CsvOptions,
  takeCarrierCsv,
} from '../report-desk/take-carrier-csv.ts';
import type { WishAnswer } from '../report-desk/wish-answer.ts';
import { findAccount } from '../settings/find-account.ts';
import { reportsAccount } from './transmission.ts';
import { commonParts, type Wired } from './wired.ts';

type OnTime = Awaited<ReturnType<typeof forecast>>;
type ListFilter = { accountId?: string | undefined };

/**
 * What the owner says about reports to OTTO. Everything is committed before it is answered; nothing is
 * sent here: a run of the reports does that.
 */
export type ReportDesk = {
  shipPieces(wishes: readonly ShipWish[], options: ShipOptions): Promise<WishAnswer[]>;
  cancelPieces(wishes: readonly CancelWish[], options: CancelOptions): Promise<CancelAnswer[]>;
  /** @throws ConfigError one of CARRIER_FILE_FAULTS */
  takeCarrierCsv(bytes: Uint8Array, options: CsvOptions): Promise<CsvAnswer>;
  correct(
    transmissionId: string,
    correction: Correction,
    said: Pick<ShipOptions, 'source' | 'cause'>,
  ): Promise<ActionResult>;
  confirm(transmissionId: string): Promise<ActionResult>;
  withdraw(transmissionId: string, cause: EventCause): Promise<ActionResult>;
  sendAgain(transmissionId: string): Promise<ActionResult>;
  /** @returns how many reports are tried now */
  sendManyAgain(which: WhichReports): Promise<number>;
  /** takes it out, and asks OTTO at once whether it shows it */
  takeByHand(
    transmissionId: string,
    signal: AbortSignal,
  ): Promise<ActionResult & { atOtto?: SeenAtOtto }>;
  chooseCarrier(carrierName: string, carrier: string): ReturnType<typeof chooseCarrier>;
  listCarrierChoices(): Promise<CarrierChoice[]>;
  listShipList(
    filter: ListFilter & { after?: ShipListPlace | undefined; limit: number },
  ): Promise<ShipListItem[]>;
  forecast(filter: ListFilter): Promise<OnTime>;
  loadStakes(incidents: readonly IncidentRow[]): Promise<Map<number, Stake>>;
};

export function wireReportDesk(bridge: Wired): ReportDesk {
  const parts = async (): Promise<DeskParts> => {
    const settings = await bridge.settings.load();
    const accounts = settings.accounts.map((account) => reportsAccount(settings, account));
    return { ...commonParts(bridge), accounts };
  };
  return {
    shipPieces: async (wishes, options) => shipPieces(await parts(), wishes, options),
    cancelPieces: async (wishes, options) => cancelPieces(await parts(), wishes, options),
    takeCarrierCsv: async (bytes, options) => takeCarrierCsv(await parts(), bytes, options),
    correct: async (id, correction, said) => correctReport(await parts(), id, correction, said),
    confirm: async (id) => confirmReport(await parts(), id),
    withdraw: async (id, cause) => withdrawReport(await parts(), id, cause),
    sendAgain: async (id) => sendReportAgain(await parts(), id),
    sendManyAgain: (which) => bridge.ledger.sendAgain(which, bridge.clock.now().toISOString()),
    async takeByHand(id, signal) {
      const result = await takeReportByHand(await parts(), id);
      if (!result.done) return result;
      const { transmission } = result;
      const settings = await bridge.settings.load();
      const account = findAccount(settings, transmission.accountId);
      const atOtto = await askOtto(
        { otto: () => bridge.connections.otto(account), ...commonParts(bridge) },
        transmission,
        signal,
      );
      return { ...result, atOtto };
    },
    chooseCarrier: async (name, carrier) => chooseCarrier(await parts(), name, carrier),
    listCarrierChoices: async () =>
      (await bridge.ledger.listCarrierChoices()).map(({ carrierName, carrier, chosenAt }) => ({
        carrierName,
        carrier,
        chosenAt,
      })),
    listShipList: async (filter) => listShipList(await parts(), filter),
    forecast: async (filter) => forecast(await parts(), filter),
    loadStakes: async (incidents) => loadStakes(await parts(), incidents),
  };
}
