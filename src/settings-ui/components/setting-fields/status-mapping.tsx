import { useAnswer } from '../../api/use-api.ts';
import { useWords } from '../../i18n/words.ts';
import { SelectField } from '../form/choice-fields.tsx';
import { ProblemNotice } from '../problem-notice.tsx';
import type { ImportRules } from './rule-fields.tsx';

type Mapping = ImportRules['statusMapping'];
export type Phase = keyof Mapping;

const LEAVE = 'leave-as-it-is';
/** Which of a shop's statuses no order of OTTO's may get. */
const NEVER = ['checkout-draft', 'auto-draft', 'trash'];

const PHASES: readonly Phase[] = [
  'announced',
  'processable',
  'sent',
  'returned',
  'cancelledByMarketplace',
  'cancelledByPartner',
];
const MAY_STAY: readonly Phase[] = ['returned', 'cancelledByMarketplace', 'cancelledByPartner'];

/** The statuses of the shop as choices, each with the name the shop shows. */
export function useShopStatuses() {
  const query = useAnswer('listShopStatuses');
  const items = (query.data?.items ?? []).filter(({ slug }) => !NEVER.includes(slug));
  const nameOf = (slug: string) => items.find((item) => item.slug === slug)?.name ?? slug;
  return { query, items, nameOf };
}

/**
 * Which status of the shop each phase of OTTO's gets.
 *
 * @param common of an account: what it follows where it says nothing itself
 */
export function StatusMapping({
  mapping,
  defaults,
  common,
  onChange,
  problemAt,
}: {
  mapping: Partial<Mapping>;
  defaults: Mapping;
  common?: Mapping;
  onChange: (phase: Phase, slug: string | undefined) => void;
  problemAt: (path: string) => string | undefined;
}) {
  const { settings: words } = useWords();
  const { query, items, nameOf } = useShopStatuses();
  const say = (slug: string) => (slug === LEAVE ? words.statuses.leave : nameOf(slug));
  return (
    <>
      <ProblemNotice fault={query.error} onRetry={() => void query.refetch()} />
      {PHASES.map((phase) => {
        const chosen = mapping[phase];
        const offered = items.filter(({ slug }) => slug !== 'refunded' || phase === 'returned');
        const isMissing =
          chosen !== undefined && chosen !== LEAVE && !offered.some(({ slug }) => slug === chosen);
        return (
          <SelectField
            key={phase}
            name={`statusMapping.${phase}`}
            label={words.phases[phase].label}
            help={words.phases[phase].help}
            standard={common ? undefined : say(defaults[phase])}
            value={chosen ?? ''}
            problem={problemAt(`statusMapping.${phase}`)}
            onChange={(slug) => onChange(phase, slug === '' ? undefined : slug)}
            choices={[
              ...(common
                ? [{ value: '', label: words.accounts.asCommon(say(common[phase])) }]
                : []),
              ...(isMissing && chosen !== undefined
                ? [
                    {
                      value: chosen,
                      label: query.data ? words.statuses.notInShop(chosen) : chosen,
                    },
                  ]
                : []),
              ...offered.map(({ slug, name, isBuiltIn }) => ({
                value: slug,
                label: isBuiltIn ? name : words.statuses.custom(name),
              })),
              ...(MAY_STAY.includes(phase) ? [{ value: LEAVE, label: words.statuses.leave }] : []),
            ]}
          />
        );
      })}
    </>
  );
}
