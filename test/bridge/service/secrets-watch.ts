import { expect } from 'vitest';

/** Collects everything that leaves the bridge, and everything that must not be in it. */
export type SecretsWatch = {
  secrets: Set<string>;
  /** log lines and answers, as text */
  seen: string[];
  assertNoneSeen(): void;
};

export function createSecretsWatch(): SecretsWatch {
  const secrets = new Set<string>();
  const seen: string[] = [];
  return {
    secrets,
    seen,
    assertNoneSeen() {
      expect(secrets.size).toBeGreaterThan(0);
      for (const text of seen) {
        for (const secret of secrets) expect(text).not.toContain(secret);
      }
    },
  };
}
