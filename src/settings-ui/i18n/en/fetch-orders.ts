export const fetchOrders = {
  title: 'fetchOrders',
};
