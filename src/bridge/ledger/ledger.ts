import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import * as accountStates from './account-states.ts';
import * as apiTokens from './api-tokens.ts';
import * as audit from './audit.ts';
import * as carrierChoices from './carrier-choices.ts';
import * as claims from './claims.ts';
import * as confirmTransmissions from './confirm-transmissions.ts';
import {
  type LedgerDatabase,
  type LedgerLocation,
  type OpenOptions,
  openDatabase,
} from './database.ts';
import * as dayFigures from './day-figures.ts';
import * as deliveryTypes from './delivery-types.ts';
import * as dueWork from './due-work.ts';
import * as events from './events.ts';
import * as findReturns from './find-returns.ts';
import * as importRuns from './import-runs.ts';
import * as incidentLists from './incident-lists.ts';
import * as incidentStakes from './incident-stakes.ts';
import * as incidents from './incidents.ts';
import * as jobRuns from './job-runs.ts';
import * as jobSlots from './job-slots.ts';
import * as leases from './leases.ts';
import * as listOrders from './list-orders.ts';
import * as listReceipts from './list-receipts.ts';
import * as listReturns from './list-returns.ts';
import * as loginThrottles from './login-throttles.ts';
import * as mailProofs from './mail-proofs.ts';
import * as measures from './measures.ts';
import * as moneyBack from './money-back.ts';
import * as newTransmissions from './new-transmissions.ts';
import * as newestChanges from './newest-changes.ts';
import * as notices from './notices.ts';
import * as numberUses from './number-uses.ts';
import * as orderNotes from './order-notes.ts';
import * as orderReferences from './order-references.ts';
import * as orderTabs from './order-tabs.ts';
import * as ownerChoices from './owner-choices.ts';
import * as ownerReports from './owner-reports.ts';
import * as paymentReceipts from './payment-receipts.ts';
import * as payments from './payments.ts';
import * as piecesToShip from './pieces-to-ship.ts';
import { postgresNews } from './postgres-news.ts';
import { SESSION_LIMITS } from './postgres-session.ts';
import * as productChoices from './product-choices.ts';
import * as productSets from './product-sets.ts';
import * as promises from './promises.ts';
import * as readCursors from './read-cursors.ts';
import * as receiptChecks from './receipt-checks.ts';
import * as receiptFacts from './receipt-facts.ts';
import * as receiptNews from './receipt-news.ts';
import * as receipts from './receipts.ts';
import * as reconcileOrders from './reconcile-orders.ts';
import * as reconcileRuns from './reconcile-runs.ts';
import * as reportFindings from './report-findings.ts';
import * as reportFlags from './report-flags.ts';
import * as reportLists from './report-lists.ts';
import * as reportLooks from './report-looks.ts';
import * as reservedStock from './reserved-stock.ts';
import * as returnItems from './return-items.ts';
import * as returnNumbers from './return-numbers.ts';
import * as returnShipments from './return-shipments.ts';
import * as returnStates from './return-states.ts';
import * as returnTroubles from './return-troubles.ts';
import * as returns from './returns.ts';
import * as reviseTransmissions from './revise-transmissions.ts';
import * as salesOrders from './sales-orders.ts';
import * as savedViews from './saved-views.ts';
import * as serverTime from './server-time.ts';
import * as sessions from './sessions.ts';
import * as setUpFacts from './set-up-facts.ts';
import * as settingsDocuments from './settings-documents.ts';
import * as settlements from './settlements.ts';
import * as shopConsents from './shop-consents.ts';
import * as shopLooks from './shop-looks.ts';
import * as shopMetaErasure from './shop-meta-erasure.ts';
import * as shopRefunds from './shop-refunds.ts';
import * as shopWatch from './shop-watch.ts';
import * as shopWebhooks from './shop-webhooks.ts';
import * as skus from './skus.ts';
import * as soundness from './soundness.ts';
import * as stockAtOtto from './stock-at-otto.ts';
import * as stockLists from './stock-lists.ts';
import * as stockLooks from './stock-looks.ts';
import * as stockPushes from './stock-pushes.ts';
import * as stockVacation from './stock-vacation.ts';
import * as stuckReports from './stuck-reports.ts';
import * as transmissionAttempts from './transmission-attempts.ts';
import * as transmissionQueue from './transmission-queue.ts';
import * as unreadableReceipts from './unreadable-receipts.ts';
import * as users from './users.ts';
import * as webhookDeliveries from './webhook-deliveries.ts';
import { createWriteNews, type WriteNews } from './write-news.ts';

const ATTEMPTS = 5;
const RETRY_MS = 100;

