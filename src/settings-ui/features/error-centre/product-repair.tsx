import { Button } from '@wordpress/components';
import { useState } from 'react';
import type { Incident } from '../../api/shapes.ts';
import { useMay } from '../../api/use-api.ts';
import { ChooseProduct } from '../../components/choose-product.tsx';
import { useWords } from '../../i18n/words.ts';

const CODES = ['sku-not-in-shop', 'held-for-sku'];

/** Article numbers that an incident is about because the shop does not know them. */
export function unknownSkusOf({ state, about: { code, params } }: Incident): string[] {
  if (state !== 'open' || !CODES.includes(code)) return [];
  const named = `${params.sku ?? params.skus ?? ''}`.split(', ');
  return named.filter((sku) => sku !== '');
}

/** Which product of the shop an article number means, said right where it is missed. */
export function ProductRepair({ sku }: { sku: string }) {
  const { errorCentre: words } = useWords();
  const mayOperate = useMay('operate');
  const [step, setStep] = useState<'offered' | 'choosing' | 'done'>('offered');
  if (!mayOperate) return null;
  if (step === 'done') return <p role="status">{words.productChosen(sku)}</p>;
  if (step === 'choosing') return <ChooseProduct sku={sku} onDone={() => setStep('done')} />;
  return (
    <p>
      <Button variant="secondary" onClick={() => setStep('choosing')}>
        {words.chooseProduct(sku)}
      </Button>
    </p>
  );
}
