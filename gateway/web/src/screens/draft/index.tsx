import { useEffect, useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { type Act, actsOf, onFile, onSettled } from '../../acts';
import { number as count, moment, words } from '../../i18n';
import { tell } from '../../parts/notices';
import { personName, signingPost } from '../../parts/office/who';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import { fileOf, may, useLoaded } from '../file/views';
import { Decide } from './Decide';
import './draft.css';
import { Editor } from './Editor';
import en from './en.json';
import { Heading } from './Heading';
import hi from './hi.json';
import { Paper } from './Paper';
import { Versions } from './Versions';
import { type FileView, showDraft, useDraft } from './views';
import { type DraftView, type Writing, textOf, writingOf } from './writing';

const t = words({ hi, en });

/** A draft: its text to be changed, its versions, and what becomes of it. */
export default function Draft({ id }: { id: string }) {
  const draft = useDraft(id);
  if (!draft.value) return draft.error ? <Trouble error={draft.error} again={() => void draft.reload()} /> : <Waiting />;
  return <Opened key={id} draft={draft.value} reload={() => void draft.reload()} />;
}

function Opened({ draft, reload }: { draft: DraftView; reload: () => void }) {
  const file = useLoaded(fileOf(draft.file_id));
  // Whether it can be written in is known with the file; until then it is not shown as if it could only be read.
  const mayStill = may(draft, 'revise_draft') && !file.value && !file.error;
  const canRevise = may(draft, 'revise_draft') && file.value !== null;
  return (
    <article class="draft-screen">
      <Heading file={file.value} title={draft.subject}>
        <p class="soft">
          {t(`form_${draft.form}`)} · <span class="badge">{t(`state_${draft.state}`)}</span> ·{' '}
          {t('version_by', {
            version: count(draft.number),
            name: personName(draft.revised_by.person),
            post: signingPost(draft.revised_by),
            at: moment(draft.revised_at),
          })}
        </p>
      </Heading>
      {draft.letter_id && (
        <p class="notice">
          {t('became_letter')} <Link href={`/letters/${draft.letter_id}`}>{t('open_letter')}</Link>
        </p>
      )}
      {draft.state === 'draft' && !canRevise && file.value && <p class="notice">{t('not_yours')}</p>}
      {mayStill ? (
        <Waiting />
      ) : canRevise && file.value ? (
        <Revising draft={draft} file={file.value} reload={reload} />
      ) : (
        <Paper of={writingOf(draft)} marked={draft.marked ?? false} />
      )}
      <Versions key={draft.version} draftId={draft.id} />
    </article>
  );
}

function Revising({ draft, file, reload }: { draft: DraftView; file: FileView; reload: () => void }) {
  const [changed, setChanged] = useState(false);
  const [round, setRound] = useState(0);
  const path = `/drafts/${draft.id}`;
  const waiting = actsOf(file.id).filter((act) => act.path === path && act.state === 'waiting');
  // A version that waited has arrived: it is the server's now, and takes the place of the one that waited.
  useEffect(
    () =>
      onSettled((act, outcome) => {
        if (act.path === path && outcome.state === 'done') showDraft(outcome.view as DraftView);
      }),
    [path],
  );
  return (
    <>
      {waiting.length > 0 && <p class="notice">{t('version_waits')}</p>}
      <Editor
        key={`${draft.version}/${waiting.length}/${round}`}
        textKey={`draft:${draft.id}`}
        initial={lastWritten(waiting, draft)}
        saveLabel={t('save_version')}
        act={(writing) =>
          onFile(file, {
            kind: 'revise_draft',
            method: 'PUT',
            path,
            body: { ...textOf(writing), base_version: writing.base },
          })
        }
        onSaved={(outcome) => {
          tell(t(outcome.state === 'done' ? 'version_saved' : 'waits_for_line'), outcome.state === 'done' ? 'good' : 'warn');
        }}
        onPutBack={() => setRound(round + 1)}
        onChanged={setChanged}
      >
        <Decide draft={draft} file={file} unsaved={changed || waiting.length > 0} reload={reload} />
      </Editor>
    </>
  );
}

/** A version that waits for the line comes before the server's. */
function lastWritten(waiting: Act[], draft: DraftView): Writing {
  const last = waiting.at(-1)?.text as Writing | undefined;
  return last ?? writingOf(draft);
}
