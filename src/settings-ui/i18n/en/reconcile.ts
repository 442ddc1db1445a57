export const reconcile = {
  title: 'reconcile',
};
