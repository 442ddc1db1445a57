import { expect, it } from 'vitest';
import { eachDatabase } from '../../databases.ts';
import { openTables } from './ledger-access.ts';

const PERSONAL =
  /first_?name|last_?name|(^|_)name|title|salutation|street|house|(^|_)zip|postal|city|country|e?mail|phone|mobile|address|birth|iban|bank|customer|buyer|recipient|addition/;

/** Names of things, not of persons. */
const NAMES_OF_THINGS = [
  'leases.name',
  'job_slots.name',
  'settings_documents.name',
  'transmission_parcels.carrier_name',
  'carrier_choices.carrier_name',
  'carrier_choices.name_key',
  'transmission_attempts.titles',
  'api_tokens.name',
  'saved_views.name',
  'skus.title',
  'returns.otto_warehouse_id',
];

/** What the people who run the shop call themselves at the page; docs/data-life.md tells of it. */
const NAMES_OF_USERS = ['users.name'];

eachDatabase('the ledger', ({ openFreshLedger }) => {
  it('has no column that could hold personal data', async () => {
    const { location } = await openFreshLedger();
    const tables = await (await openTables(location)).introspection.getTables();
    const columns = tables.flatMap((table) =>
      table.columns.map((column) => `${table.name}.${column.name}`),
    );
    expect(columns.length).toBeGreaterThan(220);
    const suspicious = columns.filter(
      (column) =>
        PERSONAL.test(column.slice(column.indexOf('.') + 1)) &&
        ![...NAMES_OF_THINGS, ...NAMES_OF_USERS].includes(column),
    );
    expect(suspicious).toEqual([]);
  });
});
