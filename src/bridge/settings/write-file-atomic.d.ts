/** write-file-atomic 8 ships no types; this is what durable-file.ts uses of it. */
declare module 'write-file-atomic' {
  function writeFileAtomic(
    path: string,
    data: undefined,
    options: { mode: number; tmpfileCreated: (temporaryPath: string) => Promise<void> },
  ): Promise<void>;
  export = writeFileAtomic;
}
