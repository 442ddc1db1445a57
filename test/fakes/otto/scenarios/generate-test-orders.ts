import type { WireSalesOrder } from '../../../fixtures/otto/wire.ts';
import { type Answer, refusal } from '../answer.ts';
import type { OttoRequest } from '../otto-request.ts';
import { putOrder } from '../put-order.ts';
import type { World } from '../world.ts';
import { type ScenarioNumber, scenarioNumbers, scenarioOrder } from './scenario-orders.ts';

/**
 * `POST /v4/orders/testorders` and `…/testorders/scenario{n}`: the sandbox's generator (section 1).
 * Status and body of its answer are not documented; here 200 without a body.
 */
export function generateTestOrders(world: World, request: OttoRequest): Answer {
  const { scenario } = request.params;
  const numbers = scenarioNumbers.filter(
    (number) => scenario === undefined || scenario === `scenario${number}`,
  );
  if (world.behaviour.environment === 'production' || numbers.length === 0) {
    return refusal(404, request.path, { title: 'RESOURCE_NOT_FOUND' });
  }
  for (const number of numbers) runScenario(world, number);
  return { status: 200 };
}

/** Makes one new order of the scenario, with ids no run before has used. */
export function runScenario(world: World, number: ScenarioNumber): WireSalesOrder {
  world.generatedOrders += 1;
  const seed = `${world.seed}/scenario${number}/${world.generatedOrders}`;
  const at = world.now();
  const order = scenarioOrder(number, seed, at);
  putOrder(world, order);
  return order;
}
