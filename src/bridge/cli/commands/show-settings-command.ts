import { isSecret, listSettings, withoutSecrets } from '../../settings/setting-names.ts';
import type { CliContext } from '../cli-context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';

/** `settings show`: every setting by the name `settings set` takes. */
export async function showSettingsCommand(context: CliContext): Promise<ExitCode> {
  const { words } = context;
  return context.withBridge(async (bridge) => {
    const settings = await bridge.settings.load();
    context.json(withoutSecrets(settings));
    const secretWord = (value: unknown) => (value === null ? words.secretMissing : words.secretSet);
    context.table(
      [
        { head: words.column.setting, isWhole: true },
        { head: words.column.value, isWhole: true },
      ],
      listSettings(settings).map(({ name, value }) => [
        name,
        isSecret(name) ? secretWord(value) : valueText(value),
      ]),
    );
    return EXIT.ok;
  });
}

/** As it would be typed in. */
export function valueText(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'baseUrl' in value) {
    return String(value.baseUrl);
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}
