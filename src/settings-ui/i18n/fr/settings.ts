import type { Words } from '../words.ts';
import { bridge } from './settings/bridge.ts';
import { connections } from './settings/connections.ts';
import { orderRules } from './settings/order-rules.ts';
import { shippingRules } from './settings/shipping-rules.ts';
import { users } from './settings/users.ts';

export const settings: Words['settings'] = {
  title: 'Réglages',
  lead: 'Tout fonctionne avec les valeurs par défaut. Changez seulement ce qui est différent dans votre boutique.',
  toOverview: 'Tous les réglages',
  noSuchSection: "Cette partie des réglages n'existe pas.",
  groups: {
    connections: 'Connexions',
    orders: 'Commandes',
    shipping: 'Expédition',
    bridge: 'Cette passerelle',
  },
  sections: {
    accounts: {
      title: 'Comptes chez OTTO',
      about: 'Accès à OTTO Market, récupération des commandes, mise en service et pause.',
    },
    shop: {
      title: 'Boutique',
      about:
        'La connexion à votre boutique WooCommerce, et comment ses changements sont remarqués.',
    },
    'status-mapping': {
      title: 'Correspondance des statuts',
      about: 'Quel statut de votre boutique une commande reçoit pour chaque phase chez OTTO.',
    },
    announced: {
      title: 'Commandes annoncées',
      about: "Si les commandes qu'OTTO n'a pas encore libérées entrent dans la boutique.",
    },
    products: {
      title: 'Produits et SKU',
      about: "Quel produit de votre boutique un SKU d'OTTO désigne, et que faire des inconnus.",
    },
    stock: {
      title: 'Stock vers OTTO',
      about: 'Si OTTO apprend le stock de votre boutique, et combien est gardé en réserve.',
    },
    shipping: {
      title: 'Expédition et transporteurs',
      about: "Quand une commande est expédiée, et d'où viennent les numéros de suivi.",
    },
    'return-numbers': {
      title: 'Numéros de retour',
      about: "D'où viennent les numéros de suivi des retours, et combien il en reste.",
    },
    general: { title: 'Général', about: 'Langue des messages et adresse de cette passerelle.' },
    schedules: {
      title: 'Horaires',
      about: "Ce qui se fait tout seul, et jusqu'où cela remonte.",
    },
    notifications: {
      title: 'Notifications',
      about: 'Comment vous apprenez un problème : par e-mail ou à une adresse web.',
    },
    users: {
      title: "Utilisateurs et clés d'accès",
      about: 'Qui utilise cette page, quels programmes y accèdent, et qui a changé quoi.',
    },
    'data-life': {
      title: 'Durée de vie des données',
      about: 'Ce qui est conservé et où, et quand les données personnelles sont effacées.',
    },
    transfer: {
      title: 'Exportation et importation',
      about: "Enregistrer tous les réglages dans un fichier, ou les reprendre d'un fichier.",
    },
  },
  form: {
    standard: (text) => `Par défaut : ${text}.`,
    nothing: 'aucune indication',
    on: 'activé',
    off: 'désactivé',
    required: 'Veuillez remplir ce champ.',
    noAddress: 'Veuillez saisir une adresse web comme https://shop.example.',
    between: (min, max) => `Veuillez saisir un nombre de ${min} à ${max}.`,
    secretSet: 'Enregistré',
    secretKept: 'Laissez vide pour garder ce qui est enregistré.',
    unsaved: 'Pas encore enregistré',
    discard: 'Annuler les modifications',
    fromNowOn: 'À partir de maintenant :',
    seeFields: "Rien n'a été enregistré. Veuillez corriger les champs marqués.",
    staleKept: 'Votre saisie est toujours là.',
    loadTheirs: 'Charger ce qui est enregistré',
    saveMine: 'Enregistrer ma saisie par-dessus',
    moveUp: (name) => `Monter « ${name} »`,
    moveDown: (name) => `Descendre « ${name} »`,
    remove: 'Retirer',
    removeOne: (name) => `Retirer « ${name} »`,
    addOne: 'Ajouter …',
    choose: 'Veuillez choisir …',
  },
  ...connections,
  ...orderRules,
  ...shippingRules,
  ...bridge,
  ...users,
};
