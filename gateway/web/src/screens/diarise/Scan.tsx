import { useEffect, useRef, useState } from 'preact/hooks';
import { type Schemas, newId, refusalOf } from '../../api/client';
import { bearer } from '../../api/session';
import { language, number, words } from '../../i18n';
import { Trouble } from '../../parts/Trouble';
import { forgetText, keepText, keptText } from '../../store/texts';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });
const KEPT = 'diarise.scan';
const TYPES = 'application/pdf,image/jpeg,image/png,image/tiff';

interface KeptScan {
  file: File;
  /** Sent again after a lost answer it stores nothing twice. */
  id: string;
}

/** The scan or photo that belongs to the letter: kept on this PC, sent while the rest is being written. */
export function useScan() {
  const [scan, setScan] = useState<KeptScan | null>(null);
  const [documentId, setDocumentId] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<unknown>(null);
  const current = useRef<KeptScan | null>(null);
  const sending = useRef<Promise<string | null> | null>(null);

  useEffect(() => {
    void keptText<KeptScan>(KEPT).then((found) => found && take(found));
  }, []);

  function take(taken: KeptScan): void {
    current.current = taken;
    setScan(taken);
    setDocumentId(null);
    setTrouble(null);
    sending.current = null;
    upload().catch(() => undefined); // told on screen; sending the form tries again
  }

  /** The document's id; null where there is no scan. Throws Refusal or Away. */
  function upload(): Promise<string | null> {
    const taken = current.current;
    if (!taken) return Promise.resolve(null);
    sending.current ??= send(taken).then(
      (id) => {
        if (current.current === taken) setDocumentId(id);
        return id;
      },
      (error: unknown) => {
        sending.current = null;
        setTrouble(error);
        throw error;
      },
    );
    return sending.current;
  }

  function choose(file: File): void {
    const taken = { file, id: newId() };
    void keepText(KEPT, taken).catch(() => undefined); // too large for this PC: it stays in this tab
    take(taken);
  }

  function clear(): void {
    current.current = null;
    sending.current = null;
    setScan(null);
    setDocumentId(null);
    setTrouble(null);
    void forgetText(KEPT);
  }

  return { file: scan?.file ?? null, documentId, trouble, choose, clear, upload };
}

async function send({ file, id }: KeptScan): Promise<string> {
  const response = await fetch(`/api/v1/documents?file_name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    headers: {
      'Content-Type': file.type || 'application/octet-stream',
      'Accept-Language': language.value,
      'Idempotency-Key': id,
      Authorization: `Bearer ${await bearer()}`,
    },
    body: file,
  }).catch(() => null);
  if (!response) throw refusalOf(503, null);
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw refusalOf(response.status, answer);
  return (answer as Schemas['DocumentView']).id;
}

/** Drop, choose or photograph the letter; it is shown as it is. */
export function Scan({ scan }: { scan: ReturnType<typeof useScan> }) {
  const [over, setOver] = useState(false);
  const url = useBlobUrl(scan.file);
  const take = (files: FileList | null | undefined) => files?.[0] && scan.choose(files[0]);
  return (
    <section
      class={over ? 'scan card over' : 'scan card'}
      aria-label={t('scan')}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer?.files);
      }}
    >
      <div class="actions">
        <Pick label={t('choose_scan')} accept={TYPES} onTake={take} />
        <Pick label={t('photograph')} accept="image/*" capture onTake={take} />
        {scan.file && (
          <button type="button" onClick={scan.clear}>
            {t('remove_scan')}
          </button>
        )}
      </div>
      {!scan.file && <p class="soft">{t('drop_here')}</p>}
      {scan.file && url && <Preview file={scan.file} url={url} />}
      {scan.file && (
        <p role="status" class="soft">
          {t(scan.documentId ? 'scan_stored' : 'scan_sending', {
            name: scan.file.name,
            size: number(Math.ceil(scan.file.size / 1024)),
          })}
        </p>
      )}
      <Trouble error={scan.trouble} again={() => void scan.upload().catch(() => undefined)} />
    </section>
  );
}

interface PickProps {
  label: string;
  accept: string;
  capture?: boolean;
  onTake: (files: FileList | null) => void;
}

function Pick({ label, accept, capture, onTake }: PickProps) {
  return (
    <label class="button">
      {label}
      <input
        class="hidden-text"
        type="file"
        accept={accept}
        {...(capture ? { capture: 'environment' as const } : {})}
        onChange={(event) => onTake(event.currentTarget.files)}
      />
    </label>
  );
}

function Preview({ file, url }: { file: File; url: string }) {
  if (file.type === 'application/pdf') return <iframe class="preview" src={url} title={t('scan')} />;
  if (file.type === 'image/tiff') return <p>{t('no_preview')}</p>;
  return <img class="preview" src={url} alt={t('scan')} />;
}

function useBlobUrl(file: File | null): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!file) {
      setUrl(null);
      return undefined;
    }
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return url;
}
