/** Which deliveries a fault strikes, and how often (default: the next one that matches). */
export type DeliveryMatch = { topic?: string; orderId?: number; times?: number };

/** What became of deliveries: answered with 200–302, or counted as a failure. */
export type DeliveryCounts = { sent: number; failed: number };

export type DeliveryFaultHandle = {
  /** How often it has struck. */
  readonly used: number;
};

export type LateDeliveries = DeliveryFaultHandle & {
  /** Sends what was held back, oldest first, with the bytes of the moment it was due. */
  send(): Promise<DeliveryCounts>;
};

export type DeliveryFault = {
  kind: 'lose' | 'break-off' | 'send-twice' | 'send-late';
  match: DeliveryMatch;
  left: number;
  used: number;
  held: (() => Promise<DeliveryCounts>)[];
};

/**
 * Faults to order for what the shop sends. Of those that match a delivery, the one ordered first
 * strikes.
 *
 * @example
 * const late = shop.deliveryFaults.sendLate({ topic: 'order.updated' });
 * await shop.runWebhookQueue(); // the order as it is now, but it does not arrive
 * await shop.hands.setStatus(id, 'completed');
 * await shop.runWebhookQueue(); // the newer state arrives
 * await late.send(); // and now the older one
 */
export class DeliveryFaults {
  /** The queue sends what waited shortest first. */
  newestFirst = false;
  readonly #ordered: DeliveryFault[] = [];

  /** Vanishes from the queue: neither sent nor counted, as when a shop's cron tables are cleared. */
  lose(match?: DeliveryMatch): DeliveryFaultHandle {
    return this.#order('lose', match);
  }

  /** Breaks off on the way: nothing arrives, the shop counts a failure. */
  breakOff(match?: DeliveryMatch): DeliveryFaultHandle {
    return this.#order('break-off', match);
  }

  /** Arrives twice, byte for byte and with the same delivery id. */
  sendTwice(match?: DeliveryMatch): DeliveryFaultHandle {
    return this.#order('send-twice', match);
  }

  /** Is held back until the test lets it go. */
  sendLate(match?: DeliveryMatch): LateDeliveries {
    const fault = this.#order('send-late', match);
    return {
      get used() {
        return fault.used;
      },
      send: async () => {
        const counts = { sent: 0, failed: 0 };
        for (const send of fault.held.splice(0)) {
          const { sent, failed } = await send();
          counts.sent += sent;
          counts.failed += failed;
        }
        return counts;
      },
    };
  }

  /** What one delivery meets; uses the fault up. The queue asks this once per delivery. */
  take(delivery: { topic: string; orderId: number }): DeliveryFault | undefined {
    const fault = this.#ordered.find(
      ({ match, left }) =>
        left > 0 &&
        (match.topic ?? delivery.topic) === delivery.topic &&
        (match.orderId ?? delivery.orderId) === delivery.orderId,
    );
    if (fault === undefined) return undefined;
    fault.left -= 1;
    fault.used += 1;
    return fault;
  }

  #order(kind: DeliveryFault['kind'], match: DeliveryMatch = {}): DeliveryFault {
    const fault: DeliveryFault = { kind, match, left: match.times ?? 1, used: 0, held: [] };
    this.#ordered.push(fault);
    return fault;
  }
}
