import { randomBytes } from 'node:crypto';
import { ConfigError } from '../errors.ts';
import type { ApiTokenRow } from '../ledger/api-tokens.ts';
import type { Role } from '../ledger/tables.ts';
import { Secret } from '../settings/secret.ts';
import { digest } from './digest.ts';
import { noteSeen } from './note-seen.ts';
import { type AccessParts, isSeenLongAgo } from './ports.ts';

const PREFIX = 'omb_';
const TOKEN_BYTES = 32;
const FORM = /^omb_[A-Za-z0-9_-]{43}$/;
const LONGEST_NAME = 64;

export type ApiTokens = {
  /** every token ever made, the newest first */
  list(): Promise<ApiTokenRow[]>;
  /**
   * @param asked.areas null = not confined
   * @returns with the token itself, which is kept nowhere
   * @throws ConfigError `token-name-invalid`
   */
  create(asked: {
    name: string;
    role: Role;
    areas: readonly string[] | null;
    createdBy: string;
  }): Promise<{ row: ApiTokenRow; token: Secret }>;
  /** withdraws a token, by its id; @throws ConfigError `token-unknown` */
  revoke(apiTokenId: string): Promise<ApiTokenRow>;
  /** the token somebody sends, and notes that it was used, as far as the ledger takes it; undefined = none in force */
  recognise(text: string): Promise<ApiTokenRow | undefined>;
};

/** Keys of programs. */
export function createApiTokens({ ledger, clock, logger, newId }: AccessParts): ApiTokens {
  const now = () => clock.now().toISOString();

  async function load(apiTokenId: string): Promise<ApiTokenRow> {
    const row = await ledger.loadApiToken(apiTokenId);
    if (row) return row;
    throw new ConfigError('token-unknown', 'No such token');
  }

  return {
    list: () => ledger.listApiTokens(),
    async create({ name: given, role, areas, createdBy }) {
      const name = given.normalize('NFC').trim();
      if (!/^[^\p{C}]+$/u.test(name) || [...name].length > LONGEST_NAME) {
        throw new ConfigError('token-name-invalid', 'Not a name for a token', {
          params: { maximum: LONGEST_NAME },
        });
      }
      const token = `${PREFIX}${randomBytes(TOKEN_BYTES).toString('base64url')}`;
      const apiTokenId = newId();
      const own = areas === null ? null : [...new Set(areas)];
      await ledger.addApiToken(
        { apiTokenId, name, tokenHash: digest(token), role, areas: own, createdBy },
        now(),
      );
      return { row: await load(apiTokenId), token: new Secret(token) };
    },
    async revoke(apiTokenId) {
      await load(apiTokenId);
      await ledger.revokeApiToken(apiTokenId, now());
      return load(apiTokenId);
    },
    async recognise(text) {
      if (!FORM.test(text)) return undefined;
      // Found by its hash: how long that takes tells nothing about the token.
      const row = await ledger.findApiToken(digest(text));
      if (row && isSeenLongAgo(row.last_used_at, clock.now())) {
        await noteSeen(ledger.noteTokenUsed(row.api_token_id, now()), logger);
      }
      return row;
    },
  };
}
