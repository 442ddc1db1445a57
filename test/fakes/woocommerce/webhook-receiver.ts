import { createServer } from 'node:http';

export type ReceivedPost = {
  headers: Record<string, string>;
  rawBody: string;
};

/** A place that webhooks are sent to: keeps what came and answers as the test says. */
export type WebhookReceiver = {
  url: string;
  /** pings and deliveries, oldest first */
  readonly received: ReceivedPost[];
  readonly pings: ReceivedPost[];
  readonly deliveries: ReceivedPost[];
  /** 200 at first; 0 = no answer at all */
  statusCode: number;
  stop(): Promise<void>;
};

export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const received: ReceivedPost[] = [];
  const isPing = ({ headers }: ReceivedPost) =>
    headers['content-type'] === 'application/x-www-form-urlencoded';
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
    received.push({
      headers: Object.fromEntries(headers),
      rawBody: Buffer.concat(chunks).toString(),
    });
    if (receiver.statusCode === 0) return;
    response.writeHead(receiver.statusCode, { location: `${receiver.url}/elsewhere` }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP port');
  const receiver: WebhookReceiver = {
    url: `http://127.0.0.1:${address.port}`,
    received,
    get pings() {
      return received.filter(isPing);
    },
    get deliveries() {
      return received.filter((post) => !isPing(post));
    },
    statusCode: 200,
    stop: () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    },
  };
  return receiver;
}
