import type { Words } from '../../words.ts';

export const orderRules: Pick<Words['settings'], 'phases' | 'statuses' | 'announced' | 'products'> =
  {
    phases: {
      announced: {
        label: 'Annoncée',
        help: 'Commandée, mais pas libérée par OTTO : sans adresse, peut-être impayée. Ne sert que si les commandes annoncées entrent dans la boutique.',
      },
      processable: {
        label: 'À expédier maintenant',
        help: 'Libérée par OTTO et payée ou garantie : emballez-la.',
      },
      sent: {
        label: 'Expédiée',
        help: 'Au moins une pièce a été signalée à OTTO comme expédiée.',
      },
      returned: {
        label: 'Retournée',
        help: 'OTTO a repris la marchandise. « Remboursée » vient de lui-même quand les remboursements atteignent le total.',
      },
      cancelledByMarketplace: {
        label: 'Annulée par OTTO',
        help: "L'acheteur ou OTTO a annulé toute la commande.",
      },
      cancelledByPartner: {
        label: 'Annulée par vous',
        help: 'Vous avez annulé toute la commande chez OTTO.',
      },
    },
    statuses: {
      mapping: 'Statut pour chaque phase',
      mappingHelp:
        "Un statut n'est écrit que lorsque la phase change, et jamais par-dessus celui que vous avez mis à la main.",
      leave: 'Laisser tel quel',
      custom: (name) => `${name} (statut propre à votre boutique)`,
      notInShop: (slug) => `${slug} (n'existe plus dans la boutique)`,
      stockAndWords: 'Stock et textes',
      shopLanguage: 'Langue des textes dans la boutique',
      shopLanguageHelp: 'Des notes de commande et autres textes écrits par la passerelle.',
    },
    announced: {
      label: 'Faire entrer les commandes annoncées dans la boutique ?',
      help: "OTTO annonce une commande jusqu'à quelques jours avant de la libérer. D'ici là elle n'a pas d'adresse et ne doit pas être expédiée.",
      off: 'Non, les laisser attendre dans la passerelle',
      offMeans:
        "La commande apparaît dans la boutique quand elle peut être emballée. Son stock n'est pas réservé d'ici là : il peut être vendu ailleurs.",
      prepayment: "Seulement celles payées d'avance",
      prepaymentMeans:
        "Les commandes qui attendent le paiement de l'acheteur entrent impayées et réservent le stock ; les autres suivent à leur libération.",
      all: 'Oui, toutes',
      allMeans:
        "Chaque commande réserve le stock aussitôt et se voit tôt. Elle n'a pas encore d'adresse, et il faut la laisser tant que son statut ne change pas.",
    },
    products: {
      unknownSku: 'Quand la boutique ne connaît pas un SKU',
      unknownSkuHelp: "Un SKU d'OTTO est cherché parmi les SKU de vos produits et variations.",
      unknownNamedLine: 'Faire entrer la commande',
      unknownNamedLineMeans:
        "La ligne a un nom et un prix, mais pas de produit : aucun stock n'est déduit.",
      unknownHold: 'Faire attendre la commande',
      unknownHoldMeans: "Elle entre dès que vous avez dit de quel produit il s'agit.",
      restockCancelled: 'Remettre en stock les pièces annulées',
      restockCancelledHelp:
        "Quand OTTO annule une pièce qui est déjà dans la boutique, ou que vous l'avez seulement déclarée expédiée par erreur.",
      restockReturned: 'Remettre en stock les pièces retournées',
      restockReturnedHelp:
        "Quand vous ou OTTO avez repris une pièce. Ce qui est perdu, ou reste chez l'acheteur, n'est jamais remis en stock.",
      restockConditions: 'Dans quel état cela vaut',
      restockConditionsHelp:
        'Les pièces dans tout autre état restent hors stock : remettez-les à la main.',
      conditions: {
        A: "A – emballage d'origine",
        B: 'B – comme neuf',
        C: 'C – peu utilisé',
        D: 'D – très utilisé',
        E: 'E – défectueux ou incomplet',
        unknown: "OTTO n'indique aucun état",
      },
      toSkuMap: 'Tous les SKU et vos ensembles : Stock > SKU map',
      unknownTitle: 'SKU que la boutique ne connaît pas',
      unknownNone: 'Tous les SKU récents sont connus.',
      unknownHelp: 'Choisissez le produit voulu ; ensuite la passerelle le connaît.',
      sku: 'SKU chez OTTO',
      skuHelp: "Tel qu'il figure dans la commande chez OTTO.",
      whatNow: 'Leurs commandes',
      isHolding: 'En attente',
      isNamedLine: 'Dans la boutique, sans produit',
      orders: 'Commandes',
      lastOrdered: 'Dernière commande',
      choose: 'Choisir le produit',
      chooseFor: (sku) => `Choisir le produit pour ${sku}`,
      searchShop: (sku) => `Chercher dans la boutique ce qu'est « ${sku} »`,
      hits: (count) => `${count} trouvés`,
      noHits: 'Rien trouvé dans la boutique.',
      takeProduct: (name, sku) => `${name} (SKU ${sku})`,
      hasNoSku: "n'a pas de SKU : donnez-lui-en un d'abord dans la boutique",
      notPublished: 'non publié',
      choicesTitle: 'SKU attribués par vous',
      choicesHelp: "Quand un SKU s'appelle autrement chez OTTO que dans votre boutique.",
      choicesNone: "Rien n'est attribué à la main.",
      shopSku: 'SKU de la boutique',
      addChoice: 'Attribuer un SKU',
      deliveryTitle: 'Comment la marchandise voyage',
      deliveryHelp:
        "Appris des réponses d'OTTO : la marchandise par transporteur lourd n'a pas besoin de numéro de retour.",
      deliveryNone: 'Rien appris encore.',
      account: 'Compte',
      travels: 'Voyage par',
      parcel: 'Service de colis',
      forwarder: 'Transporteur lourd',
      learned: 'Depuis',
      forget: 'Oublier',
      forgetOne: (sku) => `Oublier comment ${sku} voyage`,
    },
  };
