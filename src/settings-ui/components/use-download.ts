import { useState } from 'react';
import type { OperationName } from '../../bridge/http/api-contract.ts';
import { type Asked, callForFile } from '../api/call.ts';

/** Has the browser keep a file that the bridge answers with; while it comes, and why it does not. */
export function useDownload<Name extends OperationName>(
  name: Name,
  usualFileName: string,
): {
  download: (asked: Asked<Name>) => void;
  isBusy: boolean;
  fault: unknown;
} {
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<unknown>();
  const load = async (asked: Asked<Name>) => {
    setBusy(true);
    setFault(undefined);
    try {
      const { content, fileName = usualFileName } = await callForFile(name, asked);
      keep(content, fileName);
    } catch (problem) {
      setFault(problem);
    }
    setBusy(false);
  };
  return { download: (asked) => void load(asked), isBusy, fault };
}

/** A link is clicked that nobody sees: browsers offer no other way to name a file. */
export function keep(content: Blob, fileName: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(address);
}
