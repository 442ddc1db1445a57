import { z } from 'zod';
import { META } from '../../mapping/woocommerce/order-meta.ts';
import type { Finding } from './proof-step.ts';
import { TEST_EMAIL } from './test-sales-order.ts';

const ADDRESS = /[^\s@<>"'(),;:]+@[^\s@<>"'(),;:]+\.[a-z]{2,}/i;
const EMAIL_FIELD = /e-?mail$/i;

/** Our private meta, where OTTO's pseudonymous address stands in real orders. */
const OWN_PLACES = [META.billingEmail, META.deliveryEmail].map((key) => `meta_data[${key}]`);

const metaEntry = z.looseObject({ key: z.string(), value: z.unknown() });
const ownerSchema = z.looseObject({ customer_id: z.unknown() });

/**
 * Every place in the shop's raw answer about the test order that mail could go to: anything in an
 * e-mail field, anything that looks like an address wherever a plugin put it, an account.
 */
export function findDeliverable(rawOrder: unknown): Finding[] {
  const places = [...addressPlaces(rawOrder, '')].filter(
    ({ place, text }) => !(OWN_PLACES.includes(place) && text === TEST_EMAIL),
  );
  const customerId = ownerSchema.safeParse(rawOrder).data?.customer_id;
  return [
    ...places.map(({ place }): Finding => ({ way: 'address', place })),
    ...(customerId === 0
      ? []
      : [{ way: 'customer-account', place: 'customer_id' } satisfies Finding]),
  ];
}

function* addressPlaces(value: unknown, place: string): Generator<{ place: string; text: string }> {
  if (typeof value === 'string') {
    const isEmailField = EMAIL_FIELD.test(place) && value.trim() !== '';
    if (isEmailField || ADDRESS.test(value)) yield { place, text: value };
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) {
      const meta = metaEntry.safeParse(entry).data;
      const inside = `${place}[${meta ? safeKey(meta.key) : index}]`;
      yield* addressPlaces(meta ? meta.value : entry, inside);
    }
    return;
  }
  for (const [key, entry] of Object.entries(value)) {
    yield* addressPlaces(entry, place === '' ? safeKey(key) : `${place}.${safeKey(key)}`);
  }
}

/** A key is a plugin's word; should it hold more than a word, it is not repeated. */
function safeKey(key: string): string {
  return /^[\w-]{1,80}$/.test(key) ? key : '•••';
}

const noteSchema = z.looseObject({
  id: z.number(),
  note: z.string().catch(''),
  customer_note: z.boolean().catch(false),
});

/** What notes say of mail; `known` are those that were read at an earlier step, and grows. */
export function findInNotes(
  rawNotes: readonly unknown[],
  known: Set<number>,
): { findings: Finding[]; notesAboutMail: number } {
  const fresh = rawNotes.flatMap((raw) => {
    const note = noteSchema.safeParse(raw).data;
    return note && !known.has(note.id) ? [note] : [];
  });
  for (const { id } of fresh) known.add(id);
  return {
    findings: fresh.flatMap((note): Finding[] => [
      ...(note.customer_note ? [{ way: 'note-to-buyer', place: 'notes' } satisfies Finding] : []),
      ...(note.note.includes(TEST_EMAIL)
        ? [{ way: 'note-with-address', place: 'notes' } satisfies Finding]
        : []),
    ]),
    notesAboutMail: fresh.filter(({ note }) => /\be-?mails?\b|@/i.test(note)).length,
  };
}
