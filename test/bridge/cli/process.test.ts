import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { COMPILED_CODE } from '../../compiled-code.ts';
import { buildSalesOrder } from '../../fixtures/otto/index.ts';
import { type CliWorld, connect, startCliWorld } from './cli-world.ts';

const CLI = fileURLToPath(new URL('../../../src/bridge/cli.ts', import.meta.url));

/** The command line as a process of its own. */
function startProcess(world: CliWorld, argv: string[]) {
  const child = spawn(process.execPath, [CLI, ...argv], {
    env: { PATH: process.env.PATH, ...COMPILED_CODE, ...world.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const written = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    written.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    written.err += text;
  });
  const ended = new Promise<{ exitCode: number | null; out: string; err: string }>((resolve) => {
    child.once('close', (exitCode) => {
      world.watch.seen.push(written.out, written.err);
      resolve({ exitCode, ...written });
    });
  });
  return { child, ended };
}

describe('the command line as a process', () => {
  it('writes answers to standard output, faults to standard error, and nothing else anywhere', async () => {
    const world = await startCliWorld();
    await connect(world);
    const answer = await startProcess(world, ['doctor', '--json']).ended;
    expect({ ...answer, out: '' }).toEqual({ exitCode: 0, out: '', err: '' });
    expect(JSON.parse(answer.out)).toHaveProperty('findings');
    const failed = await startProcess(world, ['why', 'x']).ended;
    expect(failed).toMatchObject({ exitCode: 2, out: '' });
    expect(failed.err).toContain('Die Brücke kennt keine Bestellung „x“.');
  });

  it('ends an import cleanly on Ctrl+C: nothing is lost, nothing doubled, the next one goes on', async () => {
    const world = await startCliWorld();
    await connect(world);
    for (let seed = 1; seed <= 30; seed += 1) world.otto.addOrder(buildSalesOrder({ seed }));
    world.shop.faults.latency = { baseMs: 20, perItemMs: 30 };
    const held = world.shop.faults.pauseBatchBefore(1);
    const { child, ended } = startProcess(world, ['import']);
    await held.reached;
    child.kill('SIGINT');
    await new Promise((resolve) => child.stderr.once('data', resolve));
    held.release();
    const answer = await ended;
    expect(answer.exitCode).toBe(130);
    expect(answer.err).toContain('Der Import wird angehalten');
    expect(answer.out).toContain('Der Import wurde angehalten.');
    expect((await world.run(['runs'])).text).toContain('vorzeitig beendet: angehalten');

    world.shop.faults.latency = { baseMs: 0, perItemMs: 0 };
    const made = world.shop.state.orders.size;
    expect(made).toBeGreaterThan(0);
    expect(made).toBeLessThan(30);
    await world.ok('import');
    const numbers = [...world.shop.state.orders.values()].map(({ transactionId }) => transactionId);
    expect(numbers).toHaveLength(30);
    expect(new Set(numbers).size).toBe(30);
  });

  it('ends at once on a second signal, also on another one than the first', async () => {
    const world = await startCliWorld();
    await connect(world);
    world.otto.addOrder(buildSalesOrder({ seed: 1 }));
    const held = world.shop.faults.delayAfterEffect('until-released', { method: 'POST' });
    const { child, ended } = startProcess(world, ['import']);
    await held.reached;
    child.kill('SIGTERM');
    await new Promise((resolve) => child.stderr.once('data', resolve));
    child.kill('SIGINT');
    await ended;
    expect(child.signalCode).toBe('SIGINT');
    held.release();
  });

  it('ends start cleanly on SIGTERM with exit code 0', async () => {
    const world = await startCliWorld();
    await connect(world);
    const { child, ended } = startProcess(world, ['start']);
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.kill('SIGTERM');
    const answer = await ended;
    expect(answer).toMatchObject({ exitCode: 0, err: '' });
    expect(answer.out).toContain('Die Brücke läuft. Beenden mit Strg+C.');
    expect(answer.out).toContain('Wird beendet');
  });
});
