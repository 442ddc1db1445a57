import type { OttoRequest } from '../../fakes/otto/index.ts';

type Key = { carrier: string; trackingNumber?: string | undefined };

/** A piece in a parcel, as it was told to OTTO. */
export type ToldPiece = { positionItemId: string; returnKey: Key | undefined };

/** A return that OTTO is told to take or to refuse. */
export type ToldDecision = {
  positionItemId: string;
  kind: 'acceptance' | 'rejection';
  condition: string;
  reason: string;
};

/** A call about reports, and what became of it. */
export type OttoCall = {
  /** its `outcome` is what the bridge was answered */
  request: OttoRequest;
  /** the run of the reports in which it was made */
  run: number;
  kind: 'ship' | 'cancel' | 'accept' | 'reject' | 'reduce' | 'read';
  positionItemIds: string[];
  parcels: { key: Key; pieces: ToldPiece[] }[];
  /** of what is decided about returns */
  decisions: ToldDecision[];
  /** of a price reduction */
  cents: number;
  /** something changed at OTTO by it */
  isDone: boolean;
};
