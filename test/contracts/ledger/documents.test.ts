import fc from 'fast-check';
import { expect, it } from 'vitest';
import { eachDatabase } from '../../databases.ts';
import { contend } from './children/start-child.ts';

eachDatabase('settings documents', ({ openFreshLedger }) => {
  it('are written when they still have the version that was read', async () => {
    const { ledger } = await openFreshLedger();
    expect(await ledger.readDocument('settings')).toBeUndefined();
    expect(await ledger.writeDocument('settings', 'one', undefined)).toBe(1);
    expect(await ledger.writeDocument('settings', 'two', 1)).toBe(2);
    expect(await ledger.readDocument('settings')).toEqual({ text: 'two', version: 2 });
    expect(await ledger.readDocument('others')).toBeUndefined();
  });

  it('are left alone when somebody else wrote meanwhile', async () => {
    const { ledger } = await openFreshLedger();
    expect(await ledger.writeDocument('settings', 'never', 1)).toBeUndefined();
    await ledger.writeDocument('settings', 'one', undefined);
    expect(await ledger.writeDocument('settings', 'never', undefined)).toBeUndefined();
    await ledger.writeDocument('settings', 'two', 1);
    expect(await ledger.writeDocument('settings', 'never', 1)).toBeUndefined();
    expect(await ledger.writeDocument('settings', 'never', 3)).toBeUndefined();
    expect(await ledger.readDocument('settings')).toEqual({ text: 'two', version: 2 });
  });

  it('lose no write when several processes write at the same moment', async () => {
    const { ledger, location } = await openFreshLedger();
    const said = await contend(location, 'count-up', ['one', 'two']);
    const written = said.reduce((sum, text) => sum + Number(text), 0);
    expect(await ledger.readDocument('count')).toEqual({ text: String(written), version: written });
    expect(written).toBeGreaterThanOrEqual(25);
  });

  it('come back as they were written', async () => {
    const { ledger } = await openFreshLedger();
    let version: number | undefined;
    const anyJson = fc.json().filter((text) => !text.includes('\0'));
    await fc.assert(
      fc.asyncProperty(anyJson, fc.string({ unit: 'grapheme' }), async (json, text) => {
        const body = `${json}${text.replaceAll('\0', '')}Größe 🧦\\u0000'"\n`;
        version = await ledger.writeDocument('settings', body, version);
        expect(await ledger.readDocument('settings')).toEqual({ text: body, version });
      }),
      { numRuns: 40 },
    );
  });

  it('may be large', async () => {
    const { ledger } = await openFreshLedger();
    const text = 'ü'.repeat(2_000_000);
    await ledger.writeDocument('settings', text, undefined);
    expect((await ledger.readDocument('settings'))?.text).toBe(text);
  });
});

eachDatabase('product choices', ({ openFreshLedger }) => {
  it('are remembered, changed and forgotten', async () => {
    const { ledger } = await openFreshLedger();
    expect((await ledger.loadProductChoices()).size).toBe(0);
    await ledger.saveProductChoice('OTTO-1', 'Größe-L');
    await ledger.saveProductChoice('OTTO-2', 'B');
    await ledger.saveProductChoice('OTTO-2', 'C');
    expect(await ledger.loadProductChoices()).toEqual(
      new Map([
        ['OTTO-1', 'Größe-L'],
        ['OTTO-2', 'C'],
      ]),
    );
    await ledger.saveProductChoice('OTTO-1', undefined);
    await ledger.saveProductChoice('nobody', undefined);
    expect(await ledger.loadProductChoices()).toEqual(new Map([['OTTO-2', 'C']]));
  });
});
