import { Button, Modal } from '@wordpress/components';
import { useState } from 'react';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { useChange, useList, useMay } from '../../api/use-api.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Card, Loaded } from '../../components/page-frame.tsx';
import { WideTable } from '../../components/wide-table.tsx';
import { count } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { AFTER_MAPPING } from './after-mapping.ts';
import { SetEditor } from './set-editor.tsx';

type ProductSet = AnswerOf<'listProductSets'>['items'][number];

/** The owner's sets, of SKUs too that OTTO has not named yet. */
export function ProductSets({ onSaid }: { onSaid: (sku: string) => void }) {
  const { shell, skuMap: words } = useWords();
  const query = useList('listProductSets');
  const mayOperate = useMay('operate');
  const [editing, setEditing] = useState<ProductSet | 'new'>();
  const [saved, setSaved] = useState<string>();
  const edit = (what: ProductSet | 'new') => {
    setSaved(undefined);
    setEditing(what);
  };
  return (
    <div className="product-sets">
      <Card
        title={words.setsTitle}
        actions={
          mayOperate && (
            <Button variant="secondary" onClick={() => edit('new')}>
              {words.addSet}
            </Button>
          )
        }
      >
        <p className="soft-line">{words.setsHelp}</p>
        <p role="status">{saved !== undefined && words.savedSet(saved)}</p>
        <Loaded of={query}>
          {() =>
            query.items.length === 0 ? (
              <p className="quiet">{words.setsNone}</p>
            ) : (
              <SetTable items={query.items} mayOperate={mayOperate} onEdit={edit} onSaid={onSaid} />
            )
          }
        </Loaded>
        {query.hasNextPage && (
          <Button
            variant="secondary"
            isBusy={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {shell.more}
          </Button>
        )}
      </Card>
      {editing && (
        <Modal
          title={editing === 'new' ? words.newSetTitle : words.setOfTitle(editing.sku)}
          onRequestClose={() => setEditing(undefined)}
          size="large"
        >
          <SetEditor
            {...(editing === 'new' ? {} : { sku: editing.sku, set: editing })}
            onSaved={(sku) => {
              setSaved(sku);
              onSaid(sku);
            }}
            onClose={() => setEditing(undefined)}
          />
        </Modal>
      )}
    </div>
  );
}

function SetTable({
  items,
  mayOperate,
  onEdit,
  onSaid,
}: {
  items: readonly ProductSet[];
  mayOperate: boolean;
  onEdit: (set: ProductSet) => void;
  onSaid: (sku: string) => void;
}) {
  const { skuMap: words } = useWords();
  const remove = useChange('deleteProductSet', AFTER_MAPPING);
  const [removing, setRemoving] = useState<string>();
  return (
    <>
      <WideTable caption={words.setsTitle} isStacked>
        <thead>
          <tr>
            <th scope="col">{words.sku}</th>
            <th scope="col">{words.setParts}</th>
            {mayOperate && <td />}
          </tr>
        </thead>
        <tbody>
          {items.map((set) => (
            <tr key={set.sku}>
              <th scope="row">{set.sku}</th>
              <td>
                {set.parts
                  .map(({ shopSku, quantity }) => words.partPlain(count(quantity), shopSku))
                  .join(', ')}
              </td>
              {mayOperate && (
                <td>
                  <div className="set-buttons">
                    <Button
                      variant="link"
                      aria-label={words.changeSet(set.sku)}
                      onClick={() => onEdit(set)}
                    >
                      {words.change}
                    </Button>
                    <Button
                      variant="link"
                      isDestructive
                      aria-label={words.removeSet(set.sku)}
                      onClick={() => setRemoving(set.sku)}
                    >
                      {words.remove}
                    </Button>
                  </div>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </WideTable>
      {removing !== undefined && (
        <ConfirmDialog
          title={words.removeTitle}
          confirm={words.remove}
          isDestructive
          onConfirm={() =>
            remove.mutateAsync({ query: { sku: removing } }).then(() => onSaid(removing))
          }
          onClose={() => setRemoving(undefined)}
        >
          <p>{words.removeText(removing)}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
