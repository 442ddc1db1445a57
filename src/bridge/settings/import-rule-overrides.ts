import { z } from 'zod';
import {
  type ImportRules,
  importRulesSchema,
  type StatusMapping,
  statusMappingSchema,
} from '../../mapping/import-rules.ts';

const status = statusMappingSchema.shape;
const rule = importRulesSchema.shape;

/** An account's own answers to some of the import rules. What is absent follows the common rules. */
export const importRuleOverridesSchema = z.strictObject({
  statusMapping: z.exactOptional(
    z.strictObject({
      announced: z.exactOptional(status.announced.unwrap()),
      processable: z.exactOptional(status.processable.unwrap()),
      sent: z.exactOptional(status.sent.unwrap()),
      returned: z.exactOptional(status.returned.unwrap()),
      cancelledByMarketplace: z.exactOptional(status.cancelledByMarketplace.unwrap()),
      cancelledByPartner: z.exactOptional(status.cancelledByPartner.unwrap()),
    } satisfies Record<keyof StatusMapping, z.ZodType>),
  ),
  announcedImport: z.exactOptional(rule.announcedImport.unwrap()),
  unknownSku: z.exactOptional(rule.unknownSku.unwrap()),
  restockCancelled: z.exactOptional(rule.restockCancelled.unwrap()),
  restockReturned: z.exactOptional(rule.restockReturned.unwrap()),
  restockConditions: z.exactOptional(rule.restockConditions.unwrap()),
  language: z.exactOptional(rule.language.unwrap()),
} satisfies Record<keyof ImportRules, z.ZodType>);

export type ImportRuleOverrides = z.output<typeof importRuleOverridesSchema>;

/** The rules that hold for one account: its own answers laid over the common ones. */
export function effectiveRules(
  settings: { importRules: ImportRules },
  account: { rules: ImportRuleOverrides },
): ImportRules {
  const { statusMapping, ...answers } = account.rules;
  return {
    ...settings.importRules,
    ...answers,
    statusMapping: { ...settings.importRules.statusMapping, ...statusMapping },
  };
}
