import { useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { type Act, actsOf, onFile, retract } from '../../acts';
import { words } from '../../i18n';
import { tell } from '../../parts/notices';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import { keepText } from '../../store/texts';
import { fileOf, useLoaded } from '../file/views';
import './draft.css';
import { Editor } from './Editor';
import en from './en.json';
import { Heading } from './Heading';
import hi from './hi.json';
import { type FileView, showDraft } from './views';
import { type DraftView, blank, textOf } from './writing';

const t = words({ hi, en });

/** A new draft in a file. */
export default function NewDraft({ fileId }: { fileId: string }) {
  const file = useLoaded(fileOf(fileId));
  if (!file.value) return file.error ? <Trouble error={file.error} again={() => void file.reload()} /> : <Waiting />;
  return <Writing key={fileId} file={file.value} />;
}

function Writing({ file }: { file: FileView }) {
  const [, go] = useLocation();
  const [round, setRound] = useState(0);
  const textKey = `draft:new:${file.id}`;
  const waiting = actsOf(file.id).filter((act) => act.kind === 'create_draft' && act.state === 'waiting');

  async function takeBack(act: Act): Promise<void> {
    if (!(await retract(act.id))) return tell(t('too_late'), 'warn');
    await keepText(textKey, act.text);
    setRound(round + 1);
  }

  return (
    <article class="draft-screen">
      <Heading file={file} title={t('new_draft')} />
      {waiting.map((act) => (
        <p key={act.id} class="notice">
          {t('draft_waits', { subject: String(act.body['subject']) })}{' '}
          <button type="button" onClick={() => void takeBack(act)}>
            {t('take_back')}
          </button>
        </p>
      ))}
      <Editor
        key={round}
        textKey={textKey}
        initial={blank()}
        saveLabel={t('save_draft')}
        act={(writing) =>
          onFile(file, {
            kind: 'create_draft',
            path: `/files/${file.id}/drafts`,
            body: { form: writing.form, language: writing.language, ...textOf(writing) },
          })
        }
        onSaved={(outcome) => {
          if (outcome.state === 'queued') return tell(t('waits_for_line'), 'warn');
          const draft = outcome.view as DraftView;
          showDraft(draft);
          tell(t('draft_saved'));
          go(`/drafts/${draft.id}`, { replace: true });
        }}
        onPutBack={() => setRound(round + 1)}
      />
    </article>
  );
}
