import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { validate as isCronExpression } from 'node-cron';
import { z } from 'zod';
import { ConfigError } from './errors.ts';
import { jsonProblem, schemaProblems } from './settings/schema-problems.ts';

const versionNumber = z.string().regex(/^\d+(\.\d+){0,2}$/, 'a version such as 9.9');

const jobSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'a name such as order-import'),
  defaultSchedule: z.string().refine(isCronExpression, { error: 'a cron expression' }),
  timeZone: z.string().refine(isTimeZone, { error: 'a time zone such as Europe/Berlin' }),
});

/** What the plugin is and needs; the code obeys it. The file is the single place for all of this. */
export const manifestSchema = z.strictObject({
  id: z.literal('otto-market-bridge'),
  name: z.string().min(1),
  version: z.string().regex(/^\d+\.\d+\.\d+(-[\w.]+)?$/, 'a version such as 1.2.3'),
  /** the lowest versions that are supported; `node` is the major version the bridge runs on */
  platform: z.strictObject({
    woocommerce: versionNumber,
    wordpress: versionNumber,
    php: versionNumber,
    node: versionNumber,
  }),
  /** what the shop's REST key has to allow */
  restPermissions: z.enum(['read', 'write', 'read_write']),
  webhookTopics: z.array(z.string().regex(/^[a-z]+\.[a-z]+$/, 'a topic such as order.updated')),
  jobs: z
    .array(jobSchema)
    .refine((jobs) => new Set(jobs.map(({ id }) => id)).size === jobs.length, {
      error: 'a job id is used twice',
    }),
  settingsPage: z.string().startsWith('/'),
});

export type Manifest = z.output<typeof manifestSchema>;
export type ManifestJob = z.output<typeof jobSchema>;

/** @throws ConfigError `manifest-broken` */
export function loadManifest(
  file: URL = new URL('../../plugin-manifest.json', import.meta.url),
): Manifest {
  let document: unknown;
  try {
    document = JSON.parse(readFileSync(file, 'utf8'));
  } catch (fault) {
    throw broken(
      file,
      [fault instanceof SyntaxError ? jsonProblem(fault) : "can't be read"],
      fault,
    );
  }
  const parsed = manifestSchema.safeParse(document);
  if (parsed.success) return parsed.data;
  throw broken(file, schemaProblems(parsed.error));
}

/** @throws ConfigError `manifest-broken` when the manifest has no such job */
export function manifestJob(manifest: Manifest, id: string): ManifestJob {
  const job = manifest.jobs.find((candidate) => candidate.id === id);
  if (job !== undefined) return job;
  throw new ConfigError('manifest-broken', `plugin-manifest.json names no job "${id}".`, {
    params: { path: 'plugin-manifest.json', problems: `jobs: no "${id}"` },
  });
}

function broken(file: URL, problems: string[], cause?: unknown): ConfigError {
  const path = fileURLToPath(file);
  const text = problems.join('; ');
  return new ConfigError(
    'manifest-broken',
    `${path} is broken: ${text}. Install the bridge again.`,
    {
      params: { path, problems: text },
      cause,
    },
  );
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
