import type { Clock } from '../clock.ts';
import type { Connections } from '../connections.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Manifest } from '../manifest.ts';
import type { SealingKey } from '../settings/sealing-key.ts';
import type { SettingsStore } from '../settings/settings-store.ts';

/** What setting up works with, handed in by src/bridge/wiring/set-up.ts. */
export type SetUpParts = {
  settings: SettingsStore;
  key: SealingKey;
  connections: Connections;
  clock: Clock;
  manifest: Manifest;
  ledger: Pick<
    Ledger,
    | 'addConsent'
    | 'checkSoundness'
    | 'lookAtStockOf'
    | 'countBacklog'
    | 'forgetCarrier'
    | 'forgetDeliveryType'
    | 'countReturnPool'
    | 'listDeliveryTypes'
    | 'listMailProofs'
    | 'listSkuIncidents'
    | 'loadConsent'
    | 'loadLastChange'
    | 'loadLastRehearsal'
    | 'loadProductChoices'
    | 'loadRecentOrderNames'
    | 'openIncident'
    | 'readDocument'
    | 'resolveIncidents'
    | 'saveProductChoice'
    | 'settleConsent'
    | 'takeConsent'
    | 'wakeHeldForSku'
    | 'writeDocument'
  >;
  /** where the ledger is, for the owner; undefined = a database server */
  ledgerPath: string | undefined;
};
