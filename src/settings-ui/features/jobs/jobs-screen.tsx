import { useAnswer } from '../../api/use-api.ts';
import { Loaded, PageFrame } from '../../components/page-frame.tsx';
import { useWords } from '../../i18n/words.ts';
import { JobCard } from './job-card.tsx';
import './jobs.css';

/** What the bridge does by itself, when, and how it went. */
export function JobsScreen() {
  const { jobs: words } = useWords();
  const query = useAnswer('listJobs');
  return (
    <PageFrame title={words.title} lead={words.lead}>
      <Loaded of={query}>
        {({ items }) => (
          <ul className="jobs">
            {items.map((job) => (
              <li key={job.jobId}>
                <JobCard job={job} />
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </PageFrame>
  );
}
