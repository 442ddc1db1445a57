import { pickFields } from '../fields.ts';
import { toText } from '../php-values.ts';
import { RestError, refusals } from '../rest.ts';
import { editable, type Route, type RouteParams } from '../routing.ts';
import { findSetting, type SettingView, settingGroup } from '../setting-views.ts';
import { resourceUrl, type Shop } from '../shop.ts';
import { MAIL_TYPES } from '../state.ts';

/** Settings by group and one by one. Only the switches of mails can be changed over REST here. */
export const settingRoutes: Route[] = [
  {
    path: '/wc/v3/settings',
    methods: {
      GET: {
        refusal: refusals.cannotList,
        run: (_shop, params) => {
          const mails = MAIL_TYPES.map((type) => `email_${type.replaceAll('-', '_')}`);
          const groups = ['general', 'tax', ...mails].map((id) => ({
            id,
            label: id,
            description: '',
          }));
          return { status: 200, body: pickFields(groups, params._fields) };
        },
      },
    },
  },
  {
    path: '/wc/v3/settings/:group*',
    methods: {
      GET: {
        refusal: refusals.cannotList,
        run: (shop, params) => {
          const group = toText(params.group);
          const views = groupOf(shop, group).map((setting) => withLinks(shop, group, setting));
          return { status: 200, body: pickFields(views, params._fields) };
        },
      },
    },
  },
  {
    path: '/wc/v3/settings/:group*/:id*',
    methods: {
      GET: { refusal: refusals.cannotView, run: (shop, params) => answer(shop, params) },
      ...editable({
        refusal: refusals.cannotEdit,
        run: (shop, params) => {
          switchMail(shop, params);
          return answer(shop, params);
        },
      }),
    },
  },
];

function answer(shop: Shop, params: RouteParams) {
  const group = toText(params.group);
  const setting = findSetting(groupOf(shop, group), toText(params.id));
  if (setting === undefined) {
    throw new RestError('rest_setting_setting_invalid', 'Invalid setting.', { status: 404 });
  }
  return { status: 200, body: pickFields(withLinks(shop, group, setting), params._fields) };
}

function groupOf(shop: Shop, group: string): SettingView[] {
  const views = settingGroup(shop.settings, group);
  if (views === undefined) {
    throw new RestError('rest_setting_setting_group_invalid', 'Invalid setting group.', {
      status: 404,
    });
  }
  return views;
}

function switchMail(shop: Shop, params: RouteParams): void {
  const slug = toText(params.group)
    .replace(/^email_/, '')
    .replaceAll('_', '-');
  const type = MAIL_TYPES.find((candidate) => candidate === slug);
  if (type === undefined || params.id !== 'enabled') {
    throw new RestError('fake_shop_read_only', 'The fake shop takes settings from the test only.', {
      status: 501,
    });
  }
  if (params.value === 'no') shop.settings.disabledMails.add(type);
  else shop.settings.disabledMails.delete(type);
}

function withLinks(shop: Shop, group: string, setting: SettingView): Record<string, unknown> {
  return {
    ...setting,
    group_id: group,
    _links: {
      self: [{ href: resourceUrl(shop, `settings/${group}/${setting.id}`) }],
      collection: [{ href: resourceUrl(shop, `settings/${group}`) }],
    },
  };
}
