import { expect, it } from 'vitest';
import { defaultSettings } from '../../../src/bridge/settings/settings-schema.ts';
import {
  effectiveShippingRules,
  shippingRuleOverridesSchema,
} from '../../../src/bridge/settings/shipping-rule-overrides.ts';
import { shippingRulesSchema } from '../../../src/mapping/reporting/shipping-rules.ts';
import { draftAccount } from './make-settings.ts';

it("lays the account's answers over the common shipping rules and leaves both untouched", () => {
  const settings = defaultSettings();
  const account = draftAccount('main', { shipping: { graceMinutes: 0, returnCarrier: 'GLS' } });

  expect(effectiveShippingRules(settings, account)).toEqual({
    ...settings.shippingRules,
    graceMinutes: 0,
    returnCarrier: 'GLS',
  });
  expect(settings).toEqual(defaultSettings());
});

it('fills in no defaults that would hide the common shipping rules', () => {
  expect(shippingRuleOverridesSchema.parse({})).toEqual({});
});

it('lets an account override every shipping rule there is', () => {
  const everything = shippingRulesSchema.parse({});
  expect(shippingRuleOverridesSchema.parse(everything)).toEqual(everything);
});
