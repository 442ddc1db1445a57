export type TrackingKey = { carrier: string; trackingNumber?: string };

export type ShippedItem = {
  positionItemId: string;
  salesOrderId: string;
  returnTrackingKey?: TrackingKey;
  returnAddressCarrierId?: string;
};

export type Shipment = {
  shipmentId: string;
  creationDate: string;
  trackingKey: TrackingKey;
  shipDate: string;
  shipFromAddress: { city: string; countryCode: string; zipCode: string };
  positionItems: ShippedItem[];
  states: { state: string; occurredOn: string }[];
};

/** All shipments, oldest first. */
export class ShipmentStore {
  readonly #shipments: Shipment[] = [];

  create(content: Omit<Shipment, 'shipmentId' | 'creationDate' | 'states'>, at: Date): Shipment {
    const shipment: Shipment = {
      shipmentId: String(100_000_294_699 + this.#shipments.length),
      creationDate: at.toISOString(),
      ...content,
      states: [{ state: 'SENT', occurredOn: at.toISOString() }],
    };
    this.#shipments.push(shipment);
    return shipment;
  }

  all(): Shipment[] {
    return [...this.#shipments];
  }

  find(shipmentId: string): Shipment | undefined {
    return this.#shipments.find((shipment) => shipment.shipmentId === shipmentId);
  }

  /** Shipments without a tracking number are never found by key. */
  findByTrackingKey(key: TrackingKey): Shipment | undefined {
    return this.#shipments.find(
      ({ trackingKey }) =>
        trackingKey.trackingNumber !== undefined &&
        trackingKey.trackingNumber === key.trackingNumber &&
        trackingKey.carrier === key.carrier,
    );
  }

  findByPiece(positionItemId: string): Shipment | undefined {
    return this.#shipments.find((shipment) =>
      shipment.positionItems.some((item) => item.positionItemId === positionItemId),
    );
  }

  wipe(): void {
    this.#shipments.length = 0;
  }
}
