import type { OttoRequest } from '../../fakes/otto/index.ts';

type Key = { carrier: string; trackingNumber?: string | undefined };

/** A piece in a parcel, as it was told to OTTO. */
export type ToldPiece = { positionItemId: string; returnKey: Key | undefined };

/** A call about reports, and what became of it. */
export type OttoCall = {
  /** its `outcome` is what the bridge was answered */
  request: OttoRequest;
  /** the run of the reports in which it was made */
  run: number;
  kind: 'ship' | 'cancel' | 'read';
  positionItemIds: string[];
  parcels: { key: Key; pieces: ToldPiece[] }[];
  /** something changed at OTTO by it */
  isDone: boolean;
};
