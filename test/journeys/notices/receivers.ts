import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { onTestFinished } from 'vitest';

export type Mailbox = {
  port: number;
  /** every mail taken, as it came */
  mails: string[];
  /** refuses from now on what it is asked: the login, every recipient, or nothing */
  refuse: 'nothing' | 'login' | 'recipients';
};

/** A mail server on this machine that keeps what it is sent. It knows the user "owner" alone. */
export async function startMailbox(options: { withLogin?: boolean } = {}): Promise<Mailbox> {
  const mailbox: Mailbox = { port: 0, mails: [], refuse: 'nothing' };
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authOptional: !options.withLogin,
    allowInsecureAuth: true,
    onAuth({ username, password }, _session, done) {
      const isOwner = username === 'owner' && password === 'mail-secret-1';
      if (isOwner && mailbox.refuse !== 'login') done(null, { user: username });
      else done(new Error('wrong user or password'));
    },
    onRcptTo(_address, _session, done) {
      if (mailbox.refuse === 'recipients') {
        done(Object.assign(new Error('no such mailbox'), { responseCode: 550 }));
      } else done();
    },
    onData(stream, _session, done) {
      void text(stream).then((mail) => {
        mailbox.mails.push(mail);
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  mailbox.port = portOf(server.server.address());
  return mailbox;
}

export type WebAddress = {
  url: string;
  received: { headers: Record<string, string>; body: string }[];
  /** what it answers from now on */
  statusCode: number;
};

/** A web address of the owner's that keeps what it is told. */
export async function startWebAddress(): Promise<WebAddress> {
  const address: WebAddress = { url: '', received: [], statusCode: 204 };
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
      if (address.statusCode < 300) {
        address.received.push({ headers: Object.fromEntries(headers), body });
      }
      response.writeHead(address.statusCode).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  address.url = `http://127.0.0.1:${portOf(server.address())}/hook`;
  return address;
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  return address.port;
}
