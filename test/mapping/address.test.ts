import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressesAreEmpty, addressFingerprint, mapAddresses } from '../../src/mapping/address.ts';
import type { OttoAddress } from '../../src/mapping/otto/sales-order.ts';
import { runs } from './support/property-runs.ts';

const door: OttoAddress = {
  salutation: 'MS',
  firstName: 'Erika',
  lastName: 'Mustermann',
  street: 'Musterallee',
  houseNumber: '12a',
  addition: 'Hinterhaus',
  zipCode: '01067',
  city: 'Dresden',
  countryCode: 'DEU',
  phoneNumber: '+49 351 5550100',
  email: 'erika@example.org',
};

const addressWith = (given: Partial<OttoAddress>): OttoAddress => ({ ...door, ...given });

function mapped(deliveryAddress: OttoAddress, invoiceAddress?: OttoAddress) {
  const result = mapAddresses({ deliveryAddress, invoiceAddress });
  if (!result) throw new Error('no address came out');
  return result;
}

it('maps every part of an address to its place in the shop', () => {
  expect(mapped(door).shipping).toEqual({
    first_name: 'Erika',
    last_name: 'Mustermann',
    company: '',
    address_1: 'Musterallee 12a',
    address_2: 'Hinterhaus',
    city: 'Dresden',
    state: '',
    postcode: '01067',
    country: 'DE',
    phone: '+49 351 5550100',
  });
  expect(mapped(door).issues).toEqual([]);
});

it('keeps delivery and invoice apart: one ships, the other bills', () => {
  const { billing, shipping } = mapped(door, addressWith({ firstName: 'Max', city: 'Berlin' }));
  expect([billing.first_name, billing.city]).toEqual(['Max', 'Berlin']);
  expect([shipping.first_name, shipping.city]).toEqual(['Erika', 'Dresden']);
});

it('bills to the delivery address when OTTO shows no other', () => {
  const { billing, shipping } = mapped(door);
  expect(billing).toEqual(shipping);
});

it('has nothing to say while OTTO shows no delivery address, even with an invoice address', () => {
  expect(mapAddresses({ deliveryAddress: undefined, invoiceAddress: undefined })).toBeUndefined();
  expect(mapAddresses({ deliveryAddress: undefined, invoiceAddress: door })).toBeUndefined();
});

it('gives the shop no e-mail, whatever OTTO sends', () => {
  const { billing, shipping } = mapped(door, addressWith({ email: 'x@customer.otto.market' }));
  for (const address of [billing, shipping]) {
    expect(address).not.toHaveProperty('email');
    expect(Object.values(address).join()).not.toContain('@');
  }
});

it('copies the name of a company from the field in which OTTO put it', () => {
  const { shipping } = mapped(
    addressWith({ salutation: 'COMPANY', firstName: '', lastName: 'Probe & Söhne GmbH' }),
  );
  expect(shipping).toMatchObject({ first_name: '', last_name: 'Probe & Söhne GmbH', company: '' });
});

it('copies a parcel locker as it stands', () => {
  const { shipping } = mapped(
    addressWith({ street: 'Packstation', houseNumber: '142', addition: '1234567890' }),
  );
  expect(shipping).toMatchObject({ address_1: 'Packstation 142', address_2: '1234567890' });
});

it.each([
  ['Musterallee', '', 'Musterallee'],
  ['', '12a', '12a'],
  ['', '', ''],
  ['Straße des 17. Juni', '1-3 / Aufgang 2', 'Straße des 17. Juni 1-3 / Aufgang 2'],
])('joins the street "%s" and the house number "%s"', (street, houseNumber, line) => {
  expect(mapped(addressWith({ street, houseNumber })).shipping.address_1).toBe(line);
});

it('copies every text as it is, never tidied', () => {
  const text = fc.string({ unit: 'binary', maxLength: 60 });
  fc.assert(
    fc.property(text, text, text, text, (firstName, lastName, addition, city) => {
      const { shipping } = mapped(addressWith({ firstName, lastName, addition, city }));
      expect(shipping).toMatchObject({
        first_name: firstName,
        last_name: lastName,
        address_2: addition,
        city,
      });
    }),
    runs(300),
  );
});

it('keeps emoji and very long names whole', () => {
  const lastName = `Größenwahn-Łęcki 🏠${'ß'.repeat(400)}`;
  expect(mapped(addressWith({ lastName })).billing.last_name).toBe(lastName);
});

