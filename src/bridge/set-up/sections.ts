import type { ImportRules } from '../../mapping/import-rules.ts';
import type { ShippingRules } from '../../mapping/reporting/shipping-rules.ts';
import { effectiveRules, type ImportRuleOverrides } from '../settings/import-rule-overrides.ts';
import type { MailServer, Notifications } from '../settings/notification-schema.ts';
import type { SealingKey } from '../settings/sealing-key.ts';
import { Secret } from '../settings/secret.ts';
import type { Settings } from '../settings/settings-schema.ts';
import {
  effectiveShippingRules,
  type ShippingRuleOverrides,
} from '../settings/shipping-rule-overrides.ts';
import { sealMailPassword } from '../settings/stored-secrets.ts';
import { FieldsRefusedError } from './fields-refused-error.ts';

/** One part of the settings as the page shows and saves it. What a change leaves out stays as it is. */
export type Section<Values, Change> = {
  read(settings: Settings): Values;
  /** @throws FieldsRefusedError */
  write(settings: Settings, change: Change, key: SealingKey): Settings;
  /** all of it, sealed secrets included: what decides its version */
  whole(settings: Settings): unknown;
  /** where its fields lie in the document */
  place: readonly string[];
};

function part<Name extends keyof Settings>(
  name: Name,
): Section<Settings[Name], Partial<Settings[Name]>> {
  return {
    read: (settings) => settings[name],
    write: (settings, change) => ({ ...settings, [name]: merged(settings[name], change) }),
    whole: (settings) => settings[name],
    place: [name],
  };
}

function merged<Values>(present: Values, change: Partial<Values>): Values {
  return { ...present, ...change };
}

/** Some settings that stand beside each other at the top of the document. */
function some<Name extends keyof Settings>(
  names: readonly Name[],
  pick: (settings: Settings) => Pick<Settings, Name>,
): Section<Pick<Settings, Name>, Partial<Pick<Settings, Name>>> {
  return {
    read: pick,
    write: (settings, change) => ({ ...settings, ...change }),
    whole: (settings) => names.map((name) => settings[name]),
    place: [],
  };
}

const importRules: Section<ImportRules, ImportRuleOverrides> = {
  read: (settings) => settings.importRules,
  write: (settings, rules) => ({ ...settings, importRules: effectiveRules(settings, { rules }) }),
  whole: (settings) => settings.importRules,
  place: ['importRules'],
};

const shippingRules: Section<ShippingRules, ShippingRuleOverrides> = {
  read: (settings) => settings.shippingRules,
  write: (settings, shipping) => ({
    ...settings,
    shippingRules: effectiveShippingRules(settings, { shipping }),
  }),
  whole: (settings) => settings.shippingRules,
  place: ['shippingRules'],
};

export type MailView = Omit<MailServer, 'password'> & { password: { isSet: boolean } };
export type MailChange = Omit<MailServer, 'password'> & { password?: string };
export type NotificationView = Omit<Notifications, 'mail'> & { mail: MailView | null };
export type NotificationChange = Partial<Omit<Notifications, 'mail'>> & {
  mail?: MailChange | null;
};

const notifications: Section<NotificationView, NotificationChange> = {
  read: ({ notifications: { mail, ...rest } }) => ({
    ...rest,
    mail: mail && { ...mail, password: { isSet: mail.password !== null } },
  }),
  write: (settings, { mail, ...rest }, key) => ({
    ...settings,
    notifications: {
      ...settings.notifications,
      ...rest,
      ...(mail === undefined
        ? {}
        : { mail: mail && mailServerFrom(mail, settings.notifications.mail, key) }),
    },
  }),
  whole: (settings) => settings.notifications,
  place: ['notifications'],
};

/** A password goes on only to the server and user it was entered for. */
function mailServerFrom(
  { password, ...server }: MailChange,
  present: MailServer | null,
  key: SealingKey,
): MailServer {
  if (server.user === '') return { ...server, password: null };
  if (password !== undefined) {
    return { ...server, password: sealMailPassword(new Secret(password), key) };
  }
  const isSamePlace =
    present?.host === server.host && present.port === server.port && present.user === server.user;
  if (isSamePlace && present.password !== null) return { ...server, password: present.password };
  throw new FieldsRefusedError([{ field: 'mail.password', message: SECRET_NEEDED }]);
}

const stock: Section<Settings['stock'], Partial<Omit<Settings['stock'], 'isVacation'>>> = {
  read: (settings) => settings.stock,
  write: (settings, change) => ({ ...settings, stock: { ...settings.stock, ...change } }),
  whole: (settings) => settings.stock,
  place: ['stock'],
};

/** Told by src/bridge/words/problems-in-words.ts. */
export const SECRET_NEEDED = 'enter it: a secret is kept only for the place it was entered for';

export const SECTIONS = {
  general: some(['language', 'publicUrl'], ({ language, publicUrl }) => ({ language, publicUrl })),
  importRules,
  shippingRules,
  schedules: part('schedules'),
  notifications,
  monitoring: part('monitoring'),
  overlap: part('overlap'),
  comparison: some(['reconcileDays'], ({ reconcileDays }) => ({ reconcileDays })),
  dataLife: some(['eraseShopMetaAfterDays'], ({ eraseShopMetaAfterDays }) => ({
    eraseShopMetaAfterDays,
  })),
  stock,
} as const;

export type SectionName = keyof typeof SECTIONS;
