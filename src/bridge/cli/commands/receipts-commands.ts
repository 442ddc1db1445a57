import { writeFile } from 'node:fs/promises';
import type { ReceiptCheckState, ReceiptType } from '../../../mapping/receipts/receipt-words.ts';
import { type Bridge, findAccount } from '../../create-bridge.ts';
import { ConfigError } from '../../errors.ts';
import { presentCheck, presentReceipt } from '../../http/present/receipts.ts';
import type { ReceiptRow } from '../../ledger/receipt-facts.ts';
import { monthCsv } from '../../receipts/month-csv.ts';
import { momentsOfMonth, readMonth } from '../../receipts/month-rows.ts';
import { writeDurably } from '../../settings/durable-file.ts';
import { notWritable } from '../../settings/settings-fault.ts';
import { formatCents, formatMoment, formatNumber } from '../../words/formats.ts';
import { checkStateWord, receiptTypeWord } from '../../words/receipt-words.ts';
import { CallFault } from '../call-fault.ts';
import type { CliContext } from '../cli-context.ts';
import { EXIT, type ExitCode, exitCodeOf, gravest } from '../exit-codes.ts';
import { type Told, tell, toldText } from '../tell-fault.ts';

/** Of each type, so many receipts are summed up. */
const MOST_SUMMED = 50_000;
/** Whom a receipt is for stands in it. */
const OWNER_ONLY = 0o600;

export type ReceiptListFlags = {
  account?: string;
  type?: ReceiptType;
  month?: string;
  search?: string;
  check?: ReceiptCheckState;
  limit: number;
};

/** `receipts`: what OTTO wrote, newest first, with the sums of all that fit. */
export async function listReceiptsCommand(
  context: CliContext,
  { account, month, limit, ...flags }: ReceiptListFlags,
): Promise<ExitCode> {
  const { language, words } = context;
  return context.withBridge(async (bridge) => {
    const { ledger } = bridge;
    await assertAccount(bridge, account);
    const moments = month === undefined ? undefined : momentsOfMonth(month);
    const range = moments ? { createdFrom: moments.from, createdTo: moments.until } : {};
    const filter = { ...flags, ...range, accountId: account };
    const { rows } = await ledger.listReceipts({ ...filter, limit });
    const counts = await ledger.countReceipts({ ...filter, most: MOST_SUMMED });
    context.json({
      items: rows.map((row) => presentReceipt(language, row, undefined)),
      counts,
    });
    if (rows.length === 0) {
      context.say(words.receipts.noReceipts);
      return EXIT.ok;
    }
    showReceipts(context, rows);
    let balance = 0;
    for (const { type, count, grossCents } of counts) {
      balance += type === 'PURCHASE' ? grossCents : -grossCents;
      const word = receiptTypeWord(language, type);
      const gross = formatCents(language, grossCents);
      context.say(words.receipts.sum(word, formatNumber(language, count), gross));
    }
    context.say(words.receipts.balance(formatCents(language, balance)));
    return EXIT.ok;
  });
}

function showReceipts({ words, language, table }: CliContext, rows: readonly ReceiptRow[]): void {
  const { column } = words.receipts;
  table(
    [
      { head: column.receipt, isWhole: true },
      { head: column.type },
      { head: column.created },
      { head: words.column.orderNumber, isWhole: true },
      { head: column.gross, isWhole: true, isRight: true },
      { head: column.check },
    ],
    rows.map((row) => [
      row.receipt_number,
      receiptTypeWord(language, row.receipt_type),
      formatMoment(language, row.created_at),
      row.order_number ?? '–',
      formatCents(language, row.gross_cents),
      checkStateWord(language, row.check_state),
    ]),
  );
}

/** `receipts read`: reads them now, of one account or of all active ones. */
export async function readReceiptsCommand(
  context: CliContext,
  flags: { account?: string; since?: string },
): Promise<ExitCode> {
  const { language, words } = context;
  return context.withBridge(async (bridge) => {
    const outcome = await bridge.receipts.read({
      accountId: flags.account,
      since: flags.since,
      signal: context.io.signal,
      holderKind: 'command',
    });
    if (outcome.length === 0) {
      throw new ConfigError('no-active-account', 'There is no account to read receipts of');
    }
    const items = outcome.map(({ accountId, result }) => {
      const fault = result.ran ? result.fault : { code: result.why, params: {} };
      const told = fault ? tell(language, fault.code, fault.params, { accountId }) : null;
      return { accountId, result, fault: told };
    });
    context.json({
      items: items.map(({ accountId, result, fault }) => {
        if (!result.ran) return { accountId, counters: null, fault };
        const { ran: _ran, fault: _fault, ...counters } = result;
        return { accountId, counters, fault };
      }),
    });
    for (const { result, fault } of items) {
      if (result.ran) {
        const number = (value: number) => formatNumber(language, value);
        const { read, added, compared, differ } = result;
        const counts = { read: number(read), added: number(added) };
        const orders = { compared: number(compared), differ: number(differ) };
        context.say(words.receipts.readDone({ ...counts, ...orders }));
      }
      if (fault) context.say(toldText(fault));
    }
    return gravest(
      items.map(({ result, fault }) => {
        if (fault) return exitCodeOf(fault.code);
        return result.ran && result.differ > 0 ? EXIT.needsOwner : EXIT.ok;
      }),
    );
  });
}

