export const jobs = {
  title: 'jobs',
};
