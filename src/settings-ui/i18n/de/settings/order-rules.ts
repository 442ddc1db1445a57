import type { Words } from '../../words.ts';

export const orderRules: Pick<Words['settings'], 'phases' | 'statuses' | 'announced' | 'products'> =
  {
    phases: {
      announced: {
        label: 'Angekündigt',
        help: 'Bestellt, aber von OTTO nicht freigegeben: noch ohne Adresse, vielleicht unbezahlt. Gilt nur, wenn angekündigte Bestellungen in den Shop kommen.',
      },
      processable: {
        label: 'Jetzt versenden',
        help: 'Von OTTO freigegeben und bezahlt oder abgesichert: jetzt packen.',
      },
      sent: {
        label: 'Versendet',
        help: 'Mindestens ein Stück wurde OTTO als versendet gemeldet.',
      },
      returned: {
        label: 'Retourniert',
        help: 'OTTO hat die Ware zurückgenommen. „Rückerstattet“ kommt von selbst, wenn die Erstattungen die Summe erreichen.',
      },
      cancelledByMarketplace: {
        label: 'Von OTTO storniert',
        help: 'Der Käufer oder OTTO hat die ganze Bestellung storniert.',
      },
      cancelledByPartner: {
        label: 'Von Ihnen storniert',
        help: 'Sie haben die ganze Bestellung bei OTTO storniert.',
      },
    },
    statuses: {
      mapping: 'Status je Phase',
      mappingHelp:
        'Ein Status wird nur geschrieben, wenn sich die Phase ändert, und nie über einen, den Sie von Hand gesetzt haben.',
      leave: 'So lassen, wie er ist',
      custom: (name) => `${name} (eigener Status Ihres Shops)`,
      notInShop: (slug) => `${slug} (gibt es im Shop nicht mehr)`,
      stockAndWords: 'Bestand und Texte',
      shopLanguage: 'Sprache der Texte im Shop',
      shopLanguageHelp: 'Von Bestellnotizen und anderen Texten, die die Brücke schreibt.',
    },
    announced: {
      label: 'Angekündigte Bestellungen in den Shop holen?',
      help: 'OTTO kündigt eine Bestellung bis zu einige Tage an, bevor es sie freigibt. Bis dahin hat sie keine Adresse und darf nicht versendet werden.',
      off: 'Nein, in der Brücke warten lassen',
      offMeans:
        'Die Bestellung erscheint im Shop, sobald sie gepackt werden darf. Bis dahin ist ihr Bestand nicht reserviert: Er kann anderswo verkauft werden.',
      prepayment: 'Nur die mit Vorkasse',
      prepaymentMeans:
        'Bestellungen, die auf die Zahlung des Käufers warten, kommen unbezahlt herein und reservieren Bestand; die anderen folgen mit der Freigabe.',
      all: 'Ja, alle',
      allMeans:
        'Jede Bestellung reserviert sofort Bestand und ist früh zu sehen. Sie hat noch keine Adresse, und Ihre Packer müssen sie liegen lassen, bis sich ihr Status ändert.',
    },
    products: {
      unknownSku: 'Wenn der Shop eine SKU nicht kennt',
      unknownSkuHelp: 'Eine SKU von OTTO wird unter den SKUs Ihrer Produkte und Varianten gesucht.',
      unknownNamedLine: 'Bestellung hereinholen',
      unknownNamedLineMeans:
        'Die Zeile hat Namen und Preis, aber kein Produkt: Es wird kein Bestand abgebucht.',
      unknownHold: 'Bestellung warten lassen',
      unknownHoldMeans: 'Sie kommt herein, sobald Sie gesagt haben, welches Produkt es ist.',
      restockCancelled: 'Stornierte Stücke wieder auf Bestand buchen',
      restockCancelledHelp:
        'Wenn OTTO ein Stück storniert, das schon im Shop ist, oder Sie eines nur aus Versehen als versendet gemeldet haben.',
      restockReturned: 'Retournierte Stücke wieder auf Bestand buchen',
      restockReturnedHelp:
        'Wenn Sie oder OTTO ein Stück zurückgenommen haben. Was verloren ist oder beim Käufer bleibt, kommt nie auf Bestand.',
      restockConditions: 'In welchem Zustand das gilt',
      restockConditionsHelp:
        'Stücke in jedem anderen Zustand bleiben vom Bestand weg: Buchen Sie sie von Hand zurück.',
      conditions: {
        A: 'A – originalverpackt',
        B: 'B – wie neu',
        C: 'C – leicht gebraucht',
        D: 'D – stark gebraucht',
        E: 'E – defekt oder unvollständig',
        unknown: 'OTTO nennt keinen Zustand',
      },
      toSkuMap: 'Alle SKUs und Ihre Sets: Bestand > SKU-Zuordnung',
      unknownTitle: 'SKUs, die der Shop nicht kennt',
      unknownNone: 'Zuletzt waren alle SKUs bekannt.',
      unknownHelp: 'Wählen Sie das gemeinte Produkt; danach kennt es die Brücke.',
      sku: 'SKU bei OTTO',
      skuHelp: 'So, wie sie in der Bestellung bei OTTO steht.',
      whatNow: 'Ihre Bestellungen',
      isHolding: 'Warten',
      isNamedLine: 'Im Shop, ohne Produkt',
      orders: 'Bestellungen',
      lastOrdered: 'Zuletzt bestellt',
      choose: 'Produkt wählen',
      chooseFor: (sku) => `Produkt für ${sku} wählen`,
      searchShop: (sku) => `Im Shop suchen, was „${sku}“ ist`,
      hits: (count) => `${count} gefunden`,
      noHits: 'Im Shop nichts gefunden.',
      takeProduct: (name, sku) => `${name} (SKU ${sku})`,
      hasNoSku: 'hat keine SKU: geben Sie ihm zuerst im Shop eine',
      notPublished: 'nicht veröffentlicht',
      choicesTitle: 'Von Ihnen zugeordnete SKUs',
      choicesHelp: 'Wenn eine SKU bei OTTO anders heißt als in Ihrem Shop.',
      choicesNone: 'Nichts von Hand zugeordnet.',
      shopSku: 'SKU im Shop',
      addChoice: 'SKU zuordnen',
      deliveryTitle: 'Wie Ware reist',
      deliveryHelp: 'Aus Antworten von OTTO gelernt: Speditionsware braucht keine Retourennummer.',
      deliveryNone: 'Noch nichts gelernt.',
      account: 'Konto',
      travels: 'Reist per',
      parcel: 'Paketdienst',
      forwarder: 'Spedition',
      learned: 'Seit',
      forget: 'Vergessen',
      forgetOne: (sku) => `Vergessen, wie ${sku} reist`,
    },
  };
