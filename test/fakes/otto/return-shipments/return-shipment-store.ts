export type ReturnShipmentState = 'ANNOUNCED' | 'ON_THE_WAY' | 'DELIVERED';

/** A parcel on its way back, as section 5.2 describes it. */
export type ReturnShipment = {
  returnShipmentId: string;
  /** UTC ISO 8601. */
  createdAt: string;
  trackingKey: { carrier: string; trackingNumber: string };
  returnPositionItems: { salesOrderId: string; salesOrderPositionItemId: string }[];
  states: { state: ReturnShipmentState; occurredOn: string; statusText?: string }[];
};

type ReturnKey = ReturnShipment['trackingKey'];

/** All parcels on their way back, oldest first. */
export class ReturnShipmentStore {
  readonly #shipments: ReturnShipment[] = [];

  /** The piece joins the parcel with this key; the first one opens it as ANNOUNCED. */
  announce(trackingKey: ReturnKey, piece: { salesOrderId: string; id: string }, at: Date): void {
    const item = { salesOrderId: piece.salesOrderId, salesOrderPositionItemId: piece.id };
    const known = this.findByTrackingKey(trackingKey);
    if (known) {
      known.returnPositionItems.push(item);
      return;
    }
    this.#shipments.push({
      returnShipmentId: String(700_000_000_001 + this.#shipments.length),
      createdAt: at.toISOString(),
      trackingKey,
      returnPositionItems: [item],
      states: [{ state: 'ANNOUNCED', occurredOn: at.toISOString() }],
    });
  }

  /** @throws when no parcel goes back under this number */
  move(trackingNumber: string, state: ReturnShipmentState, at: Date, statusText?: string): void {
    const shipment = this.#shipments.find(
      ({ trackingKey }) => trackingKey.trackingNumber === trackingNumber,
    );
    if (!shipment) throw new Error(`fake OTTO: no return shipment ${trackingNumber}`);
    shipment.states.push({
      state,
      occurredOn: at.toISOString(),
      ...(statusText === undefined ? {} : { statusText }),
    });
  }

  all(): ReturnShipment[] {
    return [...this.#shipments];
  }

  find(returnShipmentId: string): ReturnShipment | undefined {
    return this.#shipments.find((shipment) => shipment.returnShipmentId === returnShipmentId);
  }

  findByTrackingKey(key: ReturnKey): ReturnShipment | undefined {
    return this.#shipments.find(
      ({ trackingKey }) =>
        trackingKey.carrier === key.carrier && trackingKey.trackingNumber === key.trackingNumber,
    );
  }

  wipe(): void {
    this.#shipments.length = 0;
  }
}
