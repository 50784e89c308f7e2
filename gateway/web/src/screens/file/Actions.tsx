import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { onFile } from '../../acts';
import { attempt } from '../../acts/attempt';
import { words } from '../../i18n';
import { type Keymap, useKeys } from '../../keys';
import { DocumentDialog } from '../../parts/DocumentDialog';
import { ForwardDialog } from '../../parts/ForwardDialog';
import { tell } from '../../parts/notices';
import { Trouble } from '../../parts/Trouble';
import { Enclosure } from './Enclosure';
import en from './en.json';
import hi from './hi.json';
import { WRITER } from './NoteWriter';
import { notesheetOf } from './notesheet';
import { type FileView, may } from './views';
import { WithReason } from './WithReason';

const t = words({ hi, en });
type Asked = 'forward' | 'enclosure' | 'close' | 'reopen' | 'park' | 'notesheet';

/** What the server allows this desk to do with the file now. */
export function Actions({ file, onWrite }: { file: FileView; onWrite: () => void }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [trouble, setTrouble] = useState<unknown>(null);
  const [, go] = useLocation();
  const can = (act: string) => may(file, act);

  async function atOnce(kind: 'pull_back_file' | 'unpark_file', path: string, done: 'pulled_back' | 'taken_up'): Promise<void> {
    setTrouble(null);
    // Who pulls back does not have the file, so the act is held to no stay of it.
    const body = kind === 'pull_back_file' ? { custody_number: undefined } : {};
    const outcome = await attempt(onFile(file, { kind, path: `/files/${file.id}/${path}`, body }));
    if (outcome.state === 'refused') return setTrouble(outcome.trouble);
    tell(t(outcome.state === 'queued' ? 'act_waits' : done), outcome.state === 'queued' ? 'warn' : 'good');
  }
  const write = () => {
    onWrite();
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`#${WRITER} textarea`)?.focus());
  };
  const keys: Keymap = { P: { label: t('notesheet'), run: () => setAsked('notesheet') } };
  if (can('forward_file')) keys['F'] = { label: t('forward'), run: () => setAsked('forward') };
  if (can('add_note')) keys['N'] = { label: t('write_note'), run: write };
  if (can('attach_document')) keys['E'] = { label: t('add_enclosure'), run: () => setAsked('enclosure') };
  if (can('create_draft')) keys['D'] = { label: t('create_draft'), run: () => go(`/files/${file.id}/drafts/new`) };
  useKeys(keys);

  return (
    <>
      <div class="actions no-print">
        {can('forward_file') && (
          <button type="button" class="main" aria-keyshortcuts="F" onClick={() => setAsked('forward')}>
            {t('forward')}
          </button>
        )}
        {can('pull_back_file') && (
          <button type="button" class="main" onClick={() => void atOnce('pull_back_file', 'pull-back', 'pulled_back')}>
            {t('pull_back')}
          </button>
        )}
        {can('reopen_file') && (
          <button type="button" onClick={() => setAsked('reopen')}>
            {t('reopen')}
          </button>
        )}
        {can('add_note') && (
          <button type="button" aria-keyshortcuts="N" onClick={write}>
            {t('write_note')}
          </button>
        )}
        {can('create_draft') && (
          <button type="button" aria-keyshortcuts="D" onClick={() => go(`/files/${file.id}/drafts/new`)}>
            {t('create_draft')}
          </button>
        )}
        {can('attach_document') && (
          <button type="button" aria-keyshortcuts="E" onClick={() => setAsked('enclosure')}>
            {t('add_enclosure')}
          </button>
        )}
        <button type="button" aria-keyshortcuts="P" onClick={() => setAsked('notesheet')}>
          {t('notesheet')}
        </button>
        {['unpark_file', 'park_file', 'close_file'].some(can) && (
          <More>
            {can('unpark_file') && (
              <button type="button" onClick={() => void atOnce('unpark_file', 'unpark', 'taken_up')}>
                {t('unpark')}
              </button>
            )}
            {can('park_file') && (
              <button type="button" onClick={() => setAsked('park')}>
                {t('park')}
              </button>
            )}
            {can('close_file') && (
              <button type="button" onClick={() => setAsked('close')}>
                {t('close_file')}
              </button>
            )}
          </More>
        )}
      </div>
      <Trouble error={trouble} />
      <Asking asked={asked} file={file} onClose={() => setAsked(null)} />
    </>
  );
}

function Asking({ asked, file, onClose }: { asked: Asked | null; file: FileView; onClose: () => void }) {
  const [, go] = useLocation();
  const { id, number, subject, custody_number: custodyNumber } = file;
  switch (asked) {
    case 'forward':
      return <ForwardDialog items={[{ kind: 'file', id, number, subject, custodyNumber }]} onClose={onClose} onSent={() => go('/')} />;
    case 'enclosure':
      return <Enclosure file={file} onClose={onClose} />;
    case 'close':
    case 'reopen':
    case 'park':
      return <WithReason file={file} act={asked} onClose={onClose} />;
    case 'notesheet':
      return (
        <DocumentDialog
          title={t('notesheet')}
          fileName={`${number.replaceAll('/', '_')}-notesheet.pdf`}
          load={() => notesheetOf(id)}
          onClose={onClose}
        />
      );
    default:
      return null;
  }
}

/** Less usual acts, folded away; choosing one folds them again. */
function More({ children }: { children: ComponentChildren }) {
  const element = useRef<HTMLDetailsElement>(null);
  const fold = () => element.current?.removeAttribute('open');
  return (
    <details
      class="more"
      ref={element}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        fold();
        element.current?.querySelector('summary')?.focus();
      }}
    >
      <summary class="button">{t('more')}</summary>
      <div class="more-list" onClick={fold}>
        {children}
      </div>
    </details>
  );
}
