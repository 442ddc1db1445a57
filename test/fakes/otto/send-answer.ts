import { setTimeout as sleep } from 'node:timers/promises';
import type { Response } from 'express';
import type { Answer } from './answer.ts';

/** Sends the answer as OTTO would; without `json` and `text` the body is empty and has no type. */
export function sendAnswer(response: Response, answer: Answer): void {
  const body = writeHead(response, answer);
  response.end(body);
}

/** Sends the first bytes of the body only. */
export function sendCutOff(
  response: Response,
  answer: Answer,
  keepBytes: number,
  pretendsToBeComplete: boolean,
): void {
  const whole = writeHead(response, answer);
  const part = whole.subarray(0, Math.min(keepBytes, Math.max(0, whole.length - 1)));
  if (pretendsToBeComplete) {
    response.setHeader('Content-Length', part.length);
    response.end(part);
    return;
  }
  response.write(part, () => response.socket?.destroy());
}

/** Breaks the connection without a word. */
export function dropConnection(response: Response): void {
  response.socket?.destroy();
}

/** Waits its time even when the client has given up, as a server does; ends early when `stopped`. */
export async function wait(ms: number, stopped: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal: stopped }).catch(() => undefined);
}

function writeHead(response: Response, answer: Answer): Buffer {
  const text = answer.json === undefined ? answer.text : JSON.stringify(answer.json);
  const body = answer.bytes ?? Buffer.from(text ?? '');
  response.status(answer.status);
  if (answer.json !== undefined) {
    response.setHeader('Content-Type', 'application/json;charset=utf-8');
  } else if (answer.text !== undefined) {
    response.setHeader('Content-Type', 'text/plain;charset=utf-8');
  }
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
  if (answer.status !== 204) response.setHeader('Content-Length', body.length);
  return body;
}
