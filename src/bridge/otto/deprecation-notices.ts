import { type Clock, DAY } from '../clock.ts';
import type { Logger } from '../logger.ts';

/**
 * Watches answers for the headers by which OTTO announces that a version will be switched off (old
 * versions live six months after that), and warns once a day and route.
 *
 * @see https://api.otto.market/docs (Versioning)
 */
export function createDeprecationNotices(parts: { clock: Clock; logger: Logger }) {
  const warnedAtMs = new Map<string, number>();
  return {
    /** @param route method and path without ids, e.g. `GET /v4/orders/{salesOrderId}` */
    look(route: string, headers: Headers): void {
      const deprecation = shortened(headers.get('deprecation'));
      const sunset = shortened(headers.get('sunset'));
      const warning = shortened(headers.get('warning'));
      if (!deprecation && !sunset && !warning) return;
      const nowMs = parts.clock.now().getTime();
      if (nowMs - (warnedAtMs.get(route) ?? Number.NEGATIVE_INFINITY) < DAY) return;
      warnedAtMs.set(route, nowMs);
      const successor = shortened(successorFrom(headers.get('link')));
      parts.logger.warn('otto-interface-deprecated', {
        route,
        deprecation,
        sunset,
        warning,
        successor,
      });
    },
  };
}

function successorFrom(linkHeader: string | null): string | undefined {
  return /<([^>]*)>[^,<]*\brel="?successor-version\b/i.exec(linkHeader ?? '')?.[1];
}

function shortened(value: string | null | undefined): string | undefined {
  return value?.slice(0, 200) || undefined;
}
