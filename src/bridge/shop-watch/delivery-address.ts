import { isIP } from 'node:net';

/** Ports WordPress sends to; a plugin may allow others. */
const PORTS = ['', '80', '443', '8080'];

/**
 * True for an address a shop will hardly deliver to: WordPress refuses other ports, and private hosts
 * that are not the shop's own.
 */
export function isHardlyReached(deliveryUrl: string, shopUrl: string): boolean {
  const target = URL.parse(deliveryUrl);
  const shop = URL.parse(shopUrl);
  if (!target || !shop) return false;
  const isSameHost = target.hostname === shop.hostname;
  const isUsualPort = PORTS.includes(target.port) || (isSameHost && target.port === shop.port);
  return !isUsualPort || (!isSameHost && isPrivate(target.hostname));
}

function isPrivate(host: string): boolean {
  if (host === 'localhost' || host.endsWith('.localhost') || host.endsWith('.local')) return true;
  const address = host.replace(/^\[|\]$/g, '');
  if (isIP(address) === 6) return address === '::1' || /^f[cde]/i.test(address);
  return (
    /^(0|10|127|192\.168|169\.254|172\.(1[6-9]|2\d|3[01]))\./.test(`${address}.`) &&
    isIP(address) === 4
  );
}
