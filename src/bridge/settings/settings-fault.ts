import { ConfigError } from '../errors.ts';
import { faultCode } from './fault-code.ts';

/** Settings that can't be used as they are. `kept` tells what was left alone and what helps. */
export function unusableSettings(
  found: { fault: 'broken' | 'newer'; problems: string[] },
  place: { path: string; kept: string; previous?: string },
): ConfigError {
  const problems = found.problems.slice(0, 10).join('; ');
  const params = { path: place.path, problems, previous: place.previous ?? '' };
  if (found.fault === 'newer') {
    return new ConfigError(
      'settings-newer',
      `${place.path} was written by a newer version of the bridge (${problems}). Nothing was started and nothing changed: install that version again. ${place.kept}`,
      { params },
    );
  }
  return new ConfigError(
    'settings-broken',
    `${place.path} is broken: ${problems}. Nothing was started and the file was left as it is. ${place.kept}`,
    { params },
  );
}

/** A change that would make the settings unusable; it was not written. */
export function invalidSettings(problems: string[]): ConfigError {
  return new ConfigError('settings-invalid', `The change was not saved: ${problems.join('; ')}`, {
    params: { problems: problems.join('; ') },
  });
}

/** Others saved between every reading and writing of ours. */
export function changedMeanwhile(path: string): ConfigError {
  return new ConfigError(
    'settings-changed-meanwhile',
    `The change was not saved: ${path} kept changing meanwhile. Look at what is there now and try again.`,
    { params: { path } },
  );
}

export function unreadable(path: string, cause: unknown): ConfigError {
  const reason = faultCode(cause);
  return new ConfigError(
    'settings-unreadable',
    `${path} can't be read (${reason}). Nothing was started and nothing changed: let the bridge's user read this file.`,
    { params: { path, reason }, cause },
  );
}

export function notWritable(path: string, cause: unknown): ConfigError {
  const reason = faultCode(cause);
  return new ConfigError(
    'settings-not-writable',
    `${path} can't be written (${reason}). What was there before was kept whole: free some space or let the bridge's user write there, then try again.`,
    { params: { path, reason }, cause },
  );
}
