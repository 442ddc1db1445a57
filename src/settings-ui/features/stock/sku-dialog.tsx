import { Button, Modal } from '@wordpress/components';
import { useState } from 'react';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { useAnswer, useChange } from '../../api/use-api.ts';
import { ChooseProduct } from '../../components/choose-product.tsx';
import { Loaded } from '../../components/page-frame.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { ToldText } from '../../components/told.tsx';
import { count } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { AFTER_MAPPING } from './after-mapping.ts';
import { SetEditor } from './set-editor.tsx';
import { matchTone, type Sku, SkuParts } from './sku-fields.tsx';

/** Says what one SKU is in the shop: one product, a set, or what the bridge finds by itself. */
export function SkuDialog({
  item,
  onSaid,
  onClose,
}: {
  item: Sku;
  /** something was said of it, or taken back */
  onSaid: () => void;
  onClose: () => void;
}) {
  const { skuMap: words } = useWords();
  const { accountId, sku } = item;
  const view = useAnswer('getSku', { query: { accountId, sku } });
  const [isSet, setIsSet] = useState(false);
  const title = isSet ? words.setOfTitle(sku) : words.editTitle(sku);
  return (
    <Modal title={title} onRequestClose={onClose} size="large">
      <Loaded of={view}>
        {(known) =>
          isSet ? (
            <SetEditor sku={sku} set={known.set ?? undefined} onSaved={onSaid} onClose={onClose} />
          ) : (
            <Choices
              known={known}
              onSet={() => setIsSet(true)}
              onDone={() => {
                onSaid();
                onClose();
              }}
              onClose={onClose}
            />
          )
        }
      </Loaded>
    </Modal>
  );
}

function Choices({
  known,
  onSet,
  onDone,
  onClose,
}: {
  known: AnswerOf<'getSku'>;
  onSet: () => void;
  onDone: () => void;
  onClose: () => void;
}) {
  const { shell, skuMap: words } = useWords();
  const { sku, match, matchWord, parts, about, choice, set, waitingOrders, isAtOtto } = known;
  return (
    <div className="sku-choices">
      <section>
        <h2>{words.now}</h2>
        <p>
          <StatusBadge tone={matchTone(match)}>{matchWord}</StatusBadge>
        </p>
        {parts.length > 0 && <SkuParts parts={parts} words={words} />}
        {about && <ToldText about={about} />}
        {isAtOtto && <p className="soft-line">{words.isAtOtto}</p>}
        {waitingOrders > 0 && <p>{words.waiting(count(waitingOrders))}</p>}
      </section>
      <section>
        <h2>{words.chooseTitle}</h2>
        <p className="soft-line">{words.chooseHelp}</p>
        <ChooseProduct sku={sku} onDone={onDone} />
      </section>
      <section>
        <h2>{words.setTitle}</h2>
        <p className="soft-line">{words.setHelp}</p>
        <Button variant="secondary" __next40pxDefaultSize onClick={onSet}>
          {set ? words.editSet : words.makeSet}
        </Button>
      </section>
      {(choice !== null || set !== null) && (
        <Forget sku={sku} choice={choice} hasSet={set !== null} onDone={onDone} />
      )}
      <div className="dialog-buttons">
        <Button variant="tertiary" onClick={onClose}>
          {shell.close}
        </Button>
      </div>
    </div>
  );
}

function Forget({
  sku,
  choice,
  hasSet,
  onDone,
}: {
  sku: string;
  choice: string | null;
  hasSet: boolean;
  onDone: () => void;
}) {
  const { skuMap: words } = useWords();
  const forgetChoice = useChange('removeProductChoice', AFTER_MAPPING);
  const forgetSet = useChange('deleteProductSet', AFTER_MAPPING);
  const query = { sku };
  return (
    <section>
      <h2>{words.forgetTitle}</h2>
      <p className="soft-line">{words.forgetHelp}</p>
      <div className="form-buttons">
        {choice !== null && (
          <Button
            variant="secondary"
            isDestructive
            isBusy={forgetChoice.isPending}
            onClick={() => forgetChoice.mutateAsync({ query }).then(onDone, () => undefined)}
          >
            {words.forgetChoice(choice)}
          </Button>
        )}
        {hasSet && (
          <Button
            variant="secondary"
            isDestructive
            isBusy={forgetSet.isPending}
            onClick={() => forgetSet.mutateAsync({ query }).then(onDone, () => undefined)}
          >
            {words.forgetSet}
          </Button>
        )}
      </div>
      <ProblemNotice fault={forgetChoice.error ?? forgetSet.error} />
    </section>
  );
}