const QUERIES = {
  addApiToken: apiTokens.addApiToken,
  listApiTokens: apiTokens.listApiTokens,
  loadApiToken: apiTokens.loadApiToken,
  findApiToken: apiTokens.findApiToken,
  revokeApiToken: apiTokens.revokeApiToken,
  noteTokenUsed: apiTokens.noteTokenUsed,
  addAuditEntry: audit.addAuditEntry,
  listAuditEntries: audit.listAuditEntries,
  pruneAudit: audit.pruneAudit,
  countThrottle: loginThrottles.countThrottle,
  loadThrottle: loginThrottles.loadThrottle,
  forgetThrottle: loginThrottles.forgetThrottle,
  pruneThrottles: loginThrottles.pruneThrottles,
  loadSession: sessions.loadSession,
  saveSession: sessions.saveSession,
  extendSession: sessions.extendSession,
  endSession: sessions.endSession,
  pruneSessions: sessions.pruneSessions,
  listUsers: users.listUsers,
  hasUsers: users.hasUsers,
  loadUser: users.loadUser,
  loadUserByName: users.loadUserByName,
  addUser: users.addUser,
  addFirstUser: users.addFirstUser,
  saveSetupCode: users.saveSetupCode,
  changeUser: users.changeUser,
  removeUser: users.removeUser,
  rehashPassword: users.rehashPassword,
  noteUserSeen: users.noteUserSeen,
  addConsent: shopConsents.addConsent,
  takeConsent: shopConsents.takeConsent,
  settleConsent: shopConsents.settleConsent,
  loadConsent: shopConsents.loadConsent,
  countBacklog: setUpFacts.countBacklog,
  loadRecentOrderNames: setUpFacts.loadRecentOrderNames,
  loadLastRehearsal: setUpFacts.loadLastRehearsal,
  listSkuIncidents: setUpFacts.listSkuIncidents,
  loadLastChange: setUpFacts.loadLastChange,
  forgetCarrier: setUpFacts.forgetCarrier,
  listDeliveryTypes: setUpFacts.listDeliveryTypes,
  forgetDeliveryType: setUpFacts.forgetDeliveryType,
  loadAccountState: accountStates.loadAccountState,
  saveCursor: accountStates.saveCursor,
  wakeWaitingOrders: accountStates.wakeWaitingOrders,
  claimForCreate: claims.claimForCreate,
  claimForChange: claims.claimForChange,
  loadOpenClaims: claims.loadOpenClaims,
  releaseClaims: claims.releaseClaims,
  extendClaims: claims.extendClaims,
  restartClaims: claims.restartClaims,
  listEvents: events.listEvents,
  startImportRun: importRuns.startImportRun,
  saveRunCounters: importRuns.saveRunCounters,
  finishImportRun: importRuns.finishImportRun,
  closeBrokenRuns: importRuns.closeBrokenRuns,
  addRunLine: importRuns.addRunLine,
  loadImportRun: importRuns.loadImportRun,
  listImportRuns: importRuns.listImportRuns,
  listRunLines: importRuns.listRunLines,
  acknowledgeIncident: incidents.acknowledgeIncident,
  openIncident: incidents.openIncident,
  resolveIncidents: incidents.resolveIncidents,
  resolveForAllOrders: incidents.resolveForAllOrders,
  loadIncident: incidents.loadIncident,
  listIncidents: incidentLists.listIncidents,
  countOpenIncidents: incidentLists.countOpenIncidents,
  loadOpenIncidents: incidentLists.loadOpenIncidents,
  listIncidentsOfOrder: incidents.listIncidentsOfOrder,
  startJobRun: jobRuns.startJobRun,
  noteJobRunsAlive: jobRuns.noteJobRunsAlive,
  endJobRun: jobRuns.endJobRun,
  closeBrokenJobRuns: jobRuns.closeBrokenJobRuns,
  listJobRuns: jobRuns.listJobRuns,
  acquireLease: leases.acquireLease,
  holdsLease: leases.holdsLease,
  renewLease: leases.renewLease,
  loadHeldLease: leases.loadHeldLease,
  loadServerTime: serverTime.loadServerTime,
  freeLease: leases.freeLease,
  releaseLease: leases.releaseLease,
  releaseLeasesOf: leases.releaseLeasesOf,
  startMailProof: mailProofs.startMailProof,
  restartTestOrders: mailProofs.restartTestOrders,
  startTestOrder: mailProofs.startTestOrder,
  saveMailProof: mailProofs.saveMailProof,
  closeTestOrder: mailProofs.closeTestOrder,
  finishMailProof: mailProofs.finishMailProof,
  closeBrokenMailProofs: mailProofs.closeBrokenMailProofs,
  loadMailProof: mailProofs.loadMailProof,
  listMailProofs: mailProofs.listMailProofs,
  loadOpenTestOrders: mailProofs.loadOpenTestOrders,
  loadMeasures: measures.loadMeasures,
  loadLastAcceptedAt: stuckReports.loadLastAcceptedAt,
  loadOldestDueReportAt: stuckReports.loadOldestDueReportAt,
  checkSoundness: soundness.checkSoundness,
  addMoneyBack: moneyBack.addMoneyBack,
  loadAfterSale: moneyBack.loadAfterSale,
  loadNewestChanges: newestChanges.loadNewestChanges,
  addOrderNotes: orderNotes.addNotes,
  loadDueNotes: orderNotes.loadDueNotes,
  countWrittenNotes: orderNotes.countWrittenNotes,
  startNote: orderNotes.startNote,
  settleNote: orderNotes.settleNote,
  listIncidentStakes: incidentStakes.listIncidentStakes,
  countSentPieces: promises.countSentPieces,
  countOpenPieces: promises.countOpenPieces,
  findOrdersByReferences: orderReferences.findOrdersByReferences,
  yieldToOtto: ownerChoices.yieldToOtto,
  takeShopOrder: ownerChoices.takeShopOrder,
  forgetShopOrder: ownerChoices.forgetShopOrder,
  stopYielding: ownerChoices.stopYielding,
  leaveOutOfShop: ownerChoices.leaveOutOfShop,
  listPayments: payments.listPayments,
  sumPayments: payments.sumPayments,
  loadProductChoices: productChoices.loadProductChoices,
  saveProductChoice: productChoices.saveProductChoice,
  loadProductSets: productSets.loadProductSets,
  listProductSets: productSets.listProductSets,
  saveProductSet: productSets.saveProductSet,
  deleteProductSet: productSets.deleteProductSet,
  keepSkuMatches: skus.keepSkuMatches,
  loadSku: skus.loadSku,
  listSkus: skus.listSkus,
  wakeHeldForSku: skus.wakeHeldForSku,
  lookAtStockOf: skus.lookAtStockOf,
  loadReadCursor: readCursors.loadReadCursor,
  saveReadCursor: readCursors.saveReadCursor,
  takeJobSlot: jobSlots.takeJobSlot,
  saveReceipts: receipts.saveReceipts,
  noteUnreadableReceipts: unreadableReceipts.noteUnreadableReceipts,
  forgetUnreadableReceipts: unreadableReceipts.forgetUnreadableReceipts,
  listUnreadableReceipts: unreadableReceipts.listUnreadableReceipts,
  countUnreadableReceipts: unreadableReceipts.countUnreadableReceipts,
  listReceipts: listReceipts.listReceipts,
  countReceipts: listReceipts.countReceipts,
  loadReceiptSums: paymentReceipts.loadReceiptSums,
  loadReceiptFacts: receiptFacts.loadReceiptFacts,
  loadReceipt: receiptFacts.loadReceipt,
  markChangedOrders: receiptNews.markChangedOrders,
  loadDueChecks: receiptChecks.loadDueChecks,
  loadReceiptChecks: receiptChecks.loadReceiptChecks,
  saveReceiptChecks: receiptChecks.saveReceiptChecks,
  listReceiptChecks: receiptChecks.listReceiptChecks,
  listShopRefunds: shopRefunds.listShopRefunds,
  loadKnownOrders: reconcileOrders.loadKnownOrders,
  oldestOpenOrder: reconcileOrders.oldestOpenOrder,
  lastWholeImport: reconcileOrders.lastWholeImport,
  adoptShopOrder: reconcileOrders.adoptShopOrder,
  planAnew: reconcileOrders.planAnew,
  startReconcileRun: reconcileRuns.startReconcileRun,
  finishReconcileRun: reconcileRuns.finishReconcileRun,
  closeBrokenReconcileRuns: reconcileRuns.closeBrokenReconcileRuns,
  loadReconcileRun: reconcileRuns.loadReconcileRun,
  listReconcileRuns: reconcileRuns.listReconcileRuns,
  listReconcileDifferences: reconcileRuns.listReconcileDifferences,
  markRepaired: reconcileRuns.markRepaired,
  loadSalesOrders: salesOrders.loadSalesOrders,
  recordSeen: salesOrders.recordSeen,
  loadDueOrders: salesOrders.loadDueOrders,
  lookAgainAt: salesOrders.lookAgainAt,
  wakeHeldFor: salesOrders.wakeHeldFor,
  findByOrderNumber: salesOrders.findByOrderNumber,
  listSalesOrders: listOrders.listSalesOrders,
  listOrders: listOrders.listOrders,
  countTabs: orderTabs.countTabs,
  loadPiecesToShip: piecesToShip.loadPiecesToShip,
  loadDayFigures: dayFigures.loadDayFigures,
  loadDueWork: dueWork.loadDueWork,
  countOrdersSince: dueWork.countOrdersSince,
  loadLastRuns: dueWork.loadLastRuns,
  listSavedViews: savedViews.listSavedViews,
  saveView: savedViews.saveView,
  deleteSavedView: savedViews.deleteSavedView,
  loadPositionItems: salesOrders.loadPositionItems,
  loadPositionItemsOf: salesOrders.loadPositionItemsOf,
  collectNotices: notices.collectNotices,
  loadDueNotices: notices.loadDueNotices,
  settleNotices: notices.settleNotices,
  pruneNotices: notices.pruneNotices,
  readDocument: settingsDocuments.readDocument,
  writeDocument: settingsDocuments.writeDocument,
  settleOrders: settlements.settleOrders,
  listErasableOrders: shopMetaErasure.listErasableOrders,
  countErasableOrders: shopMetaErasure.countErasableOrders,
  noteShopMetaErased: shopMetaErasure.noteShopMetaErased,
  forgetShopMetaErased: shopMetaErasure.forgetShopMetaErased,
  settleShopLooks: shopLooks.settleShopLooks,
  findByWooOrderIds: shopLooks.findByWooOrderIds,
  addShopCopies: shopLooks.addShopCopies,
  loadShopWatch: shopWatch.loadShopWatch,
  saveShopWatch: shopWatch.saveShopWatch,
  loadShopWebhooks: shopWebhooks.loadShopWebhooks,
  saveShopWebhook: shopWebhooks.saveShopWebhook,
  forgetShopWebhook: shopWebhooks.forgetShopWebhook,
  distrustShopWebhook: shopWebhooks.distrustShopWebhook,
  addDeliveries: webhookDeliveries.addDeliveries,
  loadOpenDeliveries: webhookDeliveries.loadOpenDeliveries,
  settleDeliveries: webhookDeliveries.settleDeliveries,
  countDeliveries: webhookDeliveries.countDeliveries,
  pruneDeliveries: webhookDeliveries.pruneDeliveries,
  addStockLevels: stockLooks.addStockLevels,
  askForStockLooks: stockLooks.askForStockLooks,
  loadStockLooks: stockLooks.loadStockLooks,
  noteProductsChanged: stockLooks.noteProductsChanged,
  saveStockParts: stockLooks.saveStockParts,
  settleStockLooks: stockLooks.settleStockLooks,
  loadDueStock: stockPushes.loadDueStock,
  settlePushedStock: stockPushes.settlePushedStock,
  wishForStock: stockPushes.wishForStock,
  loadNotShown: stockAtOtto.loadNotShown,
  loadUnverifiedStock: stockAtOtto.loadUnverifiedStock,
  noteShownStock: stockAtOtto.noteShownStock,
  loadProductUses: reservedStock.loadProductUses,
  loadReserved: reservedStock.loadReserved,
  noteReserved: reservedStock.noteReserved,
  beginAway: stockVacation.beginAway,
  countVacation: stockVacation.countVacation,
  endAway: stockVacation.endAway,
  countSharedStock: stockLists.countSharedStock,
  countStock: stockLists.countStock,
  listStock: stockLists.listStock,
  loadStockLevel: stockLists.loadStockLevel,
  sampleStock: stockLists.sampleStock,
  saveStockOfSku: stockLists.saveStockOfSku,
  loadReportsFingerprint: accountStates.loadReportsFingerprint,
  saveReportsFingerprint: accountStates.saveReportsFingerprint,
  loadCarrierChoices: carrierChoices.loadCarrierChoices,
  listCarrierChoices: carrierChoices.listCarrierChoices,
  chooseCarrier: carrierChoices.chooseCarrier,
  confirmByPieces: confirmTransmissions.confirmByPieces,
  loadUnconfirmed: confirmTransmissions.loadUnconfirmed,
  loadReductionsToAsk: confirmTransmissions.loadReductionsToAsk,
  loadDeliveryTypes: deliveryTypes.loadDeliveryTypes,
  learnDeliveryType: deliveryTypes.learnDeliveryType,
  addTransmissions: newTransmissions.addTransmissions,
  findTrackingUses: numberUses.findTrackingUses,
  findReturnUses: numberUses.findReturnUses,
  sendAgain: ownerReports.sendAgain,
  takeByHand: ownerReports.takeByHand,
  withdrawTransmission: ownerReports.withdrawTransmission,
  confirmCancellation: ownerReports.confirmCancellation,
  noteFindings: reportFindings.noteFindings,
  compareFlag: reportFlags.compareFlag,
  loadDueFlags: reportFlags.loadDueFlags,
  settleFlag: reportFlags.settleFlag,
  listTransmissions: reportLists.listTransmissions,
  listToShip: reportLists.listToShip,
  countReports: reportLists.countReports,
  askForReportLooks: reportLooks.askForReportLooks,
  loadReportLooks: reportLooks.loadReportLooks,
  settleReportLook: reportLooks.settleReportLook,
  sweepReportLooks: reportLooks.sweepReportLooks,
  countReturnPool: returnNumbers.countReturnPool,
  loadReturnStates: returnStates.loadReturnStates,
  saveReturns: returns.saveReturns,
  saveReturnShipments: returnShipments.saveReturnShipments,
  oldestOnTheWayBack: returnShipments.oldestOnTheWayBack,
  loadOpenReturns: returnTroubles.loadOpenReturns,
  setReturnCauses: returnTroubles.setReturnCauses,
  listReturns: listReturns.listReturns,
  countReturns: listReturns.countReturns,
  loadReturnItems: returnItems.loadReturnItems,
  findReturns: findReturns.findReturns,
  reviseTransmissions: reviseTransmissions.reviseTransmissions,
  splitTransmission: reviseTransmissions.splitTransmission,
  startAttempt: transmissionAttempts.startAttempt,
  startAttempts: transmissionAttempts.startAttempts,
  settleAttempt: transmissionAttempts.settleAttempt,
  loadTransmission: transmissionAttempts.loadTransmission,
  loadTransmissionsOf: transmissionQueue.loadTransmissionsOf,
  loadDueTransmissions: transmissionQueue.loadDueTransmissions,
  loadOpenOutcomes: transmissionQueue.loadOpenOutcomes,
  restartOutcomes: transmissionQueue.restartOutcomes,
  loadWaiting: transmissionQueue.loadWaiting,
  loadInFlight: transmissionQueue.loadInFlight,
  wakeWaiting: transmissionQueue.wakeWaiting,
} as const;

