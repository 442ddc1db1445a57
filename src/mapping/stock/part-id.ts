/**
 * One product of a set, as a piece of its own: it carries in its id which piece of OTTO's it is of, the
 * how manieth of how many it is, and what of the piece's price it had when the shop order was written.
 */
export type PartId = {
  positionItemId: string;
  /** from 1 */
  place: number;
  count: number;
  cents: number;
};

const PART_ID = /^(.+)#(\d+)\/(\d+):(\d+)$/;

/** e.g. `<position item id>#1/3:1999` */
export function partIdText({ positionItemId, place, count, cents }: PartId): string {
  return `${positionItemId}#${place}/${count}:${cents}`;
}

/** @returns undefined for the id of a piece that is in no parts */
export function readPartId(id: string): PartId | undefined {
  const [, positionItemId, place, count, cents] = PART_ID.exec(id) ?? [];
  if (positionItemId === undefined) return undefined;
  return { positionItemId, place: Number(place), count: Number(count), cents: Number(cents) };
}

/** OTTO's id of the piece: of a part the piece it is of, else the id itself. */
export function wholeId(id: string): string {
  return readPartId(id)?.positionItemId ?? id;
}

/** OTTO's ids of the pieces that these are, or are parts of; each once, first seen first. */
export function wholeIds(ids: Iterable<string>): string[] {
  return [...new Set([...ids].map(wholeId))];
}
