import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { OperationName } from '../../../bridge/http/api-contract.ts';
import { ApiProblem } from '../../api/call.ts';
import { useUnsaved } from '../unsaved-guard.tsx';

/** What holds at the bridge, in the form in which it is edited. */
export type Held<Draft> = { version: string; values: Draft };

export type FieldOf<Value> = {
  name: string;
  value: Value;
  onChange: (value: Value) => void;
  /** what is wrong with it, in a sentence */
  problem: string | undefined;
};

export type SettingsForm<Draft extends object> = {
  draft: Draft;
  set: <Key extends keyof Draft>(key: Key, value: Draft[Key]) => void;
  field: <Key extends keyof Draft & string>(key: Key) => FieldOf<Draft[Key]>;
  /** what the bridge said of a field, by its path, e.g. `shipFrom.0.city` */
  problemAt: (path: string) => string | undefined;
  isChanged: boolean;
  isSaving: boolean;
  /** @returns whether it is saved; why not is told by the form */
  save: () => Promise<boolean>;
  discard: () => void;
  /** what is different since the last saving, in sentences */
  changes: readonly string[] | undefined;
  /** what went wrong, but for what stands at the fields */
  fault: unknown;
  /** somebody saved meanwhile; what was typed is still there */
  stale: string | undefined;
  loadTheirs: () => Promise<void>;
  saveMine: () => Promise<boolean>;
};

type Options<Draft extends object> = {
  current: Held<Draft>;
  /** `changed` holds what was edited; what is left out stays as it is at the bridge */
  save: (
    changed: Partial<Draft>,
    version: string,
  ) => Promise<{ version: string; changes: readonly string[] }>;
  /** what holds now, asked anew */
  reload: () => Promise<Held<Draft>>;
  /** answers that may be different after saving */
  refreshes: readonly OperationName[];
};

type Edits<Draft> = { base: Held<Draft>; draft: Draft };

/**
 * The state of one form. An edit begins on the version that is shown then, and is saved over that one
 * alone: who saved meanwhile is told, and nothing typed is lost.
 */
export function useSettingsForm<Draft extends object>(
  options: Options<Draft>,
): SettingsForm<Draft> {
  const client = useQueryClient();
  const [edits, setEdits] = useState<Edits<Draft>>();
  const [fault, setFault] = useState<unknown>();
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [changes, setChanges] = useState<readonly string[]>();
  const [isSaving, setSaving] = useState(false);
  const draft = edits?.draft ?? options.current.values;
  const changed = edits ? changedPart(edits) : {};
  const isChanged = Object.keys(changed).length > 0;
  useUnsaved(isChanged);

  const set: SettingsForm<Draft>['set'] = (key, value) => {
    setChanges(undefined);
    setProblems((all) => without(all, String(key)));
    setEdits((now) => {
      const { base, draft: present } = now ?? {
        base: options.current,
        draft: options.current.values,
      };
      return { base, draft: { ...present, [key]: value } };
    });
  };

  const forget = () => {
    setEdits(undefined);
    setFault(undefined);
    setProblems({});
  };

  const refresh = () =>
    Promise.all(options.refreshes.map((name) => client.invalidateQueries({ queryKey: [name] })));

  const saveOver = async (version: string): Promise<boolean> => {
    const sent = edits;
    if (sent === undefined) return true;
    setSaving(true);
    setFault(undefined);
    setProblems({});
    try {
      const answer = await options.save(changed, version);
      await refresh();
      // What was typed while it was being saved stays, over what is saved now.
      setEdits((now) =>
        now === sent || now === undefined
          ? undefined
          : { draft: now.draft, base: { version: answer.version, values: sent.draft } },
      );
      setChanges(answer.changes);
      return true;
    } catch (problem) {
      setFault(problem);
      setProblems(fieldProblems(problem));
      return false;
    } finally {
      setSaving(false);
    }
  };

  return {
    draft,
    set,
    field: (key) => ({
      name: key,
      value: draft[key],
      onChange: (value) => set(key, value),
      problem: problems[key],
    }),
    problemAt: (path) => problems[path],
    isChanged,
    isSaving,
    save: () => (isChanged && edits ? saveOver(edits.base.version) : Promise.resolve(true)),
    discard: forget,
    changes,
    fault,
    stale: isStale(fault) ? fault.details.detail : undefined,
    loadTheirs: async () => {
      await refresh();
      forget();
    },
    saveMine: async () => {
      const theirs = await options.reload();
      return saveOver(theirs.version);
    },
  };
}

function isStale(fault: unknown): fault is ApiProblem {
  return fault instanceof ApiProblem && fault.details.status === 412;
}

/** What was edited, key by key. */
function changedPart<Draft extends object>({ base, draft }: Edits<Draft>): Partial<Draft> {
  const changed: Partial<Draft> = {};
  for (const key in draft) {
    if (JSON.stringify(draft[key]) !== JSON.stringify(base.values[key])) changed[key] = draft[key];
  }
  return changed;
}

/** What the bridge said of each field; the first word counts. */
export function fieldProblems(fault: unknown): Record<string, string> {
  const errors = fault instanceof ApiProblem ? (fault.details.errors ?? []) : [];
  return Object.fromEntries([...errors].reverse().map(({ field, problem }) => [field, problem]));
}

function without(problems: Record<string, string>, key: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(problems).filter(([path]) => path !== key && !path.startsWith(`${key}.`)),
  );
}
