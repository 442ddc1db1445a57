/** Where an order is opened in the shop's admin; WordPress leads on to its newer screen by itself. */
export function shopOrderUrl(shopUrl: string, wooOrderId: number): string {
  return `${shopUrl}/wp-admin/post.php?post=${wooOrderId}&action=edit`;
}
