import { MailProof } from '../../components/connect/mail-proof.tsx';
import { Card } from '../../components/page-frame.tsx';
import { useWords } from '../../i18n/words.ts';
import { StepButtons } from './step-buttons.tsx';

export function MailProofStep() {
  const { settings } = useWords();
  return (
    <>
      <Card title={settings.mailProof.title}>
        <MailProof />
      </Card>
      <StepButtons step="mail-proof" />
    </>
  );
}
