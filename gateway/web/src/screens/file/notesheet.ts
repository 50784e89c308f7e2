import { api, view } from '../../api/client';
import { documentOf, forgetLeave } from '../../store/pages';

/** The notesheet as it is printed: A4, with the places of the signatures. Made anew each time that it is asked for. */
export async function notesheetOf(fileId: string): Promise<Blob> {
  const params = { path: { file_id: fileId } };
  const made = await view(api.POST('/files/{file_id}/notesheet', { params, body: {} }));
  const subject = { kind: 'file', id: fileId } as const;
  forgetLeave(subject); // the leave that is held was given before this document was there
  return documentOf(subject, made.document_id, made.version);
}
