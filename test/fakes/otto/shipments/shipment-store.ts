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

/** What a report brings along; the rest is OTTO's own. */
export type ShipmentContent = Omit<Shipment, 'shipmentId' | 'creationDate' | 'states'>;

/** One call that OTTO took: a shipment, one in several parcels, or pieces added to one. */
export type ShipmentReport = {
  /** UTC ISO 8601. */
  reportedAt: string;
  /** Several for a piece in several parcels. */
  shipmentIds: string[];
  /** Each piece once. */
  positionItemIds: string[];
};

/** All shipments and how they came about, oldest first. */
export class ShipmentStore {
  readonly #shipments: Shipment[] = [];
  /** of some shipments with one key, and of some that hold a piece, the first */
  readonly #byKey = new Map<string, Shipment>();
  readonly #byPiece = new Map<string, Shipment>();
  readonly #reports: ShipmentReport[] = [];

  create(content: ShipmentContent, at: Date): Shipment {
    const shipment = this.#keep(content, at);
    this.#note([shipment], content.positionItems, at);
    return shipment;
  }

  /** One piece in several parcels, each of which stands as a shipment. */
  createMultiParcel(contents: ShipmentContent[], at: Date): { multiParcelShipmentId: string } {
    const shipments = contents.map((content) => this.#keep(content, at));
    this.#note(shipments, contents[0]?.positionItems ?? [], at);
    return { multiParcelShipmentId: String(500_000_000_000 + this.#reports.length) };
  }

  add(shipment: Shipment, items: ShippedItem[], at: Date): void {
    shipment.positionItems.push(...items);
    this.#index(shipment);
    this.#note([shipment], items, at);
  }

  /** Every report that was taken. */
  reports(): ShipmentReport[] {
    return [...this.#reports];
  }

  /** How many reports named the piece, by call or by hand; one in several parcels counts once. */
  timesReported(positionItemId: string): number {
    return this.#reports.filter((report) => report.positionItemIds.includes(positionItemId)).length;
  }

  #note(shipments: Shipment[], items: ShippedItem[], at: Date): void {
    this.#reports.push({
      reportedAt: at.toISOString(),
      shipmentIds: shipments.map((shipment) => shipment.shipmentId),
      positionItemIds: items.map((item) => item.positionItemId),
    });
  }

  #keep(content: ShipmentContent, at: Date): Shipment {
    const shipment: Shipment = {
      shipmentId: String(100_000_294_699 + this.#shipments.length),
      creationDate: at.toISOString(),
      ...content,
      states: [{ state: 'SENT', occurredOn: at.toISOString() }],
    };
    this.#shipments.push(shipment);
    this.#index(shipment);
    return shipment;
  }

  #index(shipment: Shipment): void {
    const { trackingKey, positionItems } = shipment;
    const key = textOf(trackingKey);
    if (!this.#byKey.has(key)) this.#byKey.set(key, shipment);
    for (const { positionItemId: id } of positionItems) {
      if (!this.#byPiece.has(id)) this.#byPiece.set(id, shipment);
    }
  }

  all(): Shipment[] {
    return [...this.#shipments];
  }

  find(shipmentId: string): Shipment | undefined {
    return this.#shipments.find((shipment) => shipment.shipmentId === shipmentId);
  }

  /** Shipments without a tracking number are never found by key. */
  findByTrackingKey(key: TrackingKey): Shipment | undefined {
    return key.trackingNumber === undefined ? undefined : this.#byKey.get(textOf(key));
  }

  findByPiece(positionItemId: string): Shipment | undefined {
    return this.#byPiece.get(positionItemId);
  }

  wipe(): void {
    this.#shipments.length = 0;
    this.#reports.length = 0;
    this.#byKey.clear();
    this.#byPiece.clear();
  }
}

function textOf({ carrier, trackingNumber }: TrackingKey): string {
  return `${carrier} ${trackingNumber}`;
}
