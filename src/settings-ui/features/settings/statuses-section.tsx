import { Card } from '../../components/page-frame.tsx';
import {
  RestockFields,
  ShopLanguageField,
} from '../../components/setting-fields/import-fields.tsx';
import { StatusMapping } from '../../components/setting-fields/status-mapping.tsx';
import { useWords } from '../../i18n/words.ts';
import { ImportRulesForm } from './import-rules-form.tsx';

export function StatusesSection() {
  const { settings: words } = useWords();
  return (
    <ImportRulesForm label={words.sections['status-mapping'].title}>
      {(rules, form) => (
        <>
          <Card title={words.statuses.mapping}>
            <p>{words.statuses.mappingHelp}</p>
            <StatusMapping
              mapping={form.draft.statusMapping}
              defaults={rules.defaults.statusMapping}
              problemAt={form.problemAt}
              onChange={(phase, slug) =>
                slug !== undefined &&
                form.set('statusMapping', { ...form.draft.statusMapping, [phase]: slug })
              }
            />
          </Card>
          <Card title={words.statuses.stockAndWords}>
            <RestockFields rules={rules} />
            <ShopLanguageField rules={rules} />
          </Card>
        </>
      )}
    </ImportRulesForm>
  );
}
