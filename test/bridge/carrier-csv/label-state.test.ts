import { describe, expect, it } from 'vitest';
import { stateColumns, whyLeftOut } from '../../../src/bridge/carrier-csv/label-state.ts';

function said(text: string, column = 'Status') {
  return whyLeftOut(['1', '2', text], stateColumns(['Order', 'Tracking number', column]));
}

describe('a label', () => {
  it.each([
    'Storniert',
    'storniert am 02.03.2026',
    'Sendung storniert',
    'cancelled',
    'Canceled',
    'VOID',
    'Label erstellt, storniert',
  ])('is cancelled when its status says "%s"', (status) => {
    expect(said(status)).toBe('label-cancelled');
  });

  it.each([
    ['Void Indicator', 'Y', 'label-cancelled'],
    ['Storno', 'ja', 'label-cancelled'],
    ['Storniert', '1', 'label-cancelled'],
    ['Void', 'N', undefined],
    ['Storniert', 'nein', undefined],
    ['Storno', '', undefined],
    ['Storno', '0', undefined],
    ['Storno', 'erstellt', undefined],
  ])('with a column "%s" that says "%s" is: %s', (column, text, reason) => {
    expect(said(text, column)).toBe(reason);
  });

  it.each([
    'Auftragsdaten übermittelt',
    'Die Auftragsdaten zu dieser Sendung wurden vom Absender elektronisch an DHL übermittelt.',
    'Sendungsdaten wurden u\u0308bermittelt',
    'elektronisch angekündigt',
    'Die Sendung wurde elektronisch angekündigt. Sobald die Sendung von uns bearbeitet wurde, erhalten Sie weitere Informationen.',
    'ELEKTRONISCH ANGEMELDET',
    'Paketdaten erfasst; das Paket wurde noch nicht an GLS übergeben.',
    'noch nicht eingeliefert',
    'Shipment announced electronically',
    'The instruction data for this shipment have been provided by the sender to DHL electronically',
    'Order information has been transmitted to DPD.',
    'The parcel data was entered; the parcel was not yet handed over to GLS.',
    'Shipper created a label, UPS has not received the package yet.',
    'Order Processed: Ready for UPS',
    'Label erstellt',
    'Label created',
    'gedruckt',
    'Pre-Transit',
    'PREADVICE',
  ])('was not handed over yet when its status says "%s"', (status) => {
    expect(said(status)).toBe('not-handed-over');
  });

  it.each([
    '',
    'Zugestellt',
    'Transport',
    'Eingeliefert',
    'In Zustellung',
    'Delivered',
    'Handed over to GLS',
    'nicht storniert',
    'Not voided',
    'Y',
    'Stornierung möglich',
    'avoided',
    'Zustellung angekündigt',
    'Die Zustellung wurde für den 03.03.2026 angekündigt',
    'Nicht elektronisch angekündigt, im Paketzentrum erfasst',
    'Die Auftragsdaten wurden nicht übermittelt',
    'Not electronically announced, scanned at depot',
    'Not announced electronically, scanned at depot',
    'Die Sendung wurde noch nicht an den Empfänger übergeben',
    'Not yet handed over to the recipient',
    'Label gedruckt und eingeliefert',
    'a word nobody knows',
  ])('counts as shipped when its status says "%s"', (status) => {
    expect(said(status)).toBeUndefined();
  });

  it('is cancelled rather than not handed over, whichever column comes first', () => {
    const header = ['Status', 'Void', 'Sendungsstatus'];
    const states = stateColumns(header);
    expect(whyLeftOut(['erstellt', 'Y', ''], states)).toBe('label-cancelled');
    expect(whyLeftOut(['', 'N', 'erstellt'], states)).toBe('not-handed-over');
  });

  it('has no state in a column of another name, or where the row ends before it', () => {
    expect(said('storniert', 'Note')).toBeUndefined();
    expect(whyLeftOut(['1'], stateColumns(['Order', 'Status']))).toBeUndefined();
  });
});
