import { Link } from 'wouter';
import type { Today } from '../../api/shapes.ts';
import { Card } from '../../components/page-frame.tsx';
import { StatusBadge, type Tone } from '../../components/status-badge.tsx';
import { distance } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';

type Side = Today['shop'];

const TONES = {
  ok: 'done',
  down: 'problem',
  unknown: 'waiting',
  off: 'quiet',
} as const satisfies Record<Side['state'], Tone>;

/** How OTTO and the shop were reached last. */
export function Health({ otto, shop }: Pick<Today, 'otto' | 'shop'>) {
  const { today: words } = useWords();
  return (
    <Card title={words.health}>
      <ul className="health">
        {otto.map((side) => (
          <OneSide key={side.accountId} name={`OTTO · ${side.name}`} side={side} />
        ))}
        <OneSide name={words.shop} side={shop} />
      </ul>
    </Card>
  );
}

function OneSide({ name, side }: { name: string; side: Side }) {
  const { today: words } = useWords();
  const { state, stateWord, lastSuccessAt, incident } = side;
  return (
    <li>
      <span className="health-name">{name}</span>{' '}
      <StatusBadge tone={TONES[state]}>{stateWord}</StatusBadge>
      <span className="soft-line">
        {lastSuccessAt !== null && words.lastSuccess(distance(lastSuccessAt))}
        {lastSuccessAt === null && state !== 'off' && words.noSuccess}
      </span>
      {incident && (
        <span className="soft-line">
          {incident.about.what}{' '}
          <Link href={`/error-centre/${incident.incidentId}`}>{words.toIncident}</Link>
        </span>
      )}
    </li>
  );
}
