import { describe, expect, it } from 'vitest';
import { OttoApiError, PayloadError } from '../../../src/bridge/errors.ts';
import { type AfterSaleWorld, startAfterSaleWorld } from './after-sale-world.ts';
import { collect, rejectionOf } from './otto-world.ts';

const PATH = '/v1/availability/quantities';
const UMLAUT = 'Sped-Kühl084-kombi';

function know({ otto }: AfterSaleWorld, count: number): string[] {
  const skus = Array.from({ length: count }, (_, at) => `sku-${String(at).padStart(4, '0')}`);
  otto.availability.know(...skus);
  return skus;
}

describe('quantities told to OTTO', () => {
  it('are absolute numbers of SKUs', async () => {
    const world = await startAfterSaleWorld();
    const [sku = ''] = know(world, 1);
    const quantities = [
      { sku, quantity: 7 },
      { sku: UMLAUT, quantity: 0 },
    ];
    expect(await world.client.pushQuantities(quantities)).toEqual({ refused: [] });
    expect(JSON.parse(world.otto.requestsTo('POST', PATH)[0]?.body ?? '')).toEqual(quantities);
    expect(world.otto.availability.quantity(sku)).toBe(7);
    expect(world.otto.availability.quantity(UMLAUT)).toBe(0);
  });

  it('of SKUs that OTTO does not know are refused by name, the others stand', async () => {
    const world = await startAfterSaleWorld();
    const [known = ''] = know(world, 1);
    const answer = await world.client.pushQuantities([
      { sku: known, quantity: 1 },
      { sku: 'AB-1', quantity: 1 },
      { sku: 'AB-12', quantity: 1 },
      { sku: 'C++ (rot)', quantity: 1 },
    ]);
    expect(answer.refused.map(({ sku }) => sku)).toEqual(['AB-1', 'AB-12', 'C++ (rot)']);
    expect(answer.refused[0]?.logref).toEqual(expect.any(String));
    expect(world.otto.availability.quantity(known)).toBe(1);
  });

  it('are taken for none that is only part of the name that is refused', async () => {
    const world = await startAfterSaleWorld();
    const errors = [{ detail: 'Unknown: AB-12' }, { detail: 'Unknown: "AB-1".' }];
    world.otto.faults.answerWith(207, { body: { results: [], errors } });
    const { refused } = await world.client.pushQuantities([{ sku: 'AB-1', quantity: 1 }]);
    expect(refused.map(({ sku }) => sku)).toEqual([undefined, 'AB-1']);
  });

  it('that are refused without a name are refused all the same', async () => {
    const world = await startAfterSaleWorld({ unknownSkuNamedIn: 'nowhere' });
    const [known = ''] = know(world, 1);
    const answer = await world.client.pushQuantities([
      { sku: known, quantity: 1 },
      { sku: 'AB-1', quantity: 1 },
    ]);
    expect(answer.refused).toMatchObject([{ sku: undefined, detail: 'The SKU is unknown' }]);
  });

  it('of more than 200 SKUs are refused as a whole', async () => {
    const world = await startAfterSaleWorld();
    const all = know(world, 201).map((sku) => ({ sku, quantity: 1 }));
    const error = await rejectionOf(world.client.pushQuantities(all));
    expect(error).toBeInstanceOf(OttoApiError);
    expect(error).toMatchObject({ statusCode: 413 });
  });

  it.each([
    ['lost', (world: AfterSaleWorld) => world.otto.faults.dropAfterEffect()],
    ['a web page', (world: AfterSaleWorld) => world.otto.faults.htmlPage(200)],
    ['half', (world: AfterSaleWorld) => world.otto.faults.answerWith(207, { body: '{"res' })],
    ['500', (world: AfterSaleWorld) => world.otto.faults.answerWith(500)],
  ])('are told again when the answer is %s', async (_what, wreck) => {
    const world = await startAfterSaleWorld();
    const [sku = ''] = know(world, 1);
    wreck(world);
    expect(await world.client.pushQuantities([{ sku, quantity: 3 }])).toEqual({ refused: [] });
    expect(world.otto.availability.quantity(sku)).toBe(3);
    expect(world.otto.requestsTo('POST', PATH)).toHaveLength(2);
  });
});

describe('quantities as OTTO shows them', () => {
  it.each(['resources', 'results', 'bare'] as const)(
    'are listed to the end, two hundred at a time: %s',
    async (quantityListForm) => {
      const world = await startAfterSaleWorld({ quantityListForm, dateZone: '+0000' });
      for (const sku of know(world, 401)) world.otto.setQuantity(sku, 2);
      const setAt = world.clock.now().toISOString();
      const listed = (await collect(world.client.listQuantities())).flat();
      const own = listed.filter(({ sku }) => sku.startsWith('sku-'));
      expect(new Set(own.map(({ sku }) => sku)).size).toBe(401);
      expect(own).toHaveLength(401);
      expect(own[0]).toEqual({
        sku: 'sku-0000',
        quantity: 2,
        changedAt: setAt,
      });
    },
  );

  it('stand under resources.variations too, with a cursor that is nobody’s SKU', async () => {
    const world = await startAfterSaleWorld();
    const links = [{ rel: 'next', href: `${PATH}?cursor=c2t1NDM%3D&limit=200` }];
    const variations = [
      { sku: 'a', quantity: '4' },
      { sku: 'b', quantity: 1.5 },
      { sku: 5, quantity: 6 },
    ];
    world.otto.faults.answerWith(200, { body: { resources: { variations }, links } });
    world.otto.faults.answerWith(200, { body: { resources: { variations: [] }, links: [] } });
    expect(await collect(world.client.listQuantities())).toEqual([
      [
        { sku: 'a', quantity: 4, changedAt: undefined },
        { sku: '5', quantity: 6, changedAt: undefined },
      ],
      [],
    ]);
    expect(world.otto.requestsTo('GET', PATH)[1]?.query.get('cursor')).toBe('c2t1NDM=');
  });

  it('whose list goes in a circle throw', async () => {
    const world = await startAfterSaleWorld();
    const body = {
      resources: [{ sku: 'a', quantity: 1 }],
      links: [{ rel: 'next', href: `${PATH}?cursor=a` }],
    };
    world.otto.faults.answerWith(200, { body, times: 2 });
    expect(await rejectionOf(collect(world.client.listQuantities()))).toBeInstanceOf(PayloadError);
  });

  it('can be asked for one by one, umlauts and all', async () => {
    const world = await startAfterSaleWorld();
    world.otto.setQuantity(UMLAUT, 12);
    expect(await world.client.getQuantity(UMLAUT)).toMatchObject({ sku: UMLAUT, quantity: 12 });
    expect(await world.client.getQuantity('unknown/sku')).toBeUndefined();
  });
});
