// Meetings as their screens read them.
import { type Schemas, api, every, view } from '../../api/client';
import { reloadViews, useView } from '../../store/views';

export type Meeting = Schemas['MeetingView'];
export type Item = Schemas['MeetingItemView'];
export type Decision = Schemas['MeetingDecisionView'];
export type Row = Schemas['MeetingRowView'];

const PART = 200;

export function useMeetings() {
  return useView<Row[]>('meetings:list', () =>
    every((cursor) => view(api.GET('/meetings', { params: { query: { limit: PART, ...(cursor ? { cursor } : {}) } } }))),
  ).value;
}

export function useMeeting(id: string) {
  return useView<Meeting>(`meetings:one:${id}`, () =>
    view(api.GET('/meetings/{meeting_id}', { params: { path: { meeting_id: id } } })),
  ).value;
}

/** What may be put on an agenda: open TL letters of the register, and overdue files at the desks below. */
export function useMatters() {
  return useView('meetings:matters', async () => {
    const [letters, files] = await Promise.all([
      every((cursor) =>
        view(api.GET('/tl-letters', { params: { query: { box: 'register', state: 'open', limit: PART, ...(cursor ? { cursor } : {}) } } })),
      ),
      every((cursor) => view(api.GET('/meetings/overdue-files', { params: { query: { limit: PART, ...(cursor ? { cursor } : {}) } } }))),
    ]);
    return { letters: letters.filter((letter) => letter.grading === 'normal'), files };
  }).value;
}

export function may(meeting: Meeting, act: string): boolean {
  return (meeting.allowed_actions ?? []).includes(act);
}

/** Load again what an act may have altered. */
export function changed(): void {
  reloadViews('meetings:');
  reloadViews('tl:');
}
