import { expect, it } from 'vitest';
import { type AnswerOf, API_OPERATIONS } from '../../../src/bridge/http/api-contract.ts';
import { type HttpWorld, startHttpWorld, until } from './http-world.ts';

const PROOFS = '/api/v1/mail-proofs';

async function start(world: HttpWorld): Promise<AnswerOf<'startMailProof'>> {
  return world.api.read(API_OPERATIONS.startMailProof, PROOFS, { body: {} });
}

async function ended(world: HttpWorld, proofId: string): Promise<AnswerOf<'getMailProof'>> {
  const load = () => world.api.read(API_OPERATIONS.getMailProof, `${PROOFS}/${proofId}`);
  await until(async () => (await load()).state !== 'running');
  return load();
}

it('starts a mail proof, says what may arrive meanwhile, and tells every step at the end', async () => {
  const world = await startHttpWorld();
  const begun = await start(world);
  expect(begun).toMatchObject({ joined: false });
  expect(begun.notice).toContain('New order');
  const proof = await ended(world, begun.proofId);
  expect(proof).toMatchObject({ state: 'passed', fault: null, isOrderLeft: false, cause: 'click' });
  expect(proof.steps.length).toBeGreaterThan(5);
  expect(proof.steps.every(({ isClean, kindWord }) => isClean && kindWord !== '')).toBe(true);
  expect(proof.customerMails).toContainEqual({ mailId: 'customer_processing_order', isOn: true });
  const list = await world.api.read(API_OPERATIONS.listMailProofs, PROOFS);
  expect(list.items).toEqual([proof]);
  expect(world.shop.state.orders.size).toBe(0);
});

it('joins the proof in hand, and refuses one beside that of another process', async () => {
  const world = await startHttpWorld();
  const held = world.shop.faults.delayBeforeEffect('until-released', {
    method: 'POST',
    path: '/orders',
  });
  const first = await start(world);
  await held.reached;
  expect(await start(world)).toMatchObject({ proofId: first.proofId, joined: true });
  held.release();
  expect((await ended(world, first.proofId)).state).toBe('passed');

  const elsewhere = await world.bridge.ledger.acquireLease('mail-proof', 'another', {
    now: world.clock.now().toISOString(),
    expiresAt: '2099-01-01T00:00:00.000Z',
  });
  expect(elsewhere).toBeDefined();
  const problem = await world.api.problem(PROOFS, { body: {} });
  expect(problem).toMatchObject({ status: 409, code: 'mail-proof-running' });
});

it('refuses a mail proof without a shop, and knows no proof that never was', async () => {
  const world = await startHttpWorld((settings) => ({ ...settings, shop: null }));
  expect(await world.api.problem(PROOFS, { body: {} })).toMatchObject({
    status: 409,
    code: 'shop-missing',
  });
  const none = `${PROOFS}/00000000-0000-4000-8000-000000000000`;
  expect(await world.api.problem(none)).toMatchObject({ status: 404, code: 'mail-proof-unknown' });
});
