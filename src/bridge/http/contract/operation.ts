import { z } from 'zod';

/** What somebody may do: look; look and act; all of that and change settings, users and tokens. */
export const ROLES = ['view', 'operate', 'configure'] as const;

export type Role = (typeof ROLES)[number];

/** Who may call: anybody, who has at least this role, or who signs what he sends. */
export type Access = 'anybody' | Role | 'signature';

/** What an operation is about; a token may be confined to some of these. */
export const AREAS = [
  'state',
  'orders',
  'payments',
  'imports',
  'shipments',
  'transmissions',
  'returns',
  'receipts',
  'stock',
  'incidents',
  'jobs',
  'reconcile',
  'accounts',
  'shop',
  'settings',
  'users',
] as const;

export type Area = (typeof AREAS)[number];

/** One operation of the web service. Paths name their params as `:name`. */
export type Operation<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> = {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  path: string;
  access: Access;
  /** true: whoever calls on the bridge's own machine needs no log-in, unless told otherwise */
  openOnLoopback?: true;
  area: Area;
  summary: string;
  /**
   * false: changes nothing worth an entry in the audit, or makes its own; true: changes nothing, but it
   * is written down who looked. Default: whatever is no GET is written down
   */
  audit?: boolean;
  params: Params;
  query: Query;
  body: Body;
  /** media types of the body, where it is a file; default: JSON */
  takes?: readonly string[];
  /** status of a success, and its body; faults are problem details */
  status: 200 | 202;
  /** of the answer, where it is a file to be kept; default: JSON */
  mediaType?: 'text/csv' | 'text/plain' | 'application/pdf' | 'text/event-stream';
  /**
   * true: the answer says its `version`, which becomes the header ETag; a change based on it says it
   * in If-Match (`asked.ifMatch`). Without it a GET's ETag is made from the whole answer.
   */
  versioned?: true;
  /** true: nobody may keep the answer, not even the browser, e.g. addresses and secrets */
  noStore?: true;
  /** of `text/event-stream`: one event, with its data parsed */
  answer: Answer;
};

/** Keeps each schema's own type, which the handler and the page get theirs from. */
export function operation<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
>(described: Operation<Params, Query, Body, Answer>): Operation<Params, Query, Body, Answer> {
  return described;
}

/** No params, no query, no body: whatever is sent all the same is refused by name. */
export const nothing = z.strictObject({});
