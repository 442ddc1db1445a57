export const setUp = {
  title: 'setUp',
};
