import type { Words } from '../words.ts';

export const setUp: Words['setUp'] = {
  title: 'Installation',
  progress: "Étapes de l'installation",
  states: {
    done: 'Fait',
    open: 'À faire',
    later: 'Plus tard',
    running: 'En cours',
    wrong: 'Pas correct',
  },
  steps: {
    shop: {
      title: 'Connecter la boutique',
      why: 'La passerelle crée des commandes dans votre boutique WooCommerce, qui doit donc la laisser entrer.',
    },
    checks: {
      title: 'Vérifier la boutique',
      why: 'Pour que montants, taxes et statuts soient justes dès la première commande.',
    },
    account: {
      title: 'Compte OTTO',
      why: 'Avec ces données la passerelle récupère vos commandes chez OTTO et signale vos envois.',
    },
    statuses: {
      title: 'Correspondance des statuts',
      why: 'Vos préparateurs suivent le statut de la boutique : dites lequel reçoit chaque phase chez OTTO.',
    },
    announced: {
      title: 'Commandes annoncées',
      why: "Décidez si les commandes réservent du stock avant qu'OTTO les libère.",
    },
    shipping: {
      title: 'Expédition',
      why: "OTTO paie une fois l'envoi signalé : dites à quoi la passerelle voit qu'un colis est parti.",
    },
    'mail-proof': {
      title: 'Preuve des e-mails',
      why: 'OTTO interdit les e-mails à ses acheteurs : vous voyez ici que votre boutique n’en peut envoyer aucun.',
    },
    rehearsal: {
      title: 'Répétition',
      why: 'Voyez comment vos commandes entreraient, avant que rien ne soit écrit dans la boutique.',
    },
    live: {
      title: 'Mise en service',
      why: "À partir d'ici, les commandes entrent d'elles-mêmes dans votre boutique.",
    },
  },
  welcomeTitle: 'Bienvenue',
  welcomeLive: 'La passerelle est en service',
  welcomeText:
    "En neuf étapes d'une passerelle vide à la première commande. Vous pouvez arrêter à chaque étape et continuer plus tard.",
  needed: 'Préparez :',
  neededShop: "la connexion d'un administrateur de votre boutique WooCommerce",
  neededOtto: "la connexion à OTTO Partner Connect, avec le droit d'accès à l'API",
  neededTime: 'environ cinq minutes',
  nothingYet:
    "Jusqu'à la dernière étape, seule une commande de test est écrite dans votre boutique, puis retirée.",
  begin: 'Commencer',
  goOnWith: (title) => `Continuer : ${title}`,
  next: 'Suivant',
  back: 'Retour',
  later: 'Continuer plus tard',
  saveAndNext: 'Enregistrer et continuer',
  takeAndNext: "C'est bon, continuer",
  consent: {
    waiting:
      'Votre boutique est interrogée. Veuillez approuver sur sa page ; ici, cela continue tout seul.',
    connected: 'Votre boutique a laissé entrer la passerelle.',
    denied:
      "L'accès a été refusé sur la page de la boutique. Vous pouvez redemander ou saisir les clés à la main.",
    expired: 'Pas de réponse en 15 minutes. Veuillez redemander.',
    failed: 'La boutique a envoyé des clés inutilisables.',
  },
  checksTitle: 'Ce qui a été examiné',
  checkAgain: 'Vérifier de nouveau',
  checksNotAll: 'Vous pouvez continuer et régler le reste plus tard.',
  ottoWhere: 'Où trouver les données chez OTTO',
  ottoStep1:
    'Connectez-vous à OTTO Partner Connect (portal.otto.market). Il faut le droit « API-Zugriff ».',
  ottoStep2: 'Ouvrez Einstellungen > API (réglages).',
  ottoStep3: 'Choisissez « Live » pour de vraies commandes ou « Sandbox » pour essayer.',
  ottoStep4:
    'Cliquez sur « Neue App erstellen », donnez un nom et activez les interfaces Orders et Shipments ; pour les retours, les justificatifs et les remises aussi Returns, Receipts et Price Reduction, pour le stock Availability.',
  ottoStep5: "Copiez ici le client ID et le client secret. Le secret n'est montré qu'une fois.",
  accountForm: "Données d'accès",
  saveAndTest: 'Enregistrer et tester',
  accountFirst: "Il faut d'abord un compte chez OTTO.",
  rehearsalTitle: 'Comment vos commandes entreraient-elles ?',
  rehearsalText:
    "La passerelle lit chez OTTO vos commandes des derniers jours. Rien n'est écrit dans la boutique.",
  rehearse: 'Commencer la répétition',
  rehearseAgain: 'Répéter encore',
  seen: (count) => `${count} commandes lues jusqu'ici`,
  moreOrders: 'Il y en a plus ; les 200 premières sont montrées.',
  withoutRehearsal: 'Continuer sans répétition',
  unreadableOrder: 'Commande illisible',
  orderedAt: (at) => `Passée le ${at}.`,
  status: 'Statut dans la boutique',
  billing: 'Adresse de facturation',
  shippingAddress: 'Adresse de livraison',
  noAddress: 'pas encore',
  lines: 'Lignes de la commande',
  lineName: 'Article',
  lineSku: 'SKU',
  quantity: 'Quantité',
  shopProduct: 'produit de la boutique',
  namedLine: 'pas un produit de la boutique',
  notes: 'Notes de commande :',
  stillOpen: 'Encore ouvert',
  secondTitle: "Quelqu'un d'autre fait-il entrer des commandes d'OTTO ?",
  secondText:
    'Si une autre extension ou un service le faisait aussi, chaque commande arriverait deux fois.',
  goLiveTitle: 'Commencer',
  goLiveText:
    'La première récupération commence au prochain passage. Vous pouvez mettre le compte en pause à tout moment.',
  goLive: 'Mettre en service',
  isLive: 'Vos commandes arrivent',
  isLiveText:
    "Tout le reste se fait tout seul. Quand quelque chose a besoin de vous, c'est sur la page « Aujourd'hui ».",
  toToday: "Vers la page « Aujourd'hui »",
  toOrders: 'Voir les commandes',
  toNotifications: 'Recevoir un e-mail quand quelque chose ne va pas',
};
