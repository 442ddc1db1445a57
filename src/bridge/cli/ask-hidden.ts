import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { CallFault } from './call-fault.ts';

/**
 * Asks at the terminal; what is typed is not shown.
 *
 * @throws CallFault `cancelled` on Ctrl+C or Ctrl+D
 */
export async function askHidden(question: string): Promise<string> {
  process.stderr.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  try {
    return await new Promise<string>((resolve, reject) => {
      const end = () => reject(new CallFault('cancelled'));
      lines.once('line', resolve).once('SIGINT', end).once('close', end);
    });
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
}