type Bound<Query> = Query extends (db: LedgerDatabase, ...rest: infer Rest) => infer Result
  ? (...rest: Rest) => Result
  : never;

type BoundQueries = { [Name in keyof typeof QUERIES]: Bound<(typeof QUERIES)[Name]> };

/** Every query of the ledger, bound to one database. Each is one transaction: all of it or nothing. */
export type Ledger = BoundQueries & {
  /**
   * Hears within a moment that something was written: by this process, and on PostgreSQL by any that
   * shares the ledger. A hint alone: on a file another process is not heard, and news can be missed.
   *
   * @returns what ends it
   */
  hearNews: WriteNews['hear'];
  close(): Promise<void>;
};

/** Opens the ledger: a file by default, PostgreSQL where several replicas share it. */
export async function openLedger(
  location: LedgerLocation,
  options: Pick<OpenOptions, 'around'> = {},
): Promise<Ledger> {
  let news: WriteNews | undefined;
  const written = (tables: Iterable<string>) => news?.written(tables);
  const db = await openDatabase(location, { ...options, written });
  news = createWriteNews(location.kind === 'postgres' ? postgresNews(location.url, db) : undefined);
  const { hear, close } = news;
  return {
    ...bindQueries(db),
    hearNews: hear,
    async close() {
      // News that a hung server does not take end with the connections.
      await Promise.race([close(), sleep(SESSION_LIMITS.goodbyeMs, undefined, { ref: false })]);
      await db.destroy();
    },
  };
}

/**
 * PostgreSQL ends one of two transactions that wait for each other; nothing of it stands then, so it
 * is tried again.
 */
async function triedAgain(query: () => Promise<unknown>): Promise<unknown> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await query();
    } catch (fault) {
      if (attempt === ATTEMPTS || !isDeadlock(fault)) throw fault;
      await sleep(Math.random() * RETRY_MS); // or both begin anew in step
    }
  }
}

function isDeadlock(fault: unknown): boolean {
  return fault instanceof pg.DatabaseError && fault.code === '40P01';
}

function bindQueries(db: LedgerDatabase): BoundQueries {
  const bound = Object.entries(QUERIES).map(([name, query]) => [
    name,
    (...rest: unknown[]) => triedAgain(() => Reflect.apply(query, undefined, [db, ...rest])),
  ]);
  // Every entry of QUERIES is bound one by one above; no type can follow that through entries.
  return Object.fromEntries(bound) as BoundQueries;
}
