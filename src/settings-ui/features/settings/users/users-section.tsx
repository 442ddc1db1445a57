import { useMay } from '../../../api/use-api.ts';
import { AuditCard } from './audit-card.tsx';
import { OwnPassword } from './own-password.tsx';
import { TokensCard } from './tokens-card.tsx';
import { UsersCard } from './users-card.tsx';

export function UsersSection() {
  const mayConfigure = useMay('configure');
  return (
    <>
      <OwnPassword />
      {mayConfigure && (
        <>
          <UsersCard />
          <TokensCard />
          <AuditCard />
        </>
      )}
    </>
  );
}
