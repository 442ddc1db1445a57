import fc from 'fast-check';
import { describe, it } from 'vitest';
import { readShipDate } from '../../src/bridge/carrier-csv/read-ship-date.ts';
import { parseRetryAfter } from '../../src/bridge/retry-after.ts';
import { createJobSchedule } from '../../src/bridge/schedule/job-schedule.ts';
import { SCHEDULE_OFF, scheduleSchema } from '../../src/bridge/settings/account-schema.ts';
import { cronWords } from '../../src/bridge/words/job-words.ts';
import { mapAddresses } from '../../src/mapping/address.ts';
import { CARRIERS } from '../../src/mapping/carriers/carrier.ts';
import { carrierFromName } from '../../src/mapping/carriers/carrier-names.ts';
import {
  certainCarrier,
  checkTrackingNumber,
  normaliseTrackingNumber,
} from '../../src/mapping/carriers/tracking-number.ts';
import { countryCode } from '../../src/mapping/country-code.ts';
import { centsFromAmount, centsFromText, textFromCents } from '../../src/mapping/money.ts';
import type { OttoAddress } from '../../src/mapping/otto/sales-order.ts';
import { utcFromText } from '../../src/mapping/otto/utc-date.ts';
import { momentOf } from '../../src/mapping/parcels/lenient.ts';
import { utcFromLocal } from '../../src/mapping/parcels/local-time.ts';
import { numbersInText } from '../../src/mapping/parcels/numbers-in-text.ts';
import { unpackedValue } from '../../src/mapping/parcels/packed-value.ts';
import { recordingLogger } from '../bridge/woocommerce/shop-world.ts';
import { FUZZ_TIMEOUT_MS, fuzz, hasMark } from './fuzz.ts';
import { MARK } from './mutate.ts';

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Texts as people and broken programs write them. */
const oddText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom(
    '',
    ' ',
    '\u0000',
    '\ud83d',
    '\u202e\u2067abc\u2069',
    'شارع الملك فهد ١٢٣',
    'רחוב הרצל 12א',
    '北京市朝阳区建国路１２号',
    '🏠👨‍👩‍👧‍👦 12½',
    'Straße\tdes\r\n17. Juni\u000b135',
    'a\u0301\u0301\u0301\u0301'.repeat(200),
    '"'.repeat(20_000),
    `${"'".repeat(20_000)}x`,
    ' '.repeat(20_000),
    `${'1 '.repeat(10_000)}x`,
    'x'.repeat(100_000),
    '12-14/3. OG, Aufgang B (Hinterhaus)',
  ),
);

