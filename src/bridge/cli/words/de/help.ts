import type { HelpWords } from '../help-words.ts';
import { accessCommands, accessExamples } from './access.ts';
import { decisionCommands, decisionExamples } from './decisions.ts';
import { keepingCommands, keepingExamples } from './keeping.ts';
import { receiptCommands, receiptExamples } from './receipts.ts';
import { reportCommands, reportExamples } from './report.ts';
import { returnCommands, returnExamples } from './returns.ts';
import { skuCommands, skuExamples } from './skus.ts';
import { stockCommands, stockExamples } from './stock.ts';

export const help: HelpWords = {
  description:
    'Holt Bestellungen von OTTO Market in Ihren WooCommerce-Shop und hält sie dort richtig.',
  usage: 'Aufruf:',
  arguments: 'Angaben:',
  options: 'Optionen:',
  commands: 'Befehle:',
  anyOptions: '[Optionen]',
  anyCommand: '[Befehl]',
  choices: 'möglich',
  usually: 'ohne Angabe',
  needed: 'nötig',
  begin: 'Zum Anfangen:',
  examples: 'Beispiele:',
  firstSteps: [
    ['Shop verbinden; das Secret wird abgefragt', 'shop --url https://mein-shop.de --key ck_…'],
    [
      'OTTO-Konto anlegen, zunächst als Entwurf',
      'account add --id main --name "Mein OTTO-Konto" --client-id …',
    ],
    ['beide Seiten prüfen', 'doctor'],
    ['ansehen, was käme; es wird nichts geschrieben', 'preview'],
    ['scharf schalten', 'account activate main'],
    ['laufen lassen', 'start'],
  ],
  exitCodes:
    'Rückgabewerte: 0 alles gut · 1 unerwarteter Fehler · 2 falscher Aufruf · 3 etwas wartet auf Sie · 4 eine Einstellung fehlt oder stimmt nicht · 5 OTTO oder Shop nicht erreichbar · 6 läuft schon · 130 angehalten',
  moreHelp: 'Mehr zu einem Befehl: npm run bridge -- <Befehl> --help',
  command: {
    ...reportCommands,
    ...receiptCommands,
    ...returnCommands,
    ...accessCommands,
    ...decisionCommands,
    ...keepingCommands,
    ...skuCommands,
    ...stockCommands,
    start: 'die Brücke laufen lassen: nach Zeitplan importieren, Webdienst anbieten',
    import: 'jetzt importieren, ein Konto oder alle aktiven; ein Entwurf wird nur geprobt',
    preview:
      'zeigen, was ein Import schreiben würde, ohne zu schreiben; mit --json samt Namen und Adressen',
    orders: 'Bestellungen der Brücke auflisten, neueste zuerst',
    why: 'die Geschichte einer Bestellung: wo sie ist, warum, was als Nächstes kommt',
    choose: 'entscheiden, was gilt, wenn Shop und OTTO sich bei einer Bestellung widersprechen',
    incidents: 'zeigen, was gerade nicht stimmt und was zu tun ist',
    'incidents close': 'einen Vorfall als erledigt abhaken; seine Nummer zeigt incidents',
    runs: 'die letzten Importläufe zeigen',
    reconcile:
      'OTTO, Brücke und Shop vergleichen: eine Zeile, oder jeder Unterschied samt Reparatur',
    openapi: 'die Beschreibung des Webdienstes für Programme zeigen (OpenAPI 3.1)',
    doctor: 'beide Seiten prüfen und sagen, was zu tun ist',
    'mail-proof':
      'an einer Testbestellung im Shop beweisen, dass keine Mail einen Käufer erreichen kann',
    watch: 'jetzt nachsehen, was sich im Shop geändert hat',
    webhooks: 'zeigen, ob die Webhooks des Shops stehen, und sie wiederherstellen',
    notify: 'Meldungen über Vorfälle: per Mail oder an eine Webadresse',
    'notify mail': 'Mails einrichten: Mailserver, Absender, Empfänger',
    'notify off': 'keine Mails mehr',
    'notify test': 'auf jedem eingerichteten Weg eine Testnachricht schicken',
    'notify secret': 'zeigen, womit Ihre Webadresse die Unterschrift prüft',
    erase: 'persönliche Zusatzangaben aus alten Shop-Bestellungen löschen, jetzt statt nachts',
    settings: 'Einstellungen zeigen, ändern, sichern, einspielen',
    'settings show': 'alle Einstellungen zeigen, ohne Geheimnisse',
    'settings set': 'eine Einstellung ändern; die Namen zeigt settings show',
    'settings export': 'alle Einstellungen in eine Datei sichern; Geheimnisse nur mit Passphrase',
    'settings import': 'Einstellungen aus einer Datei einspielen',
    shop: 'den WooCommerce-Shop verbinden und prüfen',
    account: 'OTTO-Market-Konten verwalten',
    'account list': 'Konten auflisten',
    'account add': 'ein Konto anlegen, zunächst als Entwurf',
    'account secret': 'einem Konto ein neues Client-Secret geben',
    'account activate': 'ein Konto scharf schalten',
    'account pause': 'ein Konto anhalten',
    product: 'einer SKU von OTTO ein Produkt des Shops zuordnen; ohne Shop-SKU wird sie vergessen',
    'test-orders': 'Testbestellungen in der OTTO-Sandbox erzeugen',
    help: 'die Hilfe zu einem Befehl zeigen',
  },
  example: {
    ...reportExamples,
    ...receiptExamples,
    ...returnExamples,
    ...accessExamples,
    ...decisionExamples,
    ...keepingExamples,
    ...skuExamples,
    ...stockExamples,
    import: [
      ['Bestellungen ab einem Tag nachholen', 'import --account main --since 2026-01-01'],
      ['vorher ansehen, was dabei käme', 'import --account main --since 2026-01-01 --dry-run'],
    ],
    preview: [['nur ein Konto, ab einem Tag', 'preview --account main --since 2026-01-01']],
    reconcile: [
      ['die Unterschiede in eine Datei schreiben', 'reconcile --csv abgleich.csv'],
      ['reparieren, was sich reparieren lässt', 'reconcile --repair'],
      ['einen Monat vergleichen', 'reconcile --from 2026-01-01 --until 2026-01-31'],
    ],
    orders: [['nur Bestellungen, die OTTO noch nicht freigegeben hat', 'orders --phase announced']],
    why: [
      ['', 'why bu5h6x7z2k'],
      ['was OTTO und Shop gerade Wort für Wort antworten', 'why bu5h6x7z2k --raw'],
    ],
    webhooks: [
      [
        'Webhooks einschalten: die Adresse, unter der Ihr Shop die Brücke erreicht',
        'settings set publicUrl https://bruecke.mein-shop.de',
      ],
      ['gleich anlegen, statt auf die nächste Prüfung zu warten', 'webhooks --restore'],
    ],
    erase: [
      ['die Frist setzen, in Tagen', 'settings set eraseShopMetaAfterDays 90'],
      ['vorher zählen', 'erase --dry-run'],
    ],
    choose: [
      ['wie bei OTTO: die Brücke gleicht die Shop-Bestellung an', 'choose bu5h6x7z2k --otto'],
      ['wie im Shop: alles bleibt, wie es dort ist', 'choose bu5h6x7z2k --shop'],
    ],
    'incidents close': [['', 'incidents close 12']],
    'settings set': [
      [
        'auch angekündigte Bestellungen hereinholen',
        'settings set importRules.announcedImport all',
      ],
      ['nur bei einem Konto', 'settings set accounts.main.rules.announcedImport all'],
      [
        'die Abweichung des Kontos wieder aufheben',
        'settings set accounts.main.rules.announcedImport null',
      ],
      [
        'ein eigener Status des Shops',
        'settings set importRules.statusMapping.processable in-packing',
      ],
    ],
    'settings export': [['', 'settings export sicherung.json']],
    'settings import': [['', 'settings import sicherung.json']],
    shop: [['', 'shop --url https://mein-shop.de --key ck_…']],
    'account add': [
      ['', 'account add --id main --name "Mein OTTO-Konto" --client-id …'],
      [
        'zum Ausprobieren in der Sandbox',
        'account add --id test --name Sandbox --environment sandbox --client-id …',
      ],
    ],
    product: [['', 'product SHIRT-OTTO SHIRT-SHOP']],
  },
};
