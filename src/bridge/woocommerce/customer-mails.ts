import { z } from 'zod';
import type { ShopCaller } from './shop-caller.ts';

/** One kind of mail the shop sends to buyers, by WooCommerce's own id, e.g. customer_note. */
export type CustomerMail = { mailId: string; isOn: boolean };

const GROUP = /^email_(customer_[a-z0-9_]{1,60})$/;

const groupsSchema = z.array(z.object({ id: z.string() }));
const settingsSchema = z.array(z.object({ id: z.string(), value: z.unknown() }));

export function createCustomerMails(caller: ShopCaller) {
  return {
    /** WooCommerce's own and those of plugins; a kind whose switch can't be read is left out */
    async listCustomerMails(signal?: AbortSignal): Promise<CustomerMail[]> {
      const groups = await caller.read('settings', { _fields: 'id' }, groupsSchema, signal);
      const mails: CustomerMail[] = [];
      for (const { id } of groups) {
        const mailId = GROUP.exec(id)?.[1];
        if (mailId === undefined) continue;
        const settings = await caller.read(`settings/${id}`, {}, settingsSchema, signal);
        const enabled = settings.find((setting) => setting.id === 'enabled')?.value;
        if (typeof enabled === 'string') mails.push({ mailId, isOn: enabled === 'yes' });
      }
      return mails;
    },
  };
}
