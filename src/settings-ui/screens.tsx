import { type ComponentType, lazy, Suspense } from 'react';
import { Link, Redirect, Route, Switch } from 'wouter';
import { CrashGuard } from './components/crash-guard.tsx';
import { EmptyState, Loading, PageFrame } from './components/page-frame.tsx';
import { useWords } from './i18n/words.ts';

/** Each screen is loaded when it is opened. */
function screen(load: () => Promise<ComponentType>) {
  return lazy(async () => ({ default: await load() }));
}

const Today = screen(async () => (await import('./features/today/today-screen.tsx')).TodayScreen);
const Orders = screen(
  async () => (await import('./features/orders/orders-screen.tsx')).OrdersScreen,
);
const Order = screen(async () => (await import('./features/orders/order-screen.tsx')).OrderScreen);
const Payments = screen(
  async () => (await import('./features/payments/payments-screen.tsx')).PaymentsScreen,
);
const Ship = screen(async () => (await import('./features/ship/ship-screen.tsx')).ShipScreen);
const Returns = screen(
  async () => (await import('./features/returns/returns-screen.tsx')).ReturnsScreen,
);
const Receipts = screen(
  async () => (await import('./features/receipts/receipts-screen.tsx')).ReceiptsScreen,
);
const Stock = screen(async () => (await import('./features/stock/stock-screen.tsx')).StockScreen);
const ErrorCentre = screen(
  async () => (await import('./features/error-centre/error-centre-screen.tsx')).ErrorCentreScreen,
);
const Jobs = screen(async () => (await import('./features/jobs/jobs-screen.tsx')).JobsScreen);
const Reconcile = screen(
  async () => (await import('./features/reconcile/reconcile-screen.tsx')).ReconcileScreen,
);
const Settings = screen(
  async () => (await import('./features/settings/settings-screen.tsx')).SettingsScreen,
);
const SetUp = screen(async () => (await import('./features/set-up/set-up-screen.tsx')).SetUpScreen);

export function Screens() {
  return (
    <CrashGuard>
      <Suspense fallback={<Loading />}>
        <Switch>
          <Route path="/">
            <Redirect to="/today" replace />
          </Route>
          <Route path="/login">
            <Redirect to="/today" replace />
          </Route>
          <Route path="/today" component={Today} />
          <Route path="/orders" component={Orders} />
          <Route path="/orders/:accountId/:salesOrderId" component={Order} />
          <Route path="/ship/:tab?" component={Ship} />
          <Route path="/returns/:tab?" component={Returns} />
          <Route path="/stock/:tab?" component={Stock} />
          <Route path="/error-centre/:incidentId?" component={ErrorCentre} />
          <Route path="/jobs" component={Jobs} />
          <Route path="/payments" component={Payments} />
          <Route path="/receipts/:tab?" component={Receipts} />
          <Route path="/reconcile/:reconcileRunId?" component={Reconcile} />
          <Route path="/settings/:section?/:item?" component={Settings} />
          <Route path="/setup/:step?" component={SetUp} />
          <Route component={NotFound} />
        </Switch>
      </Suspense>
    </CrashGuard>
  );
}

function NotFound() {
  const { shell } = useWords();
  return (
    <PageFrame title={shell.notFoundTitle}>
      <EmptyState title={shell.notFoundText}>
        <Link href="/today">{shell.toToday}</Link>
      </EmptyState>
    </PageFrame>
  );
}
