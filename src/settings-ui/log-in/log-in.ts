import { ApiProblem, call } from '../api/call.ts';
import { currentSession, takeSession } from '../api/session.ts';
import { LOG_IN_WORDS } from './words.ts';

/** As the server wants it. */
const SHORTEST_PASSWORD = 10;

type Field = { name: 'code' | 'name' | 'password'; label: string; type: string; fill: string };

/**
 * Logging in, and making the first user: a plain form, so that the page weighs next to nothing for
 * who is not in yet.
 *
 * @param done called once somebody is logged in
 */
export function showLogIn(
  place: HTMLElement,
  { needsSetup, done }: { needsSetup: boolean; done: () => void },
): void {
  const { language } = currentSession();
  const words = LOG_IN_WORDS[language];
  document.documentElement.lang = language;
  const title = needsSetup ? words.setUpTitle : words.logInTitle;
  document.title = `${title} · ${words.product}`;
  const fields: Field[] = [
    ...(needsSetup
      ? [{ name: 'code', label: words.code, type: 'text', fill: 'one-time-code' } as const]
      : []),
    { name: 'name', label: words.name, type: 'text', fill: 'username' },
    {
      name: 'password',
      label: needsSetup ? words.newPassword : words.password,
      type: 'password',
      fill: needsSetup ? 'new-password' : 'current-password',
    },
  ];

  const problem = element('p', { className: 'log-in-problem', role: 'alert' });
  const submit = element('button', { className: 'log-in-submit', type: 'submit' });
  submit.textContent = needsSetup ? words.setUp : words.logIn;
  const form = element('form', { className: 'log-in-form', noValidate: true });
  const inputs = fields.map((field) => inputOf(field));
  form.append(...inputs.flatMap(({ label, input }) => [label, input]));
  if (needsSetup) form.append(hint(words.passwordHelp));
  form.append(problem, submit);
  if (!needsSetup) form.append(hint(words.forgotten));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send();
  });

  async function send(): Promise<void> {
    const given = new FormData(form);
    const text = (name: string) => String(given.get(name) ?? '').trim();
    const password = String(given.get('password') ?? '');
    if (needsSetup && password.length < SHORTEST_PASSWORD) {
      problem.textContent = words.passwordTooShort;
      inputs.at(-1)?.input.setAttribute('aria-invalid', 'true');
      inputs.at(-1)?.input.focus();
      return;
    }
    submit.disabled = true;
    problem.textContent = words.busy;
    try {
      const session = needsSetup
        ? await call('setUp', {
            body: { code: text('code'), name: text('name'), password, language },
          })
        : await call('logIn', { body: { name: text('name'), password } });
      takeSession(session);
      done();
    } catch (fault) {
      problem.textContent = sentenceOf(fault) ?? words.unreachable;
      submit.disabled = false;
      inputs.at(-1)?.input.focus();
    }
  }

  const heading = element('h1', { className: 'log-in-title' });
  heading.textContent = title;
  const brand = element('p', { className: 'log-in-brand' });
  brand.textContent = words.product;
  const main = element('main', { className: 'log-in' });
  main.append(brand, heading, ...(needsSetup ? [hint(words.setUpHelp)] : []), form);
  place.replaceChildren(main);
  inputs[0]?.input.focus();
}

function sentenceOf(fault: unknown): string | undefined {
  if (!(fault instanceof ApiProblem)) return undefined;
  const { detail, errors = [] } = fault.details;
  // The form has three fields: what is wrong with one of them says enough by itself.
  return errors.length > 0 ? errors.map(({ problem }) => problem).join(' ') : detail;
}

function inputOf({ name, label: text, type, fill }: Field) {
  const label = element('label', { htmlFor: `log-in-${name}` });
  label.textContent = text;
  const input = element('input', { id: `log-in-${name}`, name, type, required: true });
  input.setAttribute('autocomplete', fill);
  input.autocapitalize = 'none';
  return { label, input };
}

function hint(text: string): HTMLElement {
  const help = element('p', { className: 'log-in-help' });
  help.textContent = text;
  return help;
}

function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  fields: Partial<HTMLElementTagNameMap[Tag]>,
): HTMLElementTagNameMap[Tag] {
  return Object.assign(document.createElement(tag), fields);
}
