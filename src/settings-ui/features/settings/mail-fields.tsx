import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import type { Asked } from '../../api/call.ts';
import { SelectField, SwitchField } from '../../components/form/choice-fields.tsx';
import {
  LinesField,
  NumberField,
  SecretField,
  TextField,
} from '../../components/form/text-fields.tsx';
import { useWords } from '../../i18n/words.ts';

type MailValues = NonNullable<AnswerOf<'getNotifications'>['values']['mail']>;
type MailBody = Exclude<Asked<'saveNotifications'>['body'], Blob | undefined>['mail'];

/** As it is typed: a password only where a new one is. */
export type MailDraft = Omit<MailValues, 'password'> & { password: string };

const USUAL_PORTS = { tls: 465, starttls: 587, none: 25 } as const;

export function draftOf(mail: MailValues | null): MailDraft | null {
  return mail && { ...mail, password: '' };
}

export function bodyOf(mail: MailDraft | null): NonNullable<MailBody> | null {
  if (mail === null) return null;
  const { password, ...rest } = mail;
  return password === '' ? rest : { ...rest, password };
}

/** The way mails to the owner leave. */
export function MailFields({
  mail,
  isPasswordSet,
  onChange,
  problemAt,
}: {
  mail: MailDraft | null;
  isPasswordSet: boolean;
  onChange: (mail: MailDraft | null) => void;
  problemAt: (key: string) => string | undefined;
}) {
  const { settings } = useWords();
  const words = settings.notifications;
  const empty: MailDraft = {
    host: '',
    port: USUAL_PORTS.starttls,
    security: 'starttls',
    user: '',
    password: '',
    from: '',
    to: [],
  };
  const at = <Key extends keyof MailDraft & string>(present: MailDraft, key: Key) => ({
    name: `mail.${key}`,
    value: present[key],
    onChange: (value: MailDraft[Key]) => onChange({ ...present, [key]: value }),
    problem: problemAt(key),
  });
  return (
    <>
      <SwitchField
        name="mail"
        label={words.mailOn}
        help={words.mailOnHelp}
        standard={settings.form.off}
        problem={undefined}
        value={mail !== null}
        onChange={(isOn) => onChange(isOn ? empty : null)}
      />
      {mail && (
        <>
          <LinesField
            {...at(mail, 'to')}
            label={words.to}
            help={words.toHelp}
            problem={problemAt('to') ?? problemAt('to.0') ?? problemAt('to.1')}
          />
          <TextField
            {...at(mail, 'from')}
            type="email"
            label={words.from}
            help={words.fromHelp}
            isRequired
          />
          <TextField
            {...at(mail, 'host')}
            label={words.host}
            help={words.hostHelp}
            maxLength={255}
            isRequired
          />
          <div className="form-row">
            <SelectField
              {...at(mail, 'security')}
              label={words.security}
              help={words.securityHelp}
              standard="STARTTLS"
              onChange={(security) => onChange({ ...mail, security, port: USUAL_PORTS[security] })}
              choices={[
                { value: 'starttls', label: 'STARTTLS' },
                { value: 'tls', label: 'TLS' },
                { value: 'none', label: words.noSecurity },
              ]}
            />
            <NumberField
              {...at(mail, 'port')}
              label={words.port}
              help={words.portHelp}
              standard={String(USUAL_PORTS[mail.security])}
              min={1}
              max={65_535}
            />
          </div>
          <TextField
            {...at(mail, 'user')}
            label={words.user}
            help={words.userHelp}
            autoComplete="off"
            maxLength={320}
          />
          <SecretField
            {...at(mail, 'password')}
            label={words.password}
            help={words.passwordHelp}
            isSet={isPasswordSet}
          />
        </>
      )}
    </>
  );
}
