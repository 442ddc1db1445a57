import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isSignedWith, signatureOf } from '../../../src/bridge/shop-watch/webhook-signature.ts';

it('knows the shop’s signature over any bytes, and takes none over others', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.string(), fc.string(), (bytes, secret, other) => {
      const body = Buffer.from(bytes);
      const signature = signatureOf(body, secret);
      expect(isSignedWith(body, secret, signature)).toBe(true);
      expect(isSignedWith(Buffer.concat([body, Buffer.of(0)]), secret, signature)).toBe(false);
      expect(isSignedWith(body, `${secret}x`, signature)).toBe(false);
      expect(isSignedWith(body, secret, other)).toBe(other.trim() === signature);
    }),
  );
});