describe('a phone number', () => {
  const phoneOf = (phoneNumber: string | undefined) => mapped(addressWith({ phoneNumber }));

  it('of 100 characters is kept', () => {
    const phone = '1'.repeat(100);
    expect(phoneOf(phone).shipping.phone).toBe(phone);
    expect(phoneOf(phone).issues).toEqual([]);
  });

  it('of 101 characters is cut to 100, for the shop would drop the whole address', () => {
    const { shipping, billing, issues } = phoneOf('2'.repeat(101));
    expect(shipping.phone).toBe('2'.repeat(100));
    expect(billing.phone).toBe('2'.repeat(100));
    expect(issues).toEqual([
      { code: 'phone-number-cut', params: { which: 'delivery', length: 101 } },
      { code: 'phone-number-cut', params: { which: 'invoice', length: 101 } },
    ]);
  });

  it('is never cut through a character', () => {
    const { shipping } = phoneOf(`${'3'.repeat(99)}📞📞`);
    expect(shipping.phone.isWellFormed()).toBe(true);
    expect(shipping.phone.startsWith('3'.repeat(99))).toBe(true);
    expect([...shipping.phone].length).toBeLessThanOrEqual(100);
  });

  it('may be missing', () => {
    expect(phoneOf(undefined).shipping.phone).toBe('');
    expect(phoneOf(undefined).issues).toEqual([]);
  });
});

describe('what stands out', () => {
  it.each(['Musterweg 5', 'DEUX', '123'])(
    'tells nothing of %j, which is no code but may be part of an address',
    (countryCode) => {
      const { shipping, issues } = mapped(addressWith({ countryCode }), door);
      expect(shipping.country).toBe(countryCode);
      expect(issues).toEqual([
        { code: 'country-code-unknown', params: { which: 'delivery', countryCode: '?' } },
      ]);
    },
  );

  it('is a country no list has: the code goes to the shop as it came', () => {
    const { shipping, issues } = mapped(addressWith({ countryCode: 'XYZ' }), door);
    expect(shipping.country).toBe('XYZ');
    expect(issues).toEqual([
      { code: 'country-code-unknown', params: { which: 'delivery', countryCode: 'XYZ' } },
    ]);
  });

  it.each(['lastName', 'street', 'zipCode', 'city'] as const)('is an empty %s', (field) => {
    for (const empty of ['', '  ']) {
      expect(mapped(door, addressWith({ [field]: empty })).issues).toEqual([
        { code: 'address-incomplete', params: { which: 'invoice', fields: field } },
      ]);
    }
  });

  it('names all that is empty in one go', () => {
    const { issues } = mapped(addressWith({ lastName: '', city: '', zipCode: '' }), door);
    expect(issues).toEqual([
      {
        code: 'address-incomplete',
        params: { which: 'delivery', fields: 'lastName, zipCode, city' },
      },
    ]);
  });

  it('is not an empty first name, house number or addition', () => {
    expect(mapped(addressWith({ firstName: '', houseNumber: '', addition: '' })).issues).toEqual(
      [],
    );
  });

  it('is told without a word of the address itself', () => {
    const { issues } = mapped(
      addressWith({ lastName: '', countryCode: 'QQQ', phoneNumber: '0351 555 '.repeat(20) }),
    );
    expect(issues).toHaveLength(6);
    const told = JSON.stringify(issues);
    for (const personal of ['Erika', 'Musterallee', '12a', '01067', 'Dresden', '0351', '@']) {
      expect(told).not.toContain(personal);
    }
  });
});

describe('the fingerprint of a pair of addresses', () => {
  it('is the same for what was sent and what the shop gives back', () => {
    const { billing, shipping, fingerprint } = mapped(door, addressWith({ city: 'Berlin' }));
    const keysTurned = Object.fromEntries(Object.entries(shipping).reverse());
    expect(addressFingerprint({ billing, shipping })).toBe(fingerprint);
    expect(addressFingerprint({ billing, shipping: { ...shipping, ...keysTurned } })).toBe(
      fingerprint,
    );
  });

  it.each([
    'first_name',
    'last_name',
    'company',
    'address_1',
    'address_2',
    'city',
    'state',
    'postcode',
    'country',
    'phone',
  ] as const)('tells a changed %s in either address', (field) => {
    const { billing, shipping, fingerprint } = mapped(door);
    const changed = { ...billing, [field]: `${billing[field]}x` };
    expect(addressFingerprint({ billing: changed, shipping })).not.toBe(fingerprint);
    expect(addressFingerprint({ billing, shipping: changed })).not.toBe(fingerprint);
  });

  it('tells two addresses that changed places', () => {
    const { billing, shipping, fingerprint } = mapped(door, addressWith({ city: 'Berlin' }));
    expect(addressFingerprint({ billing: shipping, shipping: billing })).not.toBe(fingerprint);
  });
});

it('calls a pair of addresses empty only when no field of either holds anything', () => {
  const { shipping } = mapped(door);
  const blank = {
    first_name: '',
    last_name: '',
    company: '',
    address_1: '',
    address_2: '',
    city: '',
    state: '',
    postcode: '',
    country: '',
    phone: '',
  };
  expect(addressesAreEmpty({ billing: blank, shipping: blank })).toBe(true);
  expect(addressesAreEmpty({ billing: blank, shipping })).toBe(false);
  expect(addressesAreEmpty({ billing: { ...blank, phone: '1' }, shipping: blank })).toBe(false);
});
