/** Orange waits, blue is at work, green is done, red needs somebody; the word says the same. */
export type Tone = 'waiting' | 'working' | 'done' | 'problem' | 'quiet';

export function StatusBadge({ tone, children }: { tone: Tone; children: string }) {
  return <span className={`status-badge is-${tone}`}>{children}</span>;
}
