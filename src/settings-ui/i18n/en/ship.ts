export const ship = {
  title: 'ship',
};
