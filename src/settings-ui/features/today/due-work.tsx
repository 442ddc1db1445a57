import { Link } from 'wouter';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import type { Today } from '../../api/shapes.ts';
import { useAnswer } from '../../api/use-api.ts';
import { Card } from '../../components/page-frame.tsx';
import { count, time } from '../../i18n/format.ts';
import { useWords, type Words } from '../../i18n/words.ts';

type Work = { to: string; text: string; isUrgent: boolean };

/** What somebody has to do, the most urgent first; each line leads to where it is done. */
export function DueWork({ due }: { due: Today['due'] }) {
  const { today: words } = useWords();
  const returns = useAnswer('countReturns').data;
  const work = [...worksOf(due, words), ...(returns ? returnsOf(returns, words) : [])];
  return (
    <Card title={words.due}>
      {work.length === 0 && <p>{words.nothingDue}</p>}
      <ul className="due-work">
        {work.map(({ to, text, isUrgent }) => (
          <li key={text} className={isUrgent ? 'is-urgent' : undefined}>
            <Link href={to}>{text}</Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function worksOf(due: Today['due'], words: Words['today']): Work[] {
  const by = due.shipBy === null ? '' : time(due.shipBy);
  const { ship, reports, problems } = {
    ship: '/ship',
    reports: '/ship/reports',
    problems: '/orders?tab=problem',
  };
  const all: (readonly [number, string, string, boolean])[] = [
    [due.overdue, ship, words.overdue(count(due.overdue), due.overdue), true],
    [due.shipToday, ship, words.shipToday(count(due.shipToday), due.shipToday, by), true],
    [
      due.failedReports,
      `${reports}?state=attention`,
      words.failedReports(count(due.failedReports), due.failedReports),
      true,
    ],
    [
      due.cancellationsToConfirm,
      `${reports}?kind=cancellation&state=waiting`,
      words.cancellations(count(due.cancellationsToConfirm), due.cancellationsToConfirm),
      true,
    ],
    [
      due.ordersToDecide,
      problems,
      words.toDecide(count(due.ordersToDecide), due.ordersToDecide),
      true,
    ],
    [due.problems, problems, words.problems(count(due.problems), due.problems), false],
    [
      due.waitingReports,
      `${reports}?state=waiting`,
      words.waitingReports(count(due.waitingReports), due.waitingReports),
      false,
    ],
    [due.toShip, ship, words.toShip(count(due.toShip), due.toShip), false],
  ];
  return all.filter(([much]) => much > 0).map(([, to, text, isUrgent]) => ({ to, text, isUrgent }));
}

function returnsOf(
  { toDecide, announced, misdirected }: AnswerOf<'countReturns'>,
  words: Words['today'],
): Work[] {
  const told = ({ count: many, isCapped }: typeof toDecide) =>
    `${count(many)}${isCapped ? '+' : ''}`;
  const all: Work[] = [];
  if (toDecide.count > 0) {
    const text = words.returnsToDecide(told(toDecide), toDecide.count);
    all.push({ to: '/returns', text, isUrgent: false });
  }
  if (toDecide.count > 0 && misdirected.count > 0) {
    const text = words.misdirected(told(misdirected), misdirected.count);
    all.push({ to: '/returns/misdirected', text, isUrgent: false });
  }
  if (announced.count > 0) {
    const text = words.returnsOnTheWay(told(announced), announced.count);
    all.push({ to: '/returns/announced', text, isUrgent: false });
  }
  return all;
}
