// Shows the web service's own description. Runs in the browser, so it is plain JavaScript.

const SAFE = ['GET', 'HEAD'];

/** Who is logged in on the page tries calls out with the same session. */
async function withCsrfToken(request) {
  if (SAFE.includes((request.method ?? 'GET').toUpperCase())) return request;
  const { csrfToken } = await (await fetch('../session')).json();
  if (csrfToken !== null) request.headers['X-CSRF-Token'] = csrfToken;
  return request;
}

window.SwaggerUIBundle({
  url: '../openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  displayOperationId: true,
  docExpansion: 'none',
  filter: true,
  // Or the description would be sent to a server of others to be judged.
  validatorUrl: null,
  requestInterceptor: withCsrfToken,
});
