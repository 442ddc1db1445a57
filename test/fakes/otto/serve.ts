import type { Request, RequestHandler, Response } from 'express';
import type { Answer } from './answer.ts';
import { malformEntries } from './faults/malform-entries.ts';
import { malformOrders } from './faults/malform-orders.ts';
import type { OttoRequest } from './otto-request.ts';
import { readOttoRequest } from './otto-request.ts';
import { dropConnection, sendAnswer, sendCutOff, wait } from './send-answer.ts';
import type { World } from './world.ts';

/** What a call does: changes the world at once and says what to answer. */
export type Effect = (world: World, request: OttoRequest) => Answer;

/** Wraps an effect with the request log, the hooks and the ordered faults. */
export function serve(world: World, effect: Effect): RequestHandler {
  return async (request, response) => {
    const call = readOttoRequest(request, world.requests.length + 1, world.now());
    world.requests.push(call);
    call.outcome = await answerCall(world, effect, call, response);
  };
}

async function answerCall(world: World, effect: Effect, call: OttoRequest, response: Response) {
  const { faults, hooks } = world;
  await hooks.onRequest?.(call);
  await delay(world, call, 'before-effect');
  if (world.stopped.aborted) return drop(response);
  const early = faults.take(call, 'before-effect', ['answer', 'drop']);
  if (early?.kind === 'drop') return drop(response);
  if (early?.kind === 'answer') return send(world, response, early.answer);

  const answer = effect(world, call);
  await hooks.onEffect?.(call, answer);
  await delay(world, call, 'after-effect');
  const late = faults.take(call, 'after-effect', ['answer', 'drop', 'cut-off']);
  if (late?.kind === 'drop') return drop(response);
  if (late?.kind === 'answer') return send(world, response, late.answer);
  const shown = malformEntries(faults, call, malformOrders(faults, call, answer));
  if (late?.kind !== 'cut-off') return send(world, response, shown);
  decorate(world, response);
  sendCutOff(response, shown, late.keepBytes, late.pretendsToBeComplete);
  return 'cut-off' as const;
}

async function delay(
  world: World,
  call: OttoRequest,
  moment: 'before-effect' | 'after-effect',
): Promise<void> {
  const fault = world.faults.take(call, moment, ['delay']);
  if (fault !== undefined) await wait(fault.ms, world.stopped);
}

function send(world: World, response: Response, answer: Answer): number {
  decorate(world, response);
  sendAnswer(response, answer);
  return answer.status;
}

function drop(response: Response): 'dropped' {
  dropConnection(response);
  return 'dropped';
}

/** Extra headers by order, and OTTO's own clock in `Date`. */
function decorate(world: World, response: Response): void {
  response.setHeader('Date', world.now().toUTCString());
  for (const [name, value] of Object.entries(world.behaviour.extraHeaders)) {
    response.setHeader(name, value);
  }
}

/** Express's last resort: a bug in the fake or a throwing hook must be seen, not swallowed. */
export function answerFailure(
  error: unknown,
  _request: Request,
  response: Response,
  next: (error?: unknown) => void,
): void {
  if (response.headersSent) {
    next(error);
    return;
  }
  const detail = error instanceof Error ? error.message : String(error);
  const status = error instanceof URIError ? 400 : 500;
  sendAnswer(response, {
    status,
    json: { errors: [{ path: '/', title: 'FAKE_OTTO_FAILURE', detail }] },
  });
}
