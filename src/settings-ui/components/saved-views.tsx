import { Button, Modal, SelectControl, TextControl } from '@wordpress/components';
import { type FormEvent, useState } from 'react';
import { useSearchParams } from 'wouter';
import type { AnswerOf } from '../../bridge/http/api-contract.ts';
import { useAnswer, useChange } from '../api/use-api.ts';
import { useWords } from '../i18n/words.ts';
import { ProblemNotice } from './problem-notice.tsx';

type ViewedList = AnswerOf<'listSavedViews'>['items'][number]['list'];

/** What of the address is no part of a view. */
const NEVER_KEPT = ['fetch'];

/** What is searched and filtered in a list, kept under a name; each user has his own. */
export function SavedViews({ list }: { list: ViewedList }) {
  const { shell } = useWords();
  const [params, setParams] = useSearchParams();
  const [isNaming, setNaming] = useState(false);
  const views = useAnswer('listSavedViews', { query: { list } }).data?.items ?? [];
  const forget = useChange('deleteSavedView', ['listSavedViews']);
  const present = queryOf(params);
  const chosen = views.find(({ query }) => query === present);
  const show = (savedViewId: string) => {
    const view = views.find((other) => other.savedViewId === savedViewId);
    setParams(new URLSearchParams(view?.query ?? ''));
  };
  return (
    <div className="saved-views">
      {views.length > 0 && (
        <SelectControl
          __next40pxDefaultSize
          label={shell.views}
          value={chosen?.savedViewId ?? ''}
          options={[
            { value: '', label: shell.noView },
            ...views.map(({ savedViewId, name }) => ({ value: savedViewId, label: name })),
          ]}
          onChange={show}
        />
      )}
      {chosen ? (
        <Button
          variant="tertiary"
          isDestructive
          __next40pxDefaultSize
          onClick={() => forget.mutate({ params: { savedViewId: chosen.savedViewId } })}
        >
          {shell.forgetView(chosen.name)}
        </Button>
      ) : (
        present !== '' && (
          <Button variant="tertiary" __next40pxDefaultSize onClick={() => setNaming(true)}>
            {shell.keepView}
          </Button>
        )
      )}
      <ProblemNotice fault={forget.error} />
      {isNaming && <NameView list={list} query={present} onClose={() => setNaming(false)} />}
    </div>
  );
}

function NameView({
  list,
  query,
  onClose,
}: {
  list: ViewedList;
  query: string;
  onClose: () => void;
}) {
  const { shell } = useWords();
  const [name, setName] = useState('');
  const keep = useChange('saveView', ['listSavedViews']);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    keep.mutate({ body: { list, name, query } }, { onSuccess: onClose });
  };
  return (
    <Modal title={shell.keepView} onRequestClose={onClose} size="small">
      <form className="form" onSubmit={submit}>
        <TextControl
          __next40pxDefaultSize
          label={shell.viewName}
          help={shell.viewHelp}
          value={name}
          maxLength={60}
          required
          onChange={setName}
        />
        <ProblemNotice fault={keep.error} />
        <div className="dialog-buttons">
          <Button variant="tertiary" onClick={onClose}>
            {shell.cancel}
          </Button>
          <Button variant="primary" type="submit" isBusy={keep.isPending}>
            {shell.save}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** The same filters make the same text, in whatever order they were chosen. */
function queryOf(params: URLSearchParams): string {
  const kept = new URLSearchParams(params);
  for (const name of NEVER_KEPT) kept.delete(name);
  kept.sort();
  return kept.toString();
}
