export const errorCentre = {
  title: 'errorCentre',
};
