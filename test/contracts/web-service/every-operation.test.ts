import pMap from 'p-map';
import { expect, it } from 'vitest';
import { API_OPERATIONS, type OperationName } from '../../../src/bridge/http/api-contract.ts';
import type { Operation } from '../../../src/bridge/http/contract/operation.ts';
import { answerSchemas } from './answer-schemas.ts';
import { CALLS, type Call } from './calls.ts';
import { type ContractWorld, startContractWorld } from './contract-world.ts';
import { type GivenAnswer, sendCall } from './send-call.ts';
import { strangeCalls } from './strange-calls.ts';

const schemas = answerSchemas();

/** What is wrong with a refusal: each is a problem of the contract, whatever was asked. */
function faultsOfRefusal(operation: Operation, answer: GivenAnswer): string[] {
  if (answer.status >= 500) return [`${answer.status} ${answer.text.slice(0, 300)}`];
  const isProblem = answer.contentType === 'application/problem+json; charset=utf-8';
  if (!isProblem) return [`${answer.status} as ${answer.contentType}`];
  return schemas.ofProblem(operation, answer.json);
}

function faultsOfSuccess(operation: Operation, answer: GivenAnswer): string[] {
  if (answer.status !== operation.status) {
    return [`answers ${answer.status} ${answer.text.slice(0, 300)}`];
  }
  const { mediaType } = operation;
  if (mediaType === 'text/csv' || mediaType === 'text/plain')
    return schemas.ofSuccess(operation, answer.text);
  if (mediaType === 'application/pdf') {
    return answer.text.startsWith('%PDF-') ? [] : ['the body is no PDF'];
  }
  if (mediaType === undefined) return schemas.ofSuccess(operation, answer.json);
  return answer.events.flatMap((event) => schemas.ofSuccess(operation, event));
}

async function faultsOf(
  world: ContractWorld,
  name: OperationName,
  operation: Operation,
): Promise<string[]> {
  const call: Call = await CALLS[name](world);
  const done = faultsOfSuccess(operation, await sendCall(world, operation, call));
  const unsure =
    operation.access === 'signature' ? [] : await faultsOfUnknownField(world, operation, call);
  const strange = await pMap(
    strangeCalls(operation, call),
    async ({ about, call: odd }) => {
      const answer = await sendCall(world, operation, odd);
      const faultsIn = answer.status < 300 ? faultsOfSuccess : faultsOfRefusal;
      return faultsIn(operation, answer).map((fault) => `with ${about}: ${fault}`);
    },
    { concurrency: 8 },
  );
  return [...done, ...unsure, ...strange.flat()];
}

/** A field that no operation knows is refused by name, wherever it stands. */
async function faultsOfUnknownField(
  world: ContractWorld,
  operation: Operation,
  call: Call,
): Promise<string[]> {
  const query = { ...call.query, noSuchField: '1' };
  const answer = await sendCall(world, operation, { ...call, query });
  if (answer.status !== 400) return [`a field that is not there: ${answer.status}`];
  return faultsOfRefusal(operation, answer);
}

it('has a call for every operation there is', () => {
  expect(Object.keys(CALLS).toSorted()).toEqual(Object.keys(API_OPERATIONS).toSorted());
});

it('carries out every operation and answers as its document says, whatever is sent', async () => {
  const world = await startContractWorld();
  const operations = new Map<string, Operation>(Object.entries(API_OPERATIONS));
  const wrong: Record<string, string[]> = {};
  for (const name of Object.keys(CALLS) as OperationName[]) {
    const operation = operations.get(name);
    if (!operation) continue;
    const faults = await faultsOf(world, name, operation).catch((error: unknown) => [
      String(error),
    ]);
    if (faults.length > 0) wrong[name] = faults.slice(0, 5);
  }
  expect(wrong).toEqual({});
}, 240_000);