/** `receipts check`: one order's receipts, read and compared now. */
export async function checkReceiptsCommand(context: CliContext, asked: string): Promise<ExitCode> {
  const { language } = context;
  return context.withBridge(async (bridge) => {
    const orderNumber = asked.trim();
    const rows = await bridge.ledger.findByOrderNumber(orderNumber);
    if (rows.length === 0) throw new CallFault('order-unknown', { orderNumber });
    const items = [];
    for (const { account_id: accountId, sales_order_id: salesOrderId } of rows) {
      const order = { accountId, salesOrderId };
      const view = await bridge.receipts.checkOrder(order, context.io.signal);
      if (!view) continue;
      const wooOrderId = view.facts.row?.woo_order_id ?? null;
      const check = presentCheck(language, { orderNumber, wooOrderId }, view.check);
      if (view.facts.receipts.length > 0) showReceipts(context, view.facts.receipts);
      context.say(toldText(asTold(check.about)));
      for (const finding of check.findings) context.say(`• ${finding.what}`);
      const { receipts } = view.facts;
      items.push({
        ...order,
        receipts: receipts.map((row) => presentReceipt(language, row, undefined)),
        check,
      });
    }
    context.json({ items });
    const isFine = items.every(({ check }) => !['differs', 'overdue'].includes(check.state));
    return isFine ? EXIT.ok : EXIT.needsOwner;
  });
}

function asTold(about: Omit<Told, 'command'>): Told {
  return { ...about, command: null };
}

/** `receipts csv`: a month for the accountant. @throws CallFault `option-missing` */
export async function monthCsvCommand(
  context: CliContext,
  { month, account, out }: { month?: string; account?: string; out?: string },
): Promise<ExitCode> {
  const { language, words } = context;
  if (month === undefined) throw new CallFault('option-missing', { name: '--month' });
  return context.withBridge(async (bridge) => {
    await assertAccount(bridge, account);
    const rows = await readMonth(bridge.ledger, { month, accountId: account });
    const csv = monthCsv(language, rows);
    if (out === undefined) {
      context.json({ csv });
      if (!context.isJson) context.io.out(csv);
      return EXIT.ok;
    }
    await written(out, () => writeDurably(out, csv));
    context.json({ file: out });
    context.say(words.receipts.written(out));
    return EXIT.ok;
  });
}

/** `receipts pdf`: the receipt as the buyer gets it, read from OTTO now. */
export async function receiptPdfCommand(
  context: CliContext,
  receiptNumber: string,
  { out, account }: { out: string; account?: string },
): Promise<ExitCode> {
  return context.withBridge(async (bridge) => {
    const accountId = account ?? (await accountOfReceipt(bridge, receiptNumber));
    const known = await bridge.ledger.loadReceipt(accountId, receiptNumber);
    if (!known) throw unknownReceipt(receiptNumber);
    const pdf = await bridge.receipts.readPdf({ accountId, receiptNumber }, context.io.signal);
    if (!pdf) {
      throw new ConfigError('receipt-pdf-missing', `OTTO has no PDF of ${receiptNumber}`, {
        params: { receiptNumber },
      });
    }
    await written(out, () => writeFile(out, pdf, { mode: OWNER_ONLY }));
    context.json({ file: out });
    context.say(context.words.receipts.written(out));
    return EXIT.ok;
  });
}

/** @throws ConfigError `receipt-unknown` */
async function accountOfReceipt({ ledger }: Bridge, receiptNumber: string): Promise<string> {
  const { rows } = await ledger.listReceipts({ search: receiptNumber, limit: 200 });
  const row = rows.find((candidate) => candidate.receipt_number === receiptNumber);
  if (row) return row.account_id;
  throw unknownReceipt(receiptNumber);
}

function unknownReceipt(receiptNumber: string): ConfigError {
  return new ConfigError('receipt-unknown', `There is no receipt ${receiptNumber}`, {
    params: { receiptNumber },
  });
}

/** @throws ConfigError `account-unknown` */
async function assertAccount({ settings }: Bridge, accountId: string | undefined): Promise<void> {
  if (accountId !== undefined) findAccount(await settings.load(), accountId);
}

/** @throws ConfigError `settings-not-writable` */
async function written(file: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (fault) {
    throw notWritable(file, fault);
  }
}
