import { ExternalLink } from '@wordpress/components';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { useWords } from '../../i18n/words.ts';

type Order = Pick<
  AnswerOf<'listOrders'>['items'][number],
  'wooOrderId' | 'wooOrderNumber' | 'shopUrl'
>;

/**
 * The order in the shop's administration; nothing while it has none.
 *
 * @param isShort only its number is seen, as in a list whose column says what it is
 */
export function ShopOrderLink({
  order: { wooOrderId, wooOrderNumber, shopUrl },
  isShort = false,
}: {
  order: Order;
  isShort?: boolean;
}) {
  const { orders: words } = useWords();
  if (wooOrderId === null) return null;
  const number = wooOrderNumber ?? `${wooOrderId}`;
  const name = isShort ? (
    <>
      <span className="visually-hidden">{words.shopOrder('')}</span>
      {words.shortNumber(number)}
    </>
  ) : (
    words.shopOrder(number)
  );
  return shopUrl === null ? (
    <span>{name}</span>
  ) : (
    <ExternalLink href={shopUrl}>{name}</ExternalLink>
  );
}
