// Rows for tests: what a test does not name is as on any day.
import type { Row } from './rows';

let made = 0;

export function aRow(differing: Partial<Row> = {}): Row {
  made += 1;
  const id = differing.id ?? `00000000-0000-7000-8000-${String(made).padStart(12, '0')}`;
  const row: Row = {
    id,
    kind: 'file',
    box: 'inbox',
    number: `21/${made}/2026-LRA`,
    subject: 'भूमि सीमांकन',
    sender: '',
    desk_hi: 'वरिष्ठ सहायक-1',
    desk_en: 'Dealing Hand 1',
    grading: 'normal',
    urgency: 'routine',
    labels: [],
    arrived_at: '2026-11-20T05:00:00Z',
    unread: false,
    due_on: null,
    custody_number: 1,
    parked_until: null,
    leased_until: null,
    deadline: null,
    deadline_on: null,
    cancelled: false,
    folded: '',
    ...differing,
  };
  return { ...row, folded: differing.folded ?? [row.number, row.subject, row.sender].join(' ').toLowerCase() };
}
