/** An answer given instead of the shop's own. A text body is sent as HTML, anything else as JSON. */
export type FaultAnswer = { status: number; body?: unknown; headers?: Record<string, string> };

const HTML = { 'content-type': 'text/html; charset=UTF-8' } as const;

/** What proxies, hosters and a WordPress in trouble answer in a shop's place. */
export const cannedAnswers = {
  refusal: (status: 401 | 403 | 404): FaultAnswer => {
    const codes = {
      401: 'woocommerce_rest_cannot_view',
      403: 'rest_forbidden',
      404: 'rest_no_route',
    };
    return json(status, codes[status], 'Refused by the fake shop.');
  },
  tooManyRequests: (retryAfterSeconds: number | undefined): FaultAnswer => ({
    ...json(429, 'too_many_requests', 'Too many requests.'),
    headers: retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) },
  }),
  serverError: (): FaultAnswer =>
    json(500, 'internal_server_error', '<p>There has been a critical error on this website.</p>'),
  badGateway: (): FaultAnswer => page(502, '502 Bad Gateway', 'nginx'),
  maintenance: (): FaultAnswer => {
    const text = 'Briefly unavailable for scheduled maintenance. Check back in a minute.';
    return page(503, 'Maintenance', text, { 'retry-after': '600' });
  },
  comingSoon: (): FaultAnswer => page(200, 'Coming soon', 'Our shop opens soon.'),
  redirect: (location: string): FaultAnswer => ({
    status: 301,
    body: '',
    headers: { ...HTML, location },
  }),
} as const;

function json(status: number, code: string, message: string): FaultAnswer {
  return { status, body: { code, message, data: { status } } };
}

function page(
  status: number,
  title: string,
  text: string,
  headers: Record<string, string> = {},
): FaultAnswer {
  const body = `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1><p>${text}</p></body></html>`;
  return { status, body, headers: { ...HTML, ...headers } };
}
