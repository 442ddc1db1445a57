import { Button } from '@wordpress/components';
import { Link } from 'wouter';
import type { QueryOf } from '../../../bridge/http/api-contract.ts';
import { useAnswer, useChange, useList, useMay } from '../../api/use-api.ts';
import { DataList } from '../../components/data-list.tsx';
import { AccountFilter, ChoiceFilter } from '../../components/list-filters.tsx';
import type { Field } from '../../components/list-parts.ts';
import { Card } from '../../components/page-frame.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { useQueryState } from '../../components/query-state.ts';
import { ChooseCarrier } from '../../components/reports/choose-carrier.tsx';
import { unknownCarrierOf } from '../../components/reports/report-line.tsx';
import { reportSays } from '../../components/reports/report-says.ts';
import { AFTER_REPORTS, type Report, reportTone } from '../../components/reports/report-tone.ts';
import { StatusBadge } from '../../components/status-badge.tsx';
import { count, moment } from '../../i18n/format.ts';
import { useWords, type Words } from '../../i18n/words.ts';
import { ReportDetail } from './report-detail.tsx';
import { SendNow } from './send-now.tsx';

type Filter = QueryOf<'listTransmissions'>;

const STATES: readonly NonNullable<Filter['state']>[] = [
  'waiting',
  'due',
  'in-flight',
  'accepted',
  'confirmed',
  'attention',
  'by-hand',
  'withdrawn',
];
const KINDS: readonly NonNullable<Filter['kind']>[] = [
  'shipment',
  'cancellation',
  'acceptance',
  'rejection',
  'price-reduction',
];

/** What OTTO was told, is to be told, or could not be told. */
export function Reports() {
  const [transmissionId] = useQueryState('report');
  return transmissionId === '' ? <ReportList /> : <ReportDetail transmissionId={transmissionId} />;
}

function ReportList() {
  const all = useWords();
  const { ship: words } = all;
  const [account] = useQueryState('account');
  const [asked] = useQueryState('state');
  const [askedKind] = useQueryState('kind');
  const state = STATES.find((one) => one === asked);
  const kind = KINDS.find((one) => one === askedKind);
  const query = useList('listTransmissions', {
    query: {
      accountId: account === '' ? undefined : account,
      state,
      isOpen: asked === 'open' ? 'true' : undefined,
      kind,
    },
  });
  return (
    <>
      <ReportTools />
      <UnknownCarriers />
      <DataList
        query={query}
        fields={fieldsOf(all)}
        titleField="report"
        idOf={({ transmissionId }) => transmissionId}
        filters={
          <>
            <ChoiceFilter
              name="state"
              label={words.state}
              all={words.allStates}
              options={[
                { value: 'open', label: words.openReports },
                ...STATES.map((value) => ({ value, label: words.states[value] })),
              ]}
            />
            <ChoiceFilter
              name="kind"
              label={words.kind}
              all={words.allKinds}
              options={KINDS.map((value) => ({ value, label: words.kinds[value] }))}
            />
            <AccountFilter />
          </>
        }
        caption={words.tabReports}
        empty={{ title: words.reportsEmpty, text: <p>{words.reportsEmptyText}</p> }}
      />
    </>
  );
}

function ReportTools() {
  const { ship: words } = useWords();
  const mayOperate = useMay('operate');
  const again = useChange('sendAgain', AFTER_REPORTS);
  if (!mayOperate) return null;
  return (
    <Card>
      <p>{words.reportsText}</p>
      <div className="form-buttons">
        <SendNow />
        <Button
          variant="tertiary"
          isBusy={again.isPending}
          onClick={() => again.mutate({ body: {} })}
        >
          {words.sendAllAgain}
        </Button>
        <span role="status">{again.data && words.triedAgain(count(again.data.tried))}</span>
      </div>
      <ProblemNotice fault={again.error} />
    </Card>
  );
}

/** Names that reports wait for, each asked once. */
function UnknownCarriers() {
  const { ship: words } = useWords();
  const waiting = useAnswer('listTransmissions', { query: { state: 'waiting', limit: 200 } });
  const names = new Set((waiting.data?.items ?? []).flatMap(unknownCarrierOf));
  if (names.size === 0) return null;
  return (
    <Card title={words.unknownCarriers}>
      <p>{words.unknownCarriersText}</p>
      {[...names].map((name) => (
        <ChooseCarrier key={name} carrierName={name} />
      ))}
    </Card>
  );
}

function fieldsOf(all: Words): Field<Report>[] {
  const { ship: words } = all;
  return [
    {
      id: 'report',
      label: words.report,
      render: ({ item }) => (
        <Link href={`/ship/reports?report=${item.transmissionId}`}>
          {words.reportOf(item.kindWord, item.orderNumber)}
        </Link>
      ),
    },
    {
      id: 'state',
      label: words.state,
      render: ({ item }) => (
        <StatusBadge tone={reportTone(item.state)}>{item.stateWord}</StatusBadge>
      ),
    },
    {
      id: 'says',
      label: words.says,
      getValue: ({ item }) => reportSays(item, all),
      render: ({ item }) => <span className="report-says">{reportSays(item, all) || '–'}</span>,
    },
    {
      id: 'created',
      label: words.reportedAt,
      render: ({ item }) => <>{moment(item.createdAt)}</>,
    },
    {
      id: 'reason',
      label: words.why,
      render: ({ item }) => <span className="cell-text">{item.reason?.what ?? ''}</span>,
    },
  ];
}
