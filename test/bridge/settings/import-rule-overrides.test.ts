import { expect, it } from 'vitest';
import {
  effectiveRules,
  importRuleOverridesSchema,
} from '../../../src/bridge/settings/import-rule-overrides.ts';
import { defaultSettings } from '../../../src/bridge/settings/settings-schema.ts';
import { importRulesSchema } from '../../../src/mapping/import-rules.ts';
import { draftAccount } from './make-settings.ts';

it("lays the account's answers over the common rules and leaves both untouched", () => {
  const settings = defaultSettings();
  const account = draftAccount('main', {
    rules: { announcedImport: 'all', statusMapping: { sent: 'shipped' } },
  });

  expect(effectiveRules(settings, account)).toEqual({
    ...settings.importRules,
    announcedImport: 'all',
    statusMapping: { ...settings.importRules.statusMapping, sent: 'shipped' },
  });
  expect(settings).toEqual(defaultSettings());
});

it('follows the common rules where the account says nothing', () => {
  const settings = defaultSettings();
  expect(effectiveRules(settings, draftAccount('main'))).toEqual(settings.importRules);
});

it('fills in no defaults that would hide the common rules', () => {
  expect(importRuleOverridesSchema.parse({ statusMapping: {} })).toEqual({ statusMapping: {} });
});

it('lets an account override every rule there is', () => {
  const everything = importRulesSchema.parse({});
  expect(importRuleOverridesSchema.parse(everything)).toEqual(everything);
});
