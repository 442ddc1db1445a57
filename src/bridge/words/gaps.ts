import { SHOP_WORDS } from '../../mapping/shop-words.ts';
import { MAIL_PASSWORD } from '../settings/stored-secrets.ts';
import type { Labels } from './catalogue.ts';
import { formatCents, formatMoment, formatNumber } from './formats.ts';
import type { Gaps, Language, Params } from './saying.ts';

/** Stands where a param should; a sentence stays readable without it. */
export const MISSING = '…';

/** What an unreadable order has instead of a number. */
const NO_NUMBER = '?';

/** @returns the word for a key, or the key itself where there is none: foreign words are shown raw */
export function wordFor(words: Readonly<Record<string, string>>, key: string): string {
  return new Map(Object.entries(words)).get(key) ?? key;
}

/** Params as a language's sentences use them. Total: what is missing becomes {@link MISSING}. */
export function gapsFrom(language: Language, labels: Labels, params: Params): Gaps {
  const given = new Map(Object.entries(params));
  const has = (name: string) => (given.get(name) ?? '') !== '';
  const text = (name: string) => {
    const value = given.get(name);
    return value === '' ? labels.empty : String(value ?? MISSING);
  };
  const numeric = (name: string, format: (language: Language, value: number) => string) => {
    const value = given.get(name);
    return typeof value === 'number' ? format(language, value) : text(name);
  };
  return {
    order: labels.order(
      has('orderNumber') && text('orderNumber') !== NO_NUMBER ? text('orderNumber') : undefined,
    ),
    because: because(labels, given),
    has,
    text,
    quote: (name) => text(name).replace(/\s*\.\s*$/, ''),
    number: (name) => numeric(name, formatNumber),
    sum: (name) => numeric(name, formatCents),
    moment: (name) => formatMoment(language, text(name)),
    phase: (name) => wordFor(labels.phase, text(name)),
    fulfillmentStatus: (name) => wordFor(labels.fulfillmentStatus, text(name)),
    transmissionState: (name) => wordFor(labels.transmissionState, text(name)),
    cancellationReason: (name) => wordFor(SHOP_WORDS[language].cancellationReason, text(name)),
    address: (name) => wordFor(labels.address, text(name)),
    fields: (name) =>
      text(name)
        .split(', ')
        .map((field) => wordFor(labels.field, field))
        .join(', '),
    place: (name) => wordFor(labels.place, text(name)),
    secret: (name) => secretName(labels, text(name)),
    fileFault: (name) => wordFor(labels.fileFault, text(name)),
  };
}

function because(labels: Labels, given: ReadonlyMap<string, string | number>): string {
  const said = (name: string, say: (value: string) => string) => {
    const value = given.get(name);
    return value === undefined || value === '' ? [] : [say(String(value))];
  };
  const facts = [
    ...said('fault', (fault) => wordFor(labels.networkFault, fault)),
    ...said('statusCode', labels.statusCode),
    ...said('logref', labels.logref),
  ];
  return facts.length === 0 ? '' : ` (${facts.join('; ')})`;
}

function secretName(labels: Labels, position: string): string {
  if (position === 'shop.consumerKey') return labels.secret.consumerKey;
  if (position === 'shop.consumerSecret') return labels.secret.consumerSecret;
  if (position === MAIL_PASSWORD) return labels.secret.mailPassword;
  const accountId = /^accounts\.(.+)\.clientSecret$/.exec(position)?.[1];
  return accountId === undefined ? position : labels.secret.clientSecret(accountId);
}
