import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { useWords } from '../../i18n/words.ts';
import { RadioField } from '../form/choice-fields.tsx';
import { SecretField, TextField } from '../form/text-fields.tsx';

type Environment = AnswerOf<'getAccount'>['environment'];

/** What OTTO lets an account in by; the secret only where a new one is typed. */
export type Access = { environment: Environment; clientId: string; clientSecret: string };

export function AccessFields({
  access,
  isSecretSet,
  onChange,
  problemAt,
}: {
  access: Access;
  isSecretSet: boolean;
  onChange: (part: Partial<Access>) => void;
  problemAt: (path: string) => string | undefined;
}) {
  const { settings } = useWords();
  const words = settings.accounts;
  const { environment } = access;
  const isOther = typeof environment === 'object';
  return (
    <>
      <RadioField<'production' | 'sandbox' | 'other'>
        name="environment"
        label={words.environment}
        help={words.environmentHelp}
        standard={words.production}
        problem={isOther ? undefined : problemAt('environment')}
        value={isOther ? 'other' : environment}
        onChange={(chosen) =>
          onChange({ environment: chosen === 'other' ? { baseUrl: '' } : chosen })
        }
        choices={[
          { value: 'production', label: words.production, description: words.productionMeans },
          { value: 'sandbox', label: words.sandbox, description: words.sandboxMeans },
          { value: 'other', label: words.otherServer, description: words.otherServerMeans },
        ]}
      />
      {isOther && (
        <TextField
          name="environment.baseUrl"
          type="url"
          label={words.baseUrl}
          help={words.baseUrlHelp}
          value={environment.baseUrl}
          onChange={(baseUrl) => onChange({ environment: { baseUrl } })}
          problem={problemAt('environment.baseUrl') ?? problemAt('environment')}
          isRequired
        />
      )}
      <TextField
        name="clientId"
        label={words.clientId}
        help={words.clientIdHelp}
        value={access.clientId}
        onChange={(clientId) => onChange({ clientId })}
        problem={problemAt('clientId')}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
      />
      <SecretField
        name="clientSecret"
        label={words.clientSecret}
        help={words.clientSecretHelp}
        value={access.clientSecret}
        onChange={(clientSecret) => onChange({ clientSecret })}
        problem={problemAt('clientSecret')}
        isSet={isSecretSet}
        maxLength={500}
      />
    </>
  );
}
