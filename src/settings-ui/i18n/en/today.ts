export const today = {
  title: 'Today',
  setUpTitle: 'Not set up yet',
  setUpText: 'Before orders come in, this is missing:',
  toSetUp: 'Go on with the set-up',
  askOwner: 'A user who may change settings has to do that.',
  due: 'To do',
  nothingDue: 'Nothing is to be done.',
  overdue: (orders: string, count: number) =>
    `${orders} ${count === 1 ? 'order is' : 'orders are'} overdue`,
  shipToday: (orders: string, count: number, by: string) =>
    `Ship ${orders} ${count === 1 ? 'order' : 'orders'} today${by === '' ? '' : ` by ${by}`}`,
  toShip: (orders: string, count: number) =>
    `${orders} ${count === 1 ? 'order' : 'orders'} to ship altogether`,
  failedReports: (reports: string, count: number) =>
    `${reports} ${count === 1 ? 'report to OTTO needs' : 'reports to OTTO need'} you`,
  waitingReports: (reports: string, count: number) =>
    `${reports} ${count === 1 ? 'report to OTTO lacks' : 'reports to OTTO lack'} something`,
  cancellations: (reports: string, count: number) =>
    `Confirm ${reports} ${count === 1 ? 'cancellation' : 'cancellations'}`,
  toDecide: (orders: string, count: number) =>
    `Decide about ${orders} ${count === 1 ? 'order' : 'orders'} in which shop and OTTO contradict each other`,
  problems: (orders: string, count: number) =>
    `${orders} ${count === 1 ? 'order has' : 'orders have'} a problem`,
  returnsToDecide: (returns: string, count: number) =>
    `${returns} ${count === 1 ? 'return waits' : 'returns wait'} for your decision`,
  returnsOnTheWay: (returns: string, count: number) =>
    count === 1
      ? `${returns} return is announced or on its way`
      : `${returns} returns are announced or on their way`,
  misdirected: (returns: string, count: number) =>
    `${returns} of these ${count === 1 ? 'lies' : 'lie'} with OTTO by mistake`,
  health: 'Connections',
  shop: 'Your shop',
  lastSuccess: (distance: string) => `Last contact that worked: ${distance}`,
  noSuccess: 'No contact has worked yet',
  toIncident: 'What is wrong',
  incidents: 'Open incidents',
  noIncidents: 'No incident is open.',
  allIncidents: (open: string) => `All ${open} open incidents`,
  orders: (orders: string, count: number) => `${orders} ${count === 1 ? 'order' : 'orders'}`,
  runs: 'Fetching orders',
  lastRun: (distance: string) => `Last: ${distance}.`,
  neverRun: 'Never fetched yet.',
  nextRun: (at: string) => `Next: ${at}.`,
  noNextRun: 'Not fetched by schedule.',
  showRun: (account: string) => `Details of ${account}`,
  details: 'Details',
  statistics: 'Last days',
  days: 'Period',
  someDays: (days: string) => `${days} days`,
  ordersChart: 'Orders per day',
  ordersChartText: (orders: string, days: string, most: string) =>
    `${orders} orders in ${days} days; at most ${most} a day.`,
  noOrders: 'Nothing was ordered in this time.',
  rateChart: 'On time, in percent per day',
  rateChartText: (rate: string, target: string) =>
    `${rate} of the shipments were on time; OTTO asks for ${target}.`,
  noRate: 'Nothing has been reported as shipped in this time.',
  target: (target: string) => `OTTO asks for ${target}`,
  asTable: 'As a table',
  day: 'Day',
  placed: 'Ordered',
  gross: 'Sum',
  imported: 'Into the shop',
  handedOver: 'Shipped',
  onTime: 'On time',
  returned: 'Returned',
  cancelled: 'Cancelled',
};
