/** A call by what it is for: ids, which differ from run to run, are left out. */
export function callName(method: string, path: string): string {
  const [place = ''] = path.split('?');
  const named = place
    .replace('/wp-json/wc/v3', 'shop')
    .replace(/^\/v\d/, 'otto')
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}|\/\d+(?=\/|$)/g, (id) => (id.startsWith('/') ? '/…' : '…'));
  return `${method} ${named}`;
}
