import { type ComponentType, useEffect, useRef } from 'react';
import { Link, useParams } from 'wouter';
import { EmptyState, PageFrame } from '../../components/page-frame.tsx';
import { useWords } from '../../i18n/words.ts';
import { AccountsSection } from './accounts/accounts-section.tsx';
import { AnnouncedSection } from './announced-section.tsx';
import { DataLifeSection } from './data-life-section.tsx';
import { GeneralSection } from './general-section.tsx';
import { NotificationsSection } from './notifications-section.tsx';
import { ProductsSection } from './products/products-section.tsx';
import { ReturnsSection } from './returns-section.tsx';
import { SchedulesSection } from './schedules-section.tsx';
import { SECTION_GROUPS, type Section } from './sections.ts';
import './settings.css';
import { ShippingSection } from './shipping-section.tsx';
import { ShopSection } from './shop-section.tsx';
import { StatusesSection } from './statuses-section.tsx';
import { StockSection } from './stock-section.tsx';
import { TransferSection } from './transfer-section.tsx';
import { UsersSection } from './users/users-section.tsx';

const SECTIONS: Record<Section, ComponentType> = {
  accounts: AccountsSection,
  shop: ShopSection,
  'status-mapping': StatusesSection,
  announced: AnnouncedSection,
  products: ProductsSection,
  stock: StockSection,
  shipping: ShippingSection,
  'return-numbers': ReturnsSection,
  general: GeneralSection,
  schedules: SchedulesSection,
  notifications: NotificationsSection,
  users: UsersSection,
  'data-life': DataLifeSection,
  transfer: TransferSection,
};

/** All that is set, part by part; without a part an overview of them. */
export function SettingsScreen() {
  const { section: asked } = useParams<{ section?: string }>();
  const { settings: words } = useWords();
  const section = SECTION_GROUPS.flatMap(({ sections }): readonly Section[] => sections).find(
    (known) => known === asked,
  );
  if (asked === undefined) {
    return (
      <PageFrame title={words.title} lead={words.lead}>
        <Overview />
      </PageFrame>
    );
  }
  const Part = section && SECTIONS[section];
  return (
    <PageFrame title={section ? words.sections[section].title : words.title}>
      <p className="settings-back">
        <Link href="/settings">{words.toOverview}</Link>
      </p>
      <div className="settings-layout">
        <SectionList current={section} />
        <div className="settings-part">
          {section && <p className="settings-lead">{words.sections[section].about}</p>}
          {Part ? <Part /> : <EmptyState title={words.noSuchSection} />}
        </div>
      </div>
    </PageFrame>
  );
}

function Overview() {
  const { settings: words } = useWords();
  return SECTION_GROUPS.map(({ group, sections }) => (
    <section key={group} aria-labelledby={`settings-${group}`}>
      <h2 id={`settings-${group}`} className="settings-group">
        {words.groups[group]}
      </h2>
      <ul className="settings-tiles">
        {sections.map((section) => (
          <li key={section}>
            <Link href={`/settings/${section}`}>{words.sections[section].title}</Link>
            <p>{words.sections[section].about}</p>
          </li>
        ))}
      </ul>
    </section>
  ));
}

function SectionList({ current }: { current: Section | undefined }) {
  const { settings: words } = useWords();
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    if (current === undefined) return;
    place.current?.querySelector('[aria-current]')?.scrollIntoView?.({ block: 'nearest' });
  }, [current]);
  return (
    <nav ref={place} className="settings-list" aria-label={words.title}>
      {SECTION_GROUPS.map(({ group, sections }) => (
        <div key={group}>
          <p className="settings-list-group">{words.groups[group]}</p>
          <ul>
            {sections.map((section) => (
              <li key={section}>
                <Link
                  href={`/settings/${section}`}
                  aria-current={section === current ? 'page' : undefined}
                >
                  {words.sections[section].title}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
