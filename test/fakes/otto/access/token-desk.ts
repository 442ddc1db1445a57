/** An app of the partner: what it may ask for. */
export type Credentials = { clientId: string; clientSecret: string; scopes: string[] };

export type IssuedToken = {
  accessToken: string;
  clientId: string;
  scopes: string[];
  issuedAtMs: number;
  expiresAtMs: number;
  revoked: boolean;
};

/** Every scope of section 2.2 that a seller's own app can have. */
export const sellerScopes = [
  'orders',
  'shipments',
  'returns',
  'receipts',
  'price-reduction',
  'availability',
  'products',
  'shipping-profiles',
] as const;

/** The app that is there unless others are given. */
export const usualCredentials: Credentials = {
  clientId: 'fake-otto-client',
  clientSecret: 'fake-otto-secret',
  scopes: [...sellerScopes],
};

/** Knows the apps and the tokens handed out to them. */
export class TokenDesk {
  readonly issued: IssuedToken[] = [];
  readonly #apps = new Map<string, Credentials>();
  readonly #tokens = new Map<string, IssuedToken>();

  constructor(credentials: Credentials[]) {
    for (const app of credentials) this.setCredentials(app);
  }

  /** Adds an app, or gives a known one a new secret or other scopes. Its tokens stay valid. */
  setCredentials(app: Credentials): void {
    this.#apps.set(app.clientId, app);
  }

  /** Removes an app: its next token call is answered with `invalid_client`. */
  removeCredentials(clientId: string): void {
    this.#apps.delete(clientId);
  }

  /** @returns the app, or undefined when id or secret is wrong */
  authenticate(clientId: string, clientSecret: string): Credentials | undefined {
    const app = this.#apps.get(clientId);
    return app?.clientSecret === clientSecret ? app : undefined;
  }

  issue(clientId: string, scopes: string[], nowMs: number, lifetimeSeconds: number): IssuedToken {
    const number = this.issued.length + 1;
    const token: IssuedToken = {
      accessToken: `eyJhbGciOiJSUzI1NiIs.fake-${number}.${clientId}`,
      clientId,
      scopes,
      issuedAtMs: nowMs,
      expiresAtMs: nowMs + lifetimeSeconds * 1000,
      revoked: false,
    };
    this.issued.push(token);
    this.#tokens.set(token.accessToken, token);
    return token;
  }

  /** @returns the token, or undefined when unknown, stale or revoked */
  valid(accessToken: string, nowMs: number): IssuedToken | undefined {
    const token = this.#tokens.get(accessToken);
    return token && !token.revoked && nowMs < token.expiresAtMs ? token : undefined;
  }

  /** All tokens out there are refused from now on; new ones can be had. */
  revokeAll(): void {
    for (const token of this.issued) token.revoked = true;
  }
}
