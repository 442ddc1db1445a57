import { type ParsedSettings, parseSettingsText } from './parse-settings.ts';

/**
 * Reads settings text that is mostly the one of last time: then it is not checked again, and the settings are the same
 * object, which nobody may change. Each call of the web service and each webhook looks at the settings.
 */
export function createSettingsReader(): (text: string) => ParsedSettings {
  let last: { text: string; parsed: ParsedSettings } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, parsed: parseSettingsText(text) };
    return last.parsed;
  };
}
