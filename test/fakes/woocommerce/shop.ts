import type { ShopSettings } from './settings.ts';
import type { ShopState } from './state.ts';

/** What every part of the shop works on. */
export type Shop = {
  readonly state: ShopState;
  readonly settings: ShopSettings;
  /** The shop's clock, cut to whole seconds. */
  now(): Date;
  /** Home URL without slash, e.g. `https://shop.example`. */
  homeUrl(): string;
  /** A fresh order key. */
  orderKey(): string;
};

/** The URL of a REST resource below wc/v3. */
export function resourceUrl(shop: Shop, path: string): string {
  return `${shop.homeUrl()}/wp-json/wc/v3/${path}`;
}

/** UTC text without suffix, as every `…_gmt` field shows it. */
export function gmtText(at: Date | null): string | null {
  return at === null ? null : at.toISOString().slice(0, 19);
}

/** The same moment in the shop's own time. */
export function localText(shop: Shop, at: Date | null): string | null {
  if (at === null) return null;
  return gmtText(new Date(at.getTime() + shop.settings.gmtOffsetHours * 3_600_000));
}

/** True when the shop runs at least this version of WooCommerce. */
export function isVersionAtLeast(shop: Shop, major: number, minor: number): boolean {
  const [ownMajor = 0, ownMinor = 0] = shop.settings.wooVersion.split('.').map(Number);
  return ownMajor > major || (ownMajor === major && ownMinor >= minor);
}
