import type { StockCode } from '../owner-code.ts';
import type { Gaps, Say } from '../saying.ts';

const NOTHING_TOLD = 'The bridge tells OTTO nothing about this SKU; what stands there stays.';
const SHOWS_ZERO = 'OTTO shows 0, so that the article can’t be bought there.';

/** What is told of the stock between shop and OTTO. */
export const stock = {
  'stock-no-product': () => ({
    what: 'The bridge knows no product in the shop for this SKU.',
    follows: NOTHING_TOLD,
    todo: 'Give the product in the shop the same SKU or EAN, or map it to the SKU at Stock > SKU map.',
  }),
  'stock-not-managed': () => ({
    what: 'The shop counts no stock of the product, it only says “In stock”.',
    follows: `No number is guessed. ${NOTHING_TOLD}`,
    todo: 'Switch on “Track stock quantity” for the product and enter how many there are.',
  }),
  'stock-unreadable': () => ({
    what: 'The shop names a quantity for the product that is no number.',
    follows: NOTHING_TOLD,
    todo: 'Open the product in the shop, enter its stock quantity anew and save it.',
  }),
  'stock-vacation': () => ({
    what: 'Vacation: OTTO is to show 0, whatever the shop has.',
    follows: 'The right number comes back when the vacation ends.',
    todo: undefined,
  }),
  'stock-sold-out': () => ({
    what: 'The shop shows the product as “Out of stock”.',
    follows: SHOWS_ZERO,
    todo: undefined,
  }),
  'stock-negative': () => ({
    what: 'The stock in the shop is below 0: more is sold than there is.',
    follows: SHOWS_ZERO,
    todo: 'Check whether every order can be delivered, and correct the quantity in the shop.',
  }),
  'stock-not-published': (g) => ({
    what:
      g.text('status') === 'trash'
        ? 'The product is in the bin of the shop.'
        : `The product is not published in the shop (status “${g.text('status')}”).`,
    follows: SHOWS_ZERO,
    todo: 'Publish it in the shop if it is to be sold at OTTO.',
  }),
  'stock-product-gone': () => ({
    what: 'The product that stood behind this SKU is no longer in the shop.',
    follows: SHOWS_ZERO,
    todo: 'Make it again, or map another one to the SKU at Stock > SKU map.',
  }),
  'stock-all-reserved': () => ({
    what: 'Everything there is was sold at OTTO already and is not yet taken from the shop’s stock.',
    follows: SHOWS_ZERO,
    todo: undefined,
  }),
  'stock-within-buffer': (g) => ({
    what: `No more is there than you want to keep back (${g.number('buffer')}).`,
    follows: SHOWS_ZERO,
    todo: undefined,
  }),
  'stock-capped': (g) => ({
    what: `The shop has more than OTTO is to show: ${g.number('cap')} at most.`,
    follows: undefined,
    todo: undefined,
  }),
  'stock-shared': (g) => ({
    what: `${g.text('others') === '1' ? 'One more SKU lives' : `${g.number('others')} more SKUs live`} on the same stock in the shop; each shows the whole number at OTTO.`,
    follows: 'If several are bought at once, more may be sold than there is.',
    todo: 'Keep a buffer back for these SKUs at “Stock”.',
  }),
  'stock-restored': () => ({
    what: 'After the vacation OTTO shows again what stood there before.',
    follows: 'From then on the bridge tells OTTO nothing about this SKU again.',
    todo: undefined,
  }),
  'stock-sku-unknown': (g) => ({
    what: `OTTO does not know the SKU ${g.text('sku')}${detail(g)}.`,
    follows: 'The bridge sends it again every 15 minutes, and at once when it changes.',
    todo: 'Create the article at OTTO. It needs a product number there before it takes stock.',
  }),
  'stock-number-refused': (g) => ({
    what: `OTTO does not take the number of the SKU ${g.text('sku')}${detail(g)}.`,
    follows: 'The bridge sends it again every 15 minutes, and at once when it changes.',
    todo: 'Look in OTTO Partner Connect (portal.otto.market) what is wrong with the article.',
  }),
  'stock-differs': (g) => ({
    what: `OTTO shows ${g.number('otto')} although it took ${g.number('pushed')}; sent once more it stayed so.`,
    follows: 'The bridge does not send this number again by itself until it changes.',
    todo: 'Check whether another program tells OTTO stock too, then send the number again.',
  }),
  'stock-lower': (g) => ({
    what: `OTTO shows ${g.number('otto')} instead of ${g.number('pushed')}; perhaps something was just sold there.`,
    follows: 'The bridge looks again in a few minutes.',
    todo: undefined,
  }),
  'stock-skus-unknown': (g) => ({
    what: `OTTO does not know ${skus(g)}: ${g.text('skus')}${more(g)}.`,
    follows: `${g.text('count') === '1' ? 'Its number does' : 'The numbers of these SKUs do'} not reach OTTO. All others do.`,
    todo: 'Create there what is missing, or check whether the SKU is spelled otherwise there. This resolves itself once OTTO knows them.',
  }),
  'stock-skus-refused': (g) => ({
    what: `OTTO does not take the numbers of ${skus(g)}: ${g.text('skus')}${more(g)}.`,
    follows:
      'They are sent again every 15 minutes. Until OTTO takes them it sells by the number it has. All others reach OTTO.',
    todo: 'At “Stock” each of them shows what OTTO says.',
  }),
  'stock-numbers-left-alone': (g) => ({
    what: `Your shop gives no number of pieces any more for ${skus(g)}: ${g.text('skus')}${more(g)}.`,
    follows: 'OTTO goes on selling them by the last number it was told.',
    todo: 'At “Stock” each of them says why. Switch stock management on again for the product in the shop, or set its number to 0 in OTTO Partner Connect (portal.otto.market).',
  }),
  'stock-numbers-differ': (g) => ({
    what: `For ${skus(g)} OTTO shows other numbers than it took: ${g.text('skus')}${more(g)}.`,
    follows: 'The bridge sent them once more and does not overwrite them again.',
    todo: 'If another program tells OTTO stock too, switch one of them off and send the numbers again at “Stock”.',
  }),
  'stock-sku-doubled': (g) => ({
    what: `Several products in the shop have the SKU ${g.text('sku')} (numbers ${g.text('productIds')}).`,
    follows:
      'For orders and stock the first published one counts, the others are left out of account.',
    todo: 'Give every product in the shop a SKU of its own.',
  }),
  'stock-vacation-open': (g) => ({
    what: `Vacation: OTTO does not show 0 yet for ${g.number('count')} of ${g.number('total')} SKUs.`,
    follows: 'The bridge goes on sending 0, but until then they can still be bought there.',
    todo: 'Look at “Stock” for the cause, or set the articles to 0 in OTTO Partner Connect (portal.otto.market).',
  }),
  'stock-shared-without-buffer': (g) => ({
    what: `${sentence(skus(g))} ${g.text('count') === '1' ? 'shares' : 'share'} a stock in the shop with others, and nothing is kept back.`,
    follows:
      'Each shows the whole number; if they are bought at once, more may be sold than there is.',
    todo: 'Enter a buffer: for all SKUs at Settings > Stock to OTTO, for single ones at “Stock”.',
  }),
  'stock-off': () => ({
    what: 'OTTO is told no stock: that is switched off.',
    follows: 'What is entered at OTTO stays as it is.',
    todo: 'Switch it on at Settings > Stock to OTTO if OTTO is to show the numbers of your shop.',
  }),
  'stock-running': () => ({
    what: 'Stock is being compared right now.',
    follows: 'A second run beside it does not begin.',
    todo: 'Try again in a minute.',
  }),
  'stock-sku-not-known': (g) => ({
    what: `The bridge knows no stock for the SKU ${g.text('sku')} of this account.`,
    follows: undefined,
    todo: 'Check the spelling. New SKUs appear once OTTO names them in an order or in its list.',
  }),
} as const satisfies Record<StockCode, Say>;

function detail(g: Gaps): string {
  return g.has('detail') ? ` and says: “${g.quote('detail')}”` : '';
}

function skus(g: Gaps): string {
  return g.text('count') === '1' ? 'one SKU' : `${g.number('count')} SKUs`;
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

function more(g: Gaps): string {
  return Number(g.text('count')) > g.text('skus').split(', ').length ? ' and more' : '';
}
