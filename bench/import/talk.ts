import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { z } from 'zod';

/** Questions and answers of one kind of process: what each question takes, and what comes back. */
export type Questions = Record<string, { takes: z.ZodType; gives: z.ZodType }>;

type Asked<All extends Questions, Name extends keyof All> = z.input<All[Name]['takes']>;
type Given<All extends Questions, Name extends keyof All> = z.output<All[Name]['gives']>;

/** A process that answers one question after the other. */
export type Answering<All extends Questions> = {
  ask<Name extends keyof All & string>(
    name: Name,
    asked: Asked<All, Name>,
  ): Promise<Given<All, Name>>;
  /** lets it end; resolves when it has */
  end(): Promise<void>;
};

/** Starts a process that answers these questions, see `answerParent`. */
export async function startAnswering<All extends Questions>(
  file: URL,
  questions: All,
): Promise<Answering<All>> {
  const child: ChildProcess = fork(file, [], {
    execArgv: [],
    env: { ...process.env, NODE_ENV: '' },
  });
  const ended = once(child, 'exit');
  const said = async (): Promise<unknown> => {
    const [message] = await Promise.race([
      once(child, 'message'),
      ended.then(([code]) => {
        throw new Error(`${file.pathname} ended with ${code}`);
      }),
    ]);
    return message;
  };
  await said();
  return {
    async ask(name, asked) {
      child.send({ name, asked });
      return questions[name]?.gives.parse(await said()) as Given<All, typeof name>; // its own schema's
    },
    async end() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

/** The other side: answers the parent until it lets go. */
export function answerParent<All extends Questions>(
  questions: All,
  answers: {
    [Name in keyof All]: (asked: z.output<All[Name]['takes']>) => Promise<Given<All, Name>>;
  },
  close: () => Promise<void>,
): void {
  process.on('message', (message: { name: keyof All & string; asked: unknown }) => {
    const { name, asked } = message;
    // The schema of this very question makes what its answer takes.
    const parsed = questions[name]?.takes.parse(asked) as z.output<All[typeof name]['takes']>;
    void answers[name](parsed).then((given) => process.send?.(given));
  });
  process.once('disconnect', () => void close().then(() => process.exit()));
  process.send?.('ready');
}
