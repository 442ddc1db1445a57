import { Link } from 'wouter';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { call } from '../../api/call.ts';
import { useAnswer } from '../../api/use-api.ts';
import { SwitchField } from '../../components/form/choice-fields.tsx';
import { SettingsForm } from '../../components/form/settings-form.tsx';
import { NumberField, OptionalNumberField } from '../../components/form/text-fields.tsx';
import { useSettingsForm } from '../../components/form/use-settings-form.ts';
import { Loaded } from '../../components/page-frame.tsx';
import { useWords } from '../../i18n/words.ts';

const MOST = 999_999_999;

/** Whether OTTO is told the shop's stock, and how much is kept back. */
export function StockSection() {
  const query = useAnswer('getStockSettings');
  return <Loaded of={query}>{(answer) => <StockForm answer={answer} />}</Loaded>;
}

function StockForm({ answer }: { answer: AnswerOf<'getStockSettings'> }) {
  const { settings } = useWords();
  const words = settings.stock;
  const form = useSettingsForm({
    current: answer,
    save: ({ isVacation: _switchedElsewhere, ...body }, ifMatch) =>
      call('saveStockSettings', { body, ifMatch }),
    reload: () => call('getStockSettings'),
    refreshes: ['getStockSettings', 'getStock', 'listStock'],
  });
  return (
    <>
      <SettingsForm form={form} label={settings.sections.stock.title}>
        <SwitchField
          {...form.field('isOn')}
          label={words.isOn}
          help={words.isOnHelp}
          standard={answer.defaults.isOn ? settings.form.on : settings.form.off}
        />
        <NumberField
          {...form.field('buffer')}
          label={words.buffer}
          help={words.bufferHelp}
          standard={String(answer.defaults.buffer)}
          min={0}
          max={MOST}
        />
        <OptionalNumberField
          {...form.field('cap')}
          label={words.cap}
          help={words.capHelp}
          standard={words.noCap}
          min={0}
          max={MOST}
        />
      </SettingsForm>
      <p>
        <Link href="/stock">{words.toStock}</Link>
      </p>
    </>
  );
}
