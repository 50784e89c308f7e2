// What the desk waits for.
import { type Schemas, api, every, view } from '../../api/client';
import { useView } from '../../store/views';

export type AwaitedReply = Schemas['AwaitedReplyView'];

export type FollowUp = Schemas['FollowUpView'];

const PART = 200;
/** Of more the files themselves tell. */
export const MOST = 1000;

export function useAwaitedReplies() {
  return useView<AwaitedReply[]>('awaited:replies', () =>
    every((cursor) => view(api.GET('/awaited-replies', { params: { query: { limit: PART, ...(cursor ? { cursor } : {}) } } })), MOST),
  ).value;
}

export function useFollowUps() {
  return useView<FollowUp[]>('awaited:follow-ups', () =>
    every((cursor) => view(api.GET('/follow-ups', { params: { query: { limit: PART, ...(cursor ? { cursor } : {}) } } })), MOST),
  ).value;
}
