import { z } from 'zod';
import type { Bridge } from '../../create-bridge.ts';
import { ConfigError } from '../../errors.ts';

const idSchema = z.uuid();

/**
 * The report that is meant: by its id, or by the number of an order that has only one open report.
 *
 * @throws ConfigError `transmission-unknown`, `report-several-open`
 */
export async function findReport(bridge: Bridge, asked: string): Promise<string> {
  const text = asked.trim();
  if (idSchema.safeParse(text).success) return text;
  const open = [];
  for (const row of await bridge.ledger.findByOrderNumber(text)) {
    const { account_id: accountId, sales_order_id: salesOrderId } = row;
    open.push(
      ...(await bridge.ledger.listTransmissions({
        accountId,
        salesOrderId,
        isOpen: true,
        limit: 50,
      })),
    );
  }
  const [only] = open;
  if (!only) {
    throw new ConfigError('transmission-unknown', `There is no open report of ${text}`, {
      params: { transmissionId: text },
    });
  }
  if (open.length === 1) return only.transmissionId;
  const ids = open.map(({ transmissionId }) => transmissionId).join(', ');
  throw new ConfigError('report-several-open', `${text} has several open reports`, {
    params: { orderNumber: text, reports: ids },
  });
}
