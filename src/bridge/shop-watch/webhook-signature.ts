import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** base64 of the HMAC-SHA256 that WooCommerce makes over the bytes it sends. */
export function signatureOf(rawBody: Buffer, secret: string): string {
  return createHmac('sha256', secret).update(rawBody).digest('base64');
}

/** Compared in constant time, whatever was sent. */
export function isSignedWith(rawBody: Buffer, secret: string, signature: string): boolean {
  return timingSafeEqual(digest(signatureOf(rawBody, secret)), digest(signature.trim()));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
