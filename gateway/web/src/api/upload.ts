// A file to the store of documents, with its progress: fetch cannot tell how much of a body has left.
import { language } from '../i18n';
import { Away, type Schemas, newId, refusalOf } from './client';
import { bearer } from './session';

export interface Upload {
  file: File;
  title?: string;
  /** Sent again with the same id it is stored once. */
  id?: string;
  /** Told with a number from 0 to 1. */
  onProgress?: (share: number) => void;
  signal?: AbortSignal;
}

/** Stores the whole file. Throws Refusal, Away, or an AbortError where it was given up. */
export async function upload({ file, title, id = newId(), onProgress, signal }: Upload): Promise<Schemas['DocumentView']> {
  const token = await bearer();
  const query = new URLSearchParams({ file_name: file.name, ...(title ? { title } : {}) });
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/v1/documents?${query}`);
    request.responseType = 'json';
    request.setRequestHeader('Content-Type', file.type || 'application/octet-stream');
    request.setRequestHeader('Accept-Language', language.value);
    request.setRequestHeader('Idempotency-Key', id);
    request.setRequestHeader('Authorization', `Bearer ${token}`);
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(total ? loaded / total : 0);
    request.onload = () => {
      if (request.status < 300) resolve(request.response as Schemas['DocumentView']);
      else reject(refusalOf(request.status, request.response));
    };
    request.onerror = () => reject(new Away('offline'));
    request.onabort = () => reject(new DOMException('given up', 'AbortError'));
    signal?.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}
