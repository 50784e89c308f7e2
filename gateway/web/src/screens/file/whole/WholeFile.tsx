import { useEffect, useState } from 'preact/hooks';
import { type Schemas, api, view } from '../../../api/client';
import { moment, number as count, words } from '../../../i18n';
import { Dialog } from '../../../parts/Dialog';
import { Trouble } from '../../../parts/Trouble';
import { online } from '../../../shell/line';
import { useKeptText } from '../../../store/texts';
import type { FileView } from '../views';
import { contentOf } from './content';
import en from './en.json';
import hi from './hi.json';
import packageEn from './package/en.json';
import packageHi from './package/hi.json';

const ofPackage = words({ hi: packageHi, en: packageEn });
const SAID = { print: words({ hi, en }), package: ofPackage };
const ENDING = { print: 'pdf', package: 'zip' };
type Kind = keyof typeof SAID;
type Said = (typeof SAID)[Kind];
type Made = Schemas['FileCompilationView'];
/** Milliseconds between two questions how far it is. */
const PAUSE = 2_000;
const MEGABYTE = 1_000_000;

/** The whole file as one PDF or as an archive package, made on the server; which one was ordered is kept on this PC. */
export function WholeFile({ file, kind, onClose }: { file: FileView; kind: Kind; onClose: () => void }) {
  const t = SAID[kind];
  const ordered = useKeptText<string>(`${kind === 'print' ? 'whole' : kind}:${file.id}`, '');
  const [trouble, setTrouble] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [made, setMade] = useHowFar(file.id, ordered.value, setTrouble);

  async function order(): Promise<void> {
    if (busy) return;
    setBusy(true);
    setTrouble(null);
    try {
      const begun = await view(api.POST('/files/{file_id}/compilations', { params: { path: { file_id: file.id } }, body: { ...NOW, kind } }));
      setMade(begun);
      ordered.write(begun.id);
    } catch (error) {
      setTrouble(error);
    }
    setBusy(false);
  }
  const isReady = made?.state === 'ready';
  const isUnderWay = made?.state === 'making' || made?.state === 'waiting';
  return (
    <Dialog title={t('heading')} onClose={onClose}>
      <p>{`${file.number} · ${file.subject}`}</p>
      <p class="soft">{t('lead')}</p>
      {made && <HowFar made={made} t={t} />}
      {made?.sha256 && isReady && kind === 'package' && <Hash sha256={made.sha256} />}
      {!online.value && <p class="notice">{t('away')}</p>}
      <Trouble error={trouble} />
      <div class="actions">
        {isReady && <Get file={file} kind={kind} made={made} onTrouble={setTrouble} />}
        {!isUnderWay && (
          <button type="button" class={isReady ? '' : 'main'} disabled={busy || ordered.keeping === 'loading'} onClick={() => void order()}>
            {t('make')}
          </button>
        )}
      </div>
    </Dialog>
  );
}

const NOW = { occurred_at: null, source: 'live' } as const;

/** Asks again and again until it is whole. */
function useHowFar(fileId: string, id: string, onTrouble: (error: unknown) => void) {
  const [made, setMade] = useState<Made | null>(null);
  useEffect(() => {
    if (!id) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let current = true;
    const look = async () => {
      const params = { path: { file_id: fileId, compilation_id: id } };
      try {
        const found = await view(api.GET('/files/{file_id}/compilations/{compilation_id}', { params }));
        if (!current) return;
        setMade(found);
        onTrouble(null);
        if (found.state === 'making' || found.state === 'waiting') timer = setTimeout(() => void look(), PAUSE);
      } catch (error) {
        if (current) onTrouble(error);
      }
    };
    if (online.value) void look();
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [id, online.value]);
  return [made, setMade] as const;
}

/** What proves later that it is this package. */
function Hash({ sha256 }: { sha256: string }) {
  return (
    <>
      <p class="soft">{ofPackage('verify')}</p>
      <p class="hash">
        <code>{sha256}</code>
      </p>
    </>
  );
}

function HowFar({ made, t }: { made: Made; t: Said }) {
  if (made.state === 'failed') return <p class="notice">{t('failed')}</p>;
  if (made.state === 'expired') return null;
  if (made.state === 'ready') {
    const size = count(Math.max(0.1, Math.round((made.size / MEGABYTE) * 10) / 10));
    return <p role="status">{t('ready', { pages: count(made.pages), size, until: moment(made.expires_at) })}</p>;
  }
  const text = made.done < made.total ? t('making', { done: count(made.done), total: count(made.total) }) : t('binding');
  return (
    <>
      <p role="status">{text}</p>
      <progress max={made.total + 1} value={made.done} aria-label={text} />
      <p class="soft">{t('leave')}</p>
    </>
  );
}

function Get({ file, kind, made, onTrouble }: { file: FileView; kind: Kind; made: Made; onTrouble: (error: unknown) => void }) {
  const [busy, setBusy] = useState(false);
  async function get(): Promise<void> {
    if (busy) return;
    setBusy(true);
    onTrouble(null);
    try {
      const url = URL.createObjectURL(await contentOf(file.id, made.id));
      const link = document.createElement('a');
      link.href = url;
      link.download = `${file.number.replaceAll('/', '_')}.${ENDING[kind]}`;
      link.click();
      // The browser has taken it by then.
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
    } catch (error) {
      onTrouble(error);
    }
    setBusy(false);
  }
  return (
    <button type="button" class="main" disabled={busy} onClick={() => void get()}>
      {SAID[kind]('get')}
    </button>
  );
}
