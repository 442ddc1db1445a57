import type { Words } from '../words.ts';

export const reductions: Words['reductions'] = {
  action: 'Preisnachlass geben …',
  actionFor: (piece) => `Preisnachlass für ${piece} geben …`,
  title: (piece) => `Preisnachlass für ${piece}`,
  lead: 'Der Käufer behält das Stück, und OTTO erstattet ihm einen Teil des Preises.',
  price: 'Preis',
  already: 'Bisher nachgelassen',
  left: 'Davon übrig',
  amount: 'Betrag, der zurückgeht (€)',
  amountHelp: 'Brutto, z. B. 5,00',
  amountMissing: 'Geben Sie einen Betrag ein, z. B. 5,00.',
  amountTooHigh: (left) => `Er muss unter ${left} liegen: So viel ist noch übrig.`,
  newPrice: (sum) => `Der Käufer hat dann ${sum} dafür bezahlt.`,
  addsUp:
    'OTTO zählt zusammen, was zweimal gesendet wird; die Brücke sendet darum jeden Nachlass nur einmal.',
  yes: (sum) => `${sum} erstatten`,
  yesSome: 'Erstatten',
  notKnown: 'Dieses Stück ist hier nicht bekannt.',
  repeatedYes: (sum) => `Ja, noch einmal ${sum}`,
  noted: (sum) =>
    `Notiert: ${sum} gehen an den Käufer zurück. Was daraus wird, sehen Sie in der Liste.`,
  list: 'Preisnachlässe',
  listHelp: 'Jetzt bei OTTO gelesen, mit dem, was hier gewünscht wurde.',
  none: 'In dieser Bestellung wurde kein Preis nachgelassen.',
  notFromOtto: 'OTTO konnte nicht gefragt werden; das sind die Nachlässe, die die Brücke kennt.',
  ofPiece: 'Stück',
  sum: 'Betrag',
  state: 'Stand',
  at: 'Wann',
  receipt: 'Beleg',
};
