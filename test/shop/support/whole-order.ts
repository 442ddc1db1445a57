import { z } from 'zod';
import { done, type RealShop } from './real-shop.ts';

const OWN_META = '_otto_market';

const metaSchema = z.array(z.looseObject({ id: z.number(), key: z.string(), value: z.unknown() }));

/** Everything of a shop order that is not ours to write: all its fields but our meta and the day of change. */
export async function othersIn({ api }: RealShop, orderId: number): Promise<unknown> {
  const { body } = done(await api.get(`orders/${orderId}`), `order ${orderId}`);
  const { date_modified: _local, date_modified_gmt: _utc, _links, meta_data, ...fields } = body;
  const meta = metaSchema.parse(meta_data).filter(({ key }) => !key.startsWith(OWN_META));
  return { ...fields, meta_data: meta };
}

const noteSchema = z.object({ note: z.string(), customer_note: z.boolean() });

/** The notes of the bridge, oldest first; those of the shop about status and stock are left out. */
export async function ownNotes({ api }: RealShop, orderId: number) {
  const notes = z
    .array(noteSchema)
    .parse(done(await api.get(`orders/${orderId}/notes`), 'notes').list);
  return notes.filter(({ note }) => note.includes('OTTO')).toReversed();
}
