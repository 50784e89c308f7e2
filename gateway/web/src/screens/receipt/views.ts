// What the screen of a receipt shows.
import { type Schemas, api, view } from '../../api/client';
import { type PageAddress, leaveToRead } from '../../store/pages';
import { useView } from '../../store/views';

export type ReceiptView = Schemas['ReceiptView'];

/** The newest version of its scan. */
export interface ScanView {
  documentId: string;
  version: number;
  /** Null until the pages have been counted. */
  pages: number | null;
  status: Schemas['VersionView']['status'];
  mediaType: string;
}

export function useReceipt(id: string) {
  return useView<ReceiptView>(`receipt:${id}`, () =>
    view(api.GET('/receipts/{receipt_id}', { params: { path: { receipt_id: id } } })),
  ).value;
}

/** Once it lies in a file, it is read through the file. */
export function subjectOf(receipt: ReceiptView): PageAddress['subject'] {
  return receipt.file_id ? { kind: 'file', id: receipt.file_id } : { kind: 'receipt', id: receipt.id };
}

export function useScan(receipt: ReceiptView) {
  return useView<ScanView | null>(`receipt:${receipt.id}:scan`, () => loadScan(receipt)).value;
}

async function loadScan(receipt: ReceiptView): Promise<ScanView | null> {
  const documentId = receipt.document_id;
  if (!documentId) return null;
  await leaveToRead(subjectOf(receipt));
  const found = await view(api.GET('/documents/{document_id}', { params: { path: { document_id: documentId } } }));
  const newest = found.versions.at(-1);
  if (!newest) return null;
  return { documentId, version: newest.number, pages: newest.pages ?? null, status: newest.status, mediaType: newest.media_type };
}

export function may(receipt: ReceiptView, act: string): boolean {
  return receipt.allowed_actions?.includes(act) ?? false;
}
