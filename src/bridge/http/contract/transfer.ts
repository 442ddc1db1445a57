import { z } from 'zod';
import { nothing, operation } from './operation.ts';
import { moment, told } from './parts.ts';

const passphrase = z.string().max(1_000).optional();
/** An exported file, as it was saved. */
const exported = z.looseObject({});

const transferResult = z.object({
  /** of the settings the preview was made from; goes into If-Match of the import */
  version: z.string(),
  /** when the file was made; null = it does not say */
  exportedAt: moment.nullable(),
  /** whether the file brings secrets, and whether they were opened */
  holdsSecrets: z.boolean(),
  opensSecrets: z.boolean(),
  /** what would be or is different, in sentences */
  changes: z.array(z.string()),
  /** secrets nobody could fill, by place, in words */
  missingSecrets: z.array(z.object({ position: z.string(), what: z.string() })),
  isSaved: z.boolean(),
});

export const transferOperations = {
  exportSettings: operation({
    method: 'post',
    path: '/api/v1/settings/export',
    access: 'configure',
    area: 'settings',
    summary: 'All settings as one document to save; secrets only with a passphrase, sealed with it',
    params: nothing,
    query: nothing,
    body: z.strictObject({ passphrase }),
    status: 200,
    noStore: true,
    answer: z.object({ fileName: z.string(), document: exported }),
  }),
  previewSettingsImport: operation({
    method: 'post',
    path: '/api/v1/settings/import/preview',
    access: 'configure',
    area: 'settings',
    summary: 'What an exported document would change; saves nothing',
    audit: false,
    params: nothing,
    query: nothing,
    body: z.strictObject({ document: exported, passphrase }),
    status: 200,
    answer: transferResult,
  }),
  importSettings: operation({
    method: 'post',
    path: '/api/v1/settings/import',
    access: 'configure',
    area: 'settings',
    summary: 'Lay an exported document over the settings. Needs If-Match of its preview',
    params: nothing,
    query: nothing,
    body: z.strictObject({ document: exported, passphrase }),
    status: 200,
    answer: transferResult,
  }),
  getDataKey: operation({
    method: 'get',
    path: '/api/v1/settings/data-key',
    access: 'configure',
    area: 'settings',
    summary: 'Where the key of the sealed secrets comes from, and which secrets it opens',
    params: nothing,
    query: nothing,
    body: nothing,
    status: 200,
    answer: z.object({
      /** a file of the data folder, or the environment variable */
      origin: z.enum(['file', 'environment']),
      place: z.string(),
      secrets: z.array(
        z.object({
          position: z.string(),
          what: z.string(),
          state: z.enum(['ok', 'missing', 'not-openable']),
        }),
      ),
    }),
  }),
  testNotifications: operation({
    method: 'post',
    path: '/api/v1/notifications/test',
    access: 'configure',
    area: 'settings',
    summary: 'Send a test message on every way that is set up, and tell whether it left',
    audit: false,
    params: nothing,
    query: nothing,
    body: nothing,
    status: 200,
    answer: z.object({
      items: z.array(
        z.object({
          channel: z.enum(['mail', 'webhook']),
          sent: z.boolean(),
          about: told.nullable(),
        }),
      ),
    }),
  }),
  showNoticeSecret: operation({
    method: 'post',
    path: '/api/v1/notifications/webhook-secret',
    access: 'configure',
    area: 'settings',
    summary: 'What the owner’s own address checks the signatures of notices with',
    params: nothing,
    query: nothing,
    body: nothing,
    status: 200,
    noStore: true,
    answer: z.object({ secret: z.string() }),
  }),
};
