// Putting files aside and taking them up: apart from what is reviewed, for the desk needs it before anything is.
import type { NewAct } from '../../acts';
import { type Row, aboutOf } from './rows';

/** Each put aside until the day; then the server lays it into the inbox again. */
export function parking(rows: Row[], reason: string, until: string) {
  return rows.map((row) => ({ id: row.id, about: aboutOf(row), acts: [fileAct(row, 'park', { reason, until })] }));
}

/** Each taken up before its day. */
export function unparking(rows: Row[]) {
  return rows.map((row) => ({ id: row.id, about: aboutOf(row), acts: [fileAct(row, 'unpark', {})] }));
}

function fileAct(row: Row, act: 'park' | 'unpark', body: Record<string, unknown>): NewAct {
  return {
    kind: `${act}_file`,
    method: 'POST',
    path: `/files/${row.id}/${act}`,
    queue: row.id,
    body: { ...body, custody_number: row.custody_number },
    about: aboutOf(row),
  };
}
