import { api, refusalOf } from '../../../api/client';

/** The bytes of what was put together. Throws Refusal or Away. */
export async function contentOf(file_id: string, compilation_id: string): Promise<Blob> {
  const params = { path: { file_id, compilation_id } };
  const answer = await api.GET('/files/{file_id}/compilations/{compilation_id}/content', { params, parseAs: 'stream' });
  if (!answer.response.ok) throw refusalOf(answer.response.status, answer.error);
  return answer.response.blob();
}