describe('whatever text', () => {
  it('stands as a schedule is refused, or has a next time and words', {
    timeout: FUZZ_TIMEOUT_MS,
  }, async () => {
    const field = fc.oneof(
      fc.constantFrom(
        '*',
        '*/5',
        '0',
        '59',
        '60',
        '1-5',
        '5-1',
        '*/0',
        '1,2,,3',
        'L',
        '?',
        '31',
        '2',
      ),
      fc.constantFrom(
        'mon',
        'JAN',
        '1#2',
        '-1',
        '1e3',
        '99999999999999999999',
        '1-9999999',
        '*/1.5',
      ),
      fc.string({ maxLength: 6 }),
    );
    const fields = fc.array(field, { minLength: 1, maxLength: 7 }).map((parts) => parts.join(' '));
    const expression = fc.oneof(
      fields,
      oddText,
      fc.constantFrom('0 0 29 2 *', '0 0 31 2 *', '@daily'),
    );
    await fuzz('cron-texts', expression, async (text) => {
      const { data } = scheduleSchema.safeParse(text);
      cronWords('de', text);
      cronWords('en', text);
      if (data === undefined || data === SCHEDULE_OFF) return;
      const logger = recordingLogger();
      const schedule = createJobSchedule(() => {}, { timeZone: 'Europe/Berlin', logger });
      try {
        await schedule.set([{ name: 'fuzz', expression: data }]);
        const next = schedule.nextRunAt('fuzz');
        if (next === undefined || !ISO.test(next)) throw new Error('no next time');
        if (schedule.nextRunsAt('fuzz', 3).length !== 3) throw new Error('not three next times');
      } finally {
        await schedule.stop();
      }
    });
  });

  it('stands in an address is kept as it is, and told to nobody', {
    timeout: FUZZ_TIMEOUT_MS,
  }, async () => {
    const some = oddText.map((text) => `${text}${MARK}`);
    const anyText = fc.oneof(oddText, some);
    const address: fc.Arbitrary<OttoAddress> = fc.record({
      salutation: anyText,
      firstName: anyText,
      lastName: anyText,
      street: anyText,
      houseNumber: anyText,
      addition: anyText,
      zipCode: anyText,
      city: anyText,
      countryCode: fc.oneof(anyText, fc.constantFrom('DEU', 'de', 'AUT', 'XXX', 'deu ')),
      phoneNumber: fc.option(anyText, { nil: undefined }),
      email: fc.option(anyText, { nil: undefined }),
    });
    const both = fc.record({
      deliveryAddress: fc.option(address, { nil: undefined, freq: 9 }),
      invoiceAddress: fc.option(address, { nil: undefined }),
    });
    await fuzz('addresses', both, (given) => {
      const mapped = mapAddresses(given);
      if ((mapped === undefined) !== (given.deliveryAddress === undefined)) throw new Error('lost');
      if (mapped === undefined) return;
      const { billing, shipping, issues, fingerprint } = mapped;
      if (hasMark(issues)) throw new Error(`told somebody's data: ${JSON.stringify(issues)}`);
      if (shipping.last_name !== given.deliveryAddress?.lastName) throw new Error('a name changed');
      if ([...billing.phone].length > 100) throw new Error('a phone number costs the address');
      if (mapAddresses(given)?.fingerprint !== fingerprint) throw new Error('two fingerprints');
      const sent = JSON.parse(JSON.stringify({ billing, shipping }));
      if (JSON.stringify(sent) !== JSON.stringify({ billing, shipping }))
        throw new Error('not JSON');
    });
  });

  it('stands for a number, a sum, a moment or a parcel is one, or none', {
    timeout: FUZZ_TIMEOUT_MS,
  }, async () => {
    const digits = fc.stringMatching(/^[-+]?[0-9]{0,30}[.,]?[0-9]{0,8}(e[+-]?[0-9]{1,4})?$/);
    const moment = fc.stringMatching(
      /^[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,4}([ T][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,9})?)?)?(Z|[+-][0-9]{2}:?[0-9]{2})?$/,
    );
    const number = fc.stringMatching(/^[A-Z]{0,3}[0-9. -]{4,40}[A-Z]{0,2}$/);
    const packed = fc.stringMatching(
      /^[aO]:[0-9-]{1,3}:\{([aisbdON]:-?[0-9]{1,3}[:;]["{]?[a-z]{0,3}"?;?\}?){0,8}$/,
    );
    const text = fc.oneof(digits, moment, number, packed, oddText);
    const now = new Date('2026-03-02T08:00:00Z');
    await fuzz('number-texts', fc.tuple(text, fc.double()), ([given, amount]) => {
      for (const cents of [
        centsFromAmount(amount),
        centsFromAmount(Number(given)),
        centsFromText(given),
      ]) {
        if (cents === undefined) continue;
        if (!Number.isSafeInteger(cents)) throw new Error(`${cents} cents`);
        if (centsFromText(textFromCents(cents)) !== cents) throw new Error(`${cents} as text`);
      }
      const moments = [utcFromText(given), momentOf(given), utcFromLocal(given, 'Europe/Berlin')];
      for (const found of [...moments, readShipDate(given, 'day-first')?.shippedAt]) {
        if (found !== undefined && !ISO.test(found)) throw new Error(`the moment ${found}`);
      }
      const waitMs = parseRetryAfter(given, now);
      if (waitMs !== undefined && !(waitMs >= 0 && waitMs <= 86_400_000)) throw new Error('a wait');
      const country = countryCode(given);
      if (country !== undefined && !/^[A-Z]{2}$/.test(country))
        throw new Error(`the country ${country}`);
      const normal = normaliseTrackingNumber(given);
      if (normaliseTrackingNumber(normal) !== normal) throw new Error(`normalised to ${normal}`);
      for (const carrier of CARRIERS) checkTrackingNumber(carrier, given);
      certainCarrier(normal);
      carrierFromName(given);
      for (const { number: found } of numbersInText(given))
        if (found === '') throw new Error('empty');
      unpackedValue(given);
    });
  });
});
