/** A document of some format version; what else is in it only its own migration knows. */
export type VersionedDocument = { formatVersion: number; [key: string]: unknown };

export type Migrations = Readonly<
  Record<number, (document: VersionedDocument) => VersionedDocument>
>;

/** From format n to n + 1. Format 1 is the first, so there is nothing to do yet. */
const migrations: Migrations = {};

/** Brings a document up step by step. */
export function migrateSettings(
  document: VersionedDocument,
  steps: Migrations = migrations,
): VersionedDocument {
  const step = steps[document.formatVersion];
  if (step === undefined) return document;
  return migrateSettings({ ...step(document), formatVersion: document.formatVersion + 1 }, steps);
}
