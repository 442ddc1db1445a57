import { Button, Modal } from '@wordpress/components';
import { type ReactNode, useState } from 'react';
import { useWords } from '../i18n/words.ts';
import { ProblemNotice } from './problem-notice.tsx';

/** Asks before something happens that matters; stays open and says why when it fails. */
export function ConfirmDialog({
  title,
  confirm,
  refuse,
  isDestructive = false,
  isReady = true,
  onConfirm,
  onClose,
  children,
}: {
  title: string;
  /** what the button does, in words */
  confirm: string;
  /** default: “Cancel” */
  refuse?: string;
  isDestructive?: boolean;
  /** false: what is asked can't be read yet */
  isReady?: boolean;
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
  children: ReactNode;
}) {
  const { shell } = useWords();
  const [fault, setFault] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const go = async () => {
    setBusy(true);
    setFault(undefined);
    try {
      await onConfirm();
      onClose();
    } catch (problem) {
      setFault(problem);
      setBusy(false);
    }
  };
  return (
    <Modal title={title} onRequestClose={onClose} size="medium">
      {children}
      <ProblemNotice fault={fault} />
      <div className="dialog-buttons">
        <Button variant="tertiary" onClick={onClose}>
          {refuse ?? shell.cancel}
        </Button>
        <Button
          variant="primary"
          isDestructive={isDestructive}
          isBusy={isBusy}
          disabled={isBusy || !isReady}
          accessibleWhenDisabled
          onClick={() => void go()}
        >
          {confirm}
        </Button>
      </div>
    </Modal>
  );
}
