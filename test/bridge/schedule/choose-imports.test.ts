import { expect, it } from 'vitest';
import { chooseImports, scheduledImports } from '../../../src/bridge/schedule/choose-imports.ts';
import { ImportRefusedError } from '../../../src/bridge/schedule/import-refused-error.ts';
import { defaultSettings } from '../../../src/bridge/settings/settings-schema.ts';
import { draftAccount } from '../settings/make-settings.ts';

const settings = {
  ...defaultSettings(),
  accounts: [
    draftAccount('one', { state: 'active' }),
    draftAccount('two', { state: 'active', schedule: '0 * * * *' }),
    draftAccount('off', { state: 'active', schedule: 'off' }),
    draftAccount('draft', { state: 'draft' }),
    draftAccount('paused', { state: 'paused' }),
  ],
};

function chosen(request: Parameters<typeof chooseImports>[1]): string[] | string {
  try {
    return chooseImports(settings, request).map(
      ({ accountId, isRehearsal }) => `${accountId}${isRehearsal ? ' rehearsed' : ''}`,
    );
  } catch (error) {
    if (error instanceof ImportRefusedError) return error.code;
    throw error;
  }
}

it.each([
  [{}, ['one', 'two', 'off']],
  [{ rehearse: true }, ['one rehearsed', 'two rehearsed', 'off rehearsed']],
  [{ accountIds: ['two', 'two'] }, ['two']],
  [{ accountIds: ['draft', 'one'] }, ['draft rehearsed', 'one']],
  [{ accountIds: ['paused'], rehearse: true }, ['paused rehearsed']],
  [{ accountIds: ['one', 'paused'] }, 'account-paused'],
  [{ accountIds: ['one', 'nobody'] }, 'account-unknown'],
])('chooses for %j: %j', (request, expected) => {
  expect(chosen(request)).toEqual(expected);
});

it('schedules active accounts by their own expression or the default', () => {
  expect(scheduledImports(settings, '*/5 * * * *')).toEqual([
    { name: 'order-import:one', expression: '*/5 * * * *' },
    { name: 'order-import:two', expression: '0 * * * *' },
  ]);
});
