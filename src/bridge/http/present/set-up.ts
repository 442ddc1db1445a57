import type { ForeignOrder } from '../../../mapping/woocommerce/foreign-import.ts';
import type { Finding } from '../../set-up/checks/finding.ts';
import { importerParams } from '../../set-up/checks/run-checks.ts';
import type { ConsentView } from '../../set-up/consent.ts';
import type { ToldChange } from '../../set-up/describe-changes.ts';
import type { SecondImporter } from '../../set-up/second-importer.ts';
import type { SetUpDesk } from '../../wiring/set-up.ts';
import { changeSentence } from '../../words/change-words.ts';
import { checkWord, findingSaying } from '../../words/check-words.ts';
import type { Language } from '../../words/saying.ts';
import type { AnswerOf } from '../api-contract.ts';
import { shopOrderUrl } from '../shop-order-url.ts';
import { tell } from '../words-of-request.ts';

const MOST_FOREIGN_ORDERS = 20;

export function sentencesOf(language: Language, changes: readonly ToldChange[]): string[] {
  return changes.map((change) => changeSentence(language, change));
}

type PresentedFinding = AnswerOf<'runChecks'>['findings'][number];

export function presentFinding(language: Language, finding: Finding): PresentedFinding {
  const { check, state, code, params, accountId } = finding;
  const { what, follows, todo } = findingSaying(language, finding);
  return {
    check,
    checkWord: checkWord(language, check),
    state,
    code,
    params,
    what,
    follows: follows ?? null,
    todo: todo ?? null,
    accountId,
  };
}

export function presentSecondImporter(
  language: Language,
  accountId: string,
  { looked, shopUrl }: { looked: SecondImporter; shopUrl: string },
): AnswerOf<'checkSecondImporter'> {
  const { result, checkedAt, shopOrders, ottoOrders, orders, hints } = looked;
  const code = result === 'found' ? 'second-importer' : 'second-importer-suspected';
  return {
    result,
    about: result === 'none' ? null : tell(language, code, importerParams(accountId, looked)),
    checkedAt,
    shopOrders,
    ottoOrders,
    orders: orders.slice(0, MOST_FOREIGN_ORDERS).map((order) => presentForeign(order, shopUrl)),
    hints,
  };
}

function presentForeign(
  order: ForeignOrder,
  shopUrl: string,
): AnswerOf<'checkSecondImporter'>['orders'][number] {
  const { createdAt, ottoOrder, ...rest } = order;
  return {
    ...rest,
    shopUrl: shopOrderUrl(shopUrl, order.wooOrderId),
    createdAt: createdAt ?? null,
    ottoOrder: ottoOrder ?? null,
  };
}

export function presentShop(
  language: Language,
  { publicUrl, isConsentPossible, ...shop }: Awaited<ReturnType<SetUpDesk['viewShop']>>,
): AnswerOf<'getShop'> {
  const params = publicUrl === null ? {} : { publicUrl };
  return {
    ...shop,
    consent: {
      isPossible: isConsentPossible,
      about: isConsentPossible ? null : tell(language, 'consent-needs-https', params),
    },
  };
}

export function presentConsent(
  language: Language,
  { problem, ...view }: ConsentView,
): AnswerOf<'getConsent'> {
  return { ...view, about: problem && tell(language, problem.code, problem.params) };
}
