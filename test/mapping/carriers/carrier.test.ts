import { expect, it } from 'vitest';
import {
  CARRIERS,
  carrierSchema,
  isParcelCarrier,
  PARCEL_CARRIERS,
  RETURN_CARRIERS,
  returnCarrierSchema,
} from '../../../src/mapping/carriers/carrier.ts';
import { carriers, parcelCarriers } from '../../fakes/otto/index.ts';

it('knows the 60 carriers of OTTO, each once', () => {
  expect(CARRIERS).toHaveLength(60);
  expect(new Set(CARRIERS).size).toBe(60);
  expect([...CARRIERS].sort()).toEqual([...carriers].sort());
});

it('counts six of them as parcel services, and FedEx as a forwarder', () => {
  expect(CARRIERS.filter(isParcelCarrier)).toEqual([...PARCEL_CARRIERS]);
  expect([...PARCEL_CARRIERS]).toEqual(['DHL', 'DHL_EXPRESS', 'DPD', 'GLS', 'HERMES', 'UPS']);
  expect(isParcelCarrier('FEDEX')).toBe(false);
  expect(isParcelCarrier('DHL_FREIGHT')).toBe(false);
});

it('tells parcel services from forwarders as OTTO does', () => {
  expect([...PARCEL_CARRIERS].sort()).toEqual([...parcelCarriers].sort());
});

it('takes returns by DHL, GLS and Hermes only', () => {
  expect([...RETURN_CARRIERS]).toEqual(['DHL', 'GLS', 'HERMES']);
  expect(returnCarrierSchema.safeParse('DPD').success).toBe(false);
  expect(returnCarrierSchema.safeParse('HERMES').success).toBe(true);
});

it.each(['dhl', 'DHL ', '', 'EVRI', 'constructor'])('takes "%s" for no carrier', (word) => {
  expect(carrierSchema.safeParse(word).success).toBe(false);
});
