import { useEffect, useState } from 'preact/hooks';
import { api, view } from '../../api/client';
import { number as count, words } from '../../i18n';
import { PageImage } from '../../parts/PageImage';
import { Trouble } from '../../parts/Trouble';
import { useBlob } from '../../parts/useBlob';
import { Waiting } from '../../parts/Waiting';
import { documentOf, leaveToRead } from '../../store/pages';
import en from './en.json';
import hi from './hi.json';
import type { LetterView } from './views';

const t = words({ hi, en });

interface Props {
  letter: LetterView;
  documentId: string;
  version: number;
}

/** The PDF itself: the bytes that will be signed, or are. In the browser's viewer, or as pictures where it has none. */
export function Preview({ letter, documentId, version }: Props) {
  const subject = { kind: 'file', id: letter.file_id } as const;
  const { loaded, trouble, again } = useBlob(() => documentOf(subject, documentId, version), sha256Of);
  const [asPictures, setAsPictures] = useState(!canShowPdf() || isNarrow());
  const name = `${letter.number.replaceAll('/', '-')}.pdf`;
  return (
    <section class="preview" aria-labelledby="preview-heading">
      <h2 id="preview-heading">{t(letter.signed_sha256 ? 'preview_signed' : 'preview')}</h2>
      <Trouble error={trouble} again={again} />
      {!loaded && trouble === null && <Waiting />}
      {loaded && (
        <>
          <div class="actions">
            <a class="button" href={loaded.url} download={name}>
              {t('download')}
            </a>
            {canShowPdf() && (
              <button type="button" class="plain" aria-pressed={asPictures} onClick={() => setAsPictures(!asPictures)}>
                {t('as_pictures')}
              </button>
            )}
          </div>
          <Digest letter={letter} sha256={loaded.known} />
          {asPictures ? (
            <Pictures subject={subject} documentId={documentId} version={version} />
          ) : (
            <iframe class="pdf" src={`${loaded.url}#navpanes=0&view=FitH`} title={t('letter_of', { number: letter.number })} />
          )}
        </>
      )}
    </section>
  );
}

/** Phones and browsers in kiosks have no viewer of their own. */
function canShowPdf(): boolean {
  return navigator.pdfViewerEnabled;
}

/** A viewer's own buttons leave no room for the letter there. */
function isNarrow(): boolean {
  return matchMedia('(max-width: 40rem)').matches;
}

/** Null where the browser computes none (no HTTPS). */
async function sha256Of(blob: Blob): Promise<string | null> {
  if (!isSecureContext) return null;
  const digest = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Of the bytes on screen; and whether they are those that were signed. */
function Digest({ letter, sha256 }: { letter: LetterView; sha256: string | null }) {
  const signed = letter.signed_sha256;
  const shown = sha256 ?? signed;
  if (!shown) return null;
  return (
    <p class="digest">
      {t('sha256')} <code>{shown}</code>{' '}
      {signed && sha256 && (
        <span class={sha256 === signed ? 'badge good' : 'badge urgent'}>{t(sha256 === signed ? 'same_bytes' : 'other_bytes')}</span>
      )}
    </p>
  );
}

interface PicturesProps {
  subject: { kind: 'file'; id: string };
  documentId: string;
  version: number;
}

function Pictures({ subject, documentId, version }: PicturesProps) {
  const [pages, setPages] = useState(1);
  useEffect(() => {
    void leaveToRead(subject)
      .then(() => view(api.GET('/documents/{document_id}', { params: { path: { document_id: documentId } } })))
      .then((found) => setPages(found.versions.find(({ number }) => number === version)?.pages ?? 1))
      .catch(() => undefined); // the first page says itself why it does not come
  }, [documentId, version]);
  return (
    <div class="pictures">
      {Array.from({ length: pages }, (_, at) => (
        <PageImage
          key={at}
          subject={subject}
          documentId={documentId}
          version={version}
          page={at + 1}
          label={t('page', { page: count(at + 1), pages: count(pages) })}
        />
      ))}
    </div>
  );
}
