import { z } from 'zod';
import type { ShopCaller } from './shop-caller.ts';

export type OrderNote = { noteId: number; text: string };

const notesSchema = z.array(
  z
    .object({ id: z.number().int(), note: z.string() })
    .transform(({ id, note }): OrderNote => ({ noteId: id, text: note })),
);

/** Private notes of an order: never `customer_note`, which would send a mail. */
export function createOrderNotes(caller: ShopCaller) {
  return {
    /** newest first, but in no order within a second; WooCommerce's own notes included */
    listNotes: (wooOrderId: number, signal?: AbortSignal): Promise<OrderNote[]> =>
      caller.read(`orders/${wooOrderId}/notes`, { _fields: 'id,note' }, notesSchema, signal),

    async createNote(wooOrderId: number, text: string, signal?: AbortSignal): Promise<void> {
      const body = { note: escapeNote(text), customer_note: false };
      await caller.write('POST', `orders/${wooOrderId}/notes`, body, signal);
    },
  };
}

/**
 * Plain text as the shop shows it unharmed: it takes notes for HTML, makes `a < b` a broken tag and
 * loses backslashes.
 */
export function escapeNote(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\\', '&#092;');
}

/** True when a listed note is the one that was made from `text`, whatever the shop did to it. */
export function notesEqual(text: string, listed: string): boolean {
  return comparable(escapeNote(text)) === comparable(listed);
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', amp: '&' };

function comparable(html: string): string {
  return html
    .replace(/&(?:#0*(\d{2,6})|(lt|gt|quot|amp));/g, (_match, code, name) =>
      name ? (ENTITIES[name] ?? '') : String.fromCodePoint(Math.min(Number(code), 0x10ffff)),
    )
    .replaceAll('\\', '')
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim();
}
