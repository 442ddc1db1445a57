import type { AnswerOf } from '../../bridge/http/api-contract.ts';

export type Told = AnswerOf<'listIncidents'>['items'][number]['about'];

/** What the bridge tells: what happened, what follows, what to do. With `hasTitle` what happened stands above already. */
export function ToldText({
  about,
  hasTitle = false,
}: {
  about: Pick<Told, 'what' | 'follows' | 'todo'>;
  hasTitle?: boolean;
}) {
  return (
    <div className="told">
      {!hasTitle && <p className="told-what">{about.what}</p>}
      {about.follows !== null && <p>{about.follows}</p>}
      {about.todo !== null && <p className="told-todo">{about.todo}</p>}
    </div>
  );
}
