import { Button } from '@wordpress/components';
import { type FormEvent, useState } from 'react';
import { useAnswer, useChange, useMay } from '../../api/use-api.ts';
import { TextField } from '../../components/form/text-fields.tsx';
import { fieldProblems } from '../../components/form/use-settings-form.ts';
import { Card, Loaded } from '../../components/page-frame.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import {
  type Carrier,
  CarrierSelect,
  carrierName,
} from '../../components/setting-fields/carriers.tsx';
import { WideTable } from '../../components/wide-table.tsx';
import { useWords } from '../../i18n/words.ts';

/** Which of OTTO's carriers a name of the shop means. */
export function CarrierNames() {
  const { settings } = useWords();
  const words = settings.carrierNames;
  const mayChange = useMay('operate');
  const choices = useAnswer('listCarrierChoices');
  const remove = useChange('removeCarrierChoice', ['listCarrierChoices']);
  return (
    <Card title={words.title}>
      <p>{words.help}</p>
      <Loaded of={choices}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="item-list-empty">{words.none}</p>
          ) : (
            <WideTable caption={words.title}>
              <thead>
                <tr>
                  <th scope="col">{words.name}</th>
                  <th scope="col">{words.carrier}</th>
                  {mayChange && <td />}
                </tr>
              </thead>
              <tbody>
                {items.map((choice) => (
                  <tr key={choice.carrierName}>
                    <th scope="row">{choice.carrierName}</th>
                    <td>{carrierName(choice.carrier)}</td>
                    {mayChange && (
                      <td>
                        <Button
                          variant="link"
                          isDestructive
                          aria-label={settings.form.removeOne(choice.carrierName)}
                          onClick={() =>
                            remove.mutate({ query: { carrierName: choice.carrierName } })
                          }
                        >
                          {settings.form.remove}
                        </Button>
                      </td>
                    )}
                  </tr>
                ))}
              </tbody>
            </WideTable>
          )
        }
      </Loaded>
      <ProblemNotice fault={remove.error} />
      {mayChange && <AddName />}
    </Card>
  );
}

function AddName() {
  const { settings } = useWords();
  const words = settings.carrierNames;
  const [name, setName] = useState('');
  const [carrier, setCarrier] = useState<Carrier | null>(null);
  const choose = useChange('chooseCarrier', ['listCarrierChoices', 'listIncidents']);
  const problems = fieldProblems(choose.error);
  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '' || carrier === null) return;
    await choose.mutateAsync({ body: { carrierName: name.trim(), carrier } }).then(
      () => {
        setName('');
        setCarrier(null);
      },
      () => undefined,
    );
  };
  return (
    <form className="form-fields" aria-label={words.add} onSubmit={(event) => void add(event)}>
      <div className="form-row">
        <TextField
          name="carrierName"
          label={words.name}
          help={words.nameHelp}
          value={name}
          onChange={setName}
          maxLength={200}
          problem={problems.carrierName}
        />
        <CarrierSelect
          name="carrier"
          label={words.carrier}
          value={carrier}
          onChange={setCarrier}
          none={settings.form.choose}
          problem={problems.carrier}
        />
      </div>
      <ProblemNotice fault={choose.error} />
      <Button
        variant="secondary"
        type="submit"
        className="item-list-add"
        disabled={name.trim() === '' || carrier === null}
        accessibleWhenDisabled
      >
        {words.add}
      </Button>
    </form>
  );
}
