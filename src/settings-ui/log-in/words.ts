import type { Language } from '../api/session.ts';

const de = {
  product: 'OTTO Market Bridge',
  logInTitle: 'Anmelden',
  name: 'Benutzername',
  password: 'Passwort',
  logIn: 'Anmelden',
  setUpTitle: 'Willkommen',
  setUpHelp:
    'Legen Sie den ersten Benutzer an. Den Einrichtungscode hat die Brücke beim Start in ihrer Konsole gezeigt.',
  code: 'Einrichtungscode',
  newPassword: 'Neues Passwort',
  passwordHelp: 'Mindestens 10 Zeichen.',
  passwordTooShort: 'Das Passwort ist zu kurz: Nehmen Sie mindestens 10 Zeichen.',
  setUp: 'Benutzer anlegen und anmelden',
  busy: 'Einen Moment …',
  forgotten: 'Passwort vergessen? Auf dem Server: npm run bridge -- user password <Name>',
  unreachable:
    'Die Brücke antwortet nicht. Vielleicht startet sie gerade neu. Bestellungen gehen dabei nicht verloren.',
  retry: 'Noch einmal versuchen',
};

type LogInWords = typeof de;

const en: LogInWords = {
  product: 'OTTO Market Bridge',
  logInTitle: 'Log in',
  name: 'User name',
  password: 'Password',
  logIn: 'Log in',
  setUpTitle: 'Welcome',
  setUpHelp:
    'Create the first user. The bridge showed the set-up code in its console when it started.',
  code: 'Set-up code',
  newPassword: 'New password',
  passwordHelp: 'At least 10 characters.',
  passwordTooShort: 'The password is too short: take at least 10 characters.',
  setUp: 'Create user and log in',
  busy: 'One moment …',
  forgotten: 'Password forgotten? On the server: npm run bridge -- user password <name>',
  unreachable: 'The bridge does not answer. It may be starting again. No order is lost by that.',
  retry: 'Try again',
};

const fr: LogInWords = {
  product: 'OTTO Market Bridge',
  logInTitle: 'Connexion',
  name: "Nom d'utilisateur",
  password: 'Mot de passe',
  logIn: 'Se connecter',
  setUpTitle: 'Bienvenue',
  setUpHelp:
    "Créez le premier utilisateur. La passerelle a affiché le code d'installation dans sa console au démarrage.",
  code: "Code d'installation",
  newPassword: 'Nouveau mot de passe',
  passwordHelp: 'Au moins 10 caractères.',
  passwordTooShort: 'Le mot de passe est trop court : au moins 10 caractères.',
  setUp: "Créer l'utilisateur et se connecter",
  busy: 'Un instant …',
  forgotten: 'Mot de passe oublié ? Sur le serveur : npm run bridge -- user password <nom>',
  unreachable:
    'La passerelle ne répond pas. Elle redémarre peut-être. Aucune commande n’est perdue.',
  retry: 'Réessayer',
};

export const LOG_IN_WORDS: Record<Language, LogInWords> = { de, en, fr };
