import { Suspense, lazy } from 'preact/compat';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { Unsent } from '../../acts/Unsent';
import { Away, Refusal } from '../../api/client';
import { words } from '../../i18n';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import { online } from '../../shell/line';
import { leaveToRead } from '../../store/pages';
import { Drafts } from './Drafts';
import en from './en.json';
import './consult/consult.css';
import './file.css';
import { FileHead } from './FileHead';
import hi from './hi.json';
import { Consultations } from './consult/Consultations';
import { Letters } from './Letters';
import { LeftText } from './LeftText';
import { Movement } from './Movement';
import { NOTES } from './Noting';
import { PlacesProvider, usePlacesOf } from './places';
import { Readers } from './Readers';
import { type Target, backlinksOf } from './references';
import { Sheet } from './Sheet';
import { type Tab, Tabs, panelId, tabId } from './Tabs';
import { useOpening } from './useOpening';
import { behind, consultationsOf, decisionsOf, draftsOf, fileOf, notesOf, papersOf, soon, useLoaded } from './views';

const t = words({ hi, en });
// Fetched when somebody looks at it.
const Case = lazy(() => import('./case/Case'));
const Related = lazy(() => import('./related/Related'));

export type Side = 'notes' | 'papers';

/** A file: noting and correspondence side by side, and behind tabs its drafts, letters, movement and readers. */
export default function File({ id }: { id: string }) {
  return <Opened key={id} id={id} />;
}

function Opened({ id }: { id: string }) {
  // In the order in which they are asked for: what the first page waits for comes first.
  useLeave(id);
  const papers = useLoaded(papersOf(id));
  const file = useLoaded(fileOf(id));
  const notes = useLoaded(soon(notesOf(id)));
  const drafts = useLoaded(behind(draftsOf(id)));
  const consultations = useLoaded(behind(consultationsOf(id)));
  const decisions = useLoaded(behind(decisionsOf(id)));
  const [tab, setTab] = useState<Tab>('sheet');
  const [side, setSide] = useState<Side>('notes');
  const links = useMemo(() => backlinksOf(notes.value?.flatMap((note) => (note.merged_from ? [] : note.paragraphs)) ?? []), [notes.value]);
  const reveal = (target: Target) => {
    setTab('sheet');
    setSide(target === 'page' ? 'papers' : 'notes');
  };
  const places = usePlacesOf(reveal, Boolean(notes.value && papers.value));
  useOpening(file.value, file.stale);
  useEffect(() => {
    if (!location.hash) window.scrollTo(0, 0);
    // The next screen begins at its top.
    return () => window.scrollTo(0, 0);
  }, []);
  if (!file.value) return file.error ? <OutOfReach id={id} error={file.error} again={() => void file.reload()} /> : <Waiting />;
  const open = drafts.value?.filter((draft) => draft.state === 'draft').length ?? 0;
  return (
    <PlacesProvider value={places}>
      <article class="file">
        <FileHead file={file.value} stale={file.stale} onWrite={() => reveal('note')} />
        <Unsent queue={id} except={NOTES} onEdit={() => reveal('note')} />
        {file.error instanceof Refusal && <Trouble error={file.error} />}
        {file.error instanceof Away && <p class="notice">{t('as_last_seen')}</p>}
        <Tabs
          tab={tab}
          onTab={setTab}
          drafts={open}
          awaited={file.value.open_consultations}
          without={file.value.case_type ? [] : ['case']}
        />
        <div role="tabpanel" id={panelId(tab)} aria-labelledby={tabId(tab)}>
          {tab === 'sheet' && (
            <Sheet
              file={file.value}
              notes={notes}
              papers={papers}
              consultations={consultations}
              decisions={decisions.value ?? []}
              links={links}
              side={side}
              onSide={setSide}
            />
          )}
          {tab === 'case' && (
            <Suspense fallback={<Waiting />}>
              <Case file={file.value} />
            </Suspense>
          )}
          {tab === 'consultations' && <Consultations consultations={consultations} />}
          {tab === 'drafts' && <Drafts drafts={drafts} />}
          {tab === 'letters' && <Letters file={file.value} />}
          {tab === 'movement' && <Movement fileId={id} />}
          {tab === 'readers' && <Readers fileId={id} />}
          {tab === 'related' && (
            <Suspense fallback={<Waiting />}>
              <Related file={file.value} />
            </Suspense>
          )}
        </div>
      </article>
    </PlacesProvider>
  );
}

/** No file to show, as where a question about it is over; what was written for it is not lost with it. */
function OutOfReach({ id, error, again }: { id: string; error: unknown; again: () => void }) {
  return (
    <>
      <Trouble error={error} again={again} />
      <Unsent queue={id} />
      <LeftText fileId={id} writing={NOTHING} />
    </>
  );
}

const NOTHING: readonly string[] = [];

/** Asked for with everything else, so that the first page need not wait for it. */
function useLeave(id: string): void {
  useEffect(() => {
    if (online.peek()) leaveToRead({ kind: 'file', id }).catch(() => undefined);
  }, [id]);
}
