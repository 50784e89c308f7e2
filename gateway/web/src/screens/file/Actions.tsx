import type { ComponentChildren } from 'preact';
import { Suspense, lazy } from 'preact/compat';
import { useRef, useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { onFile } from '../../acts';
import { useAttempt } from '../../acts/attempt';
import { words } from '../../i18n';
import { type Keymap, useKeys } from '../../keys';
import { DocumentDialog } from '../../parts/DocumentDialog';
import { ForwardDialog } from '../../parts/ForwardDialog';
import { tell } from '../../parts/notices';
import { Trouble } from '../../parts/Trouble';
import { Classify, Retention } from './Classify';
import { CloseFile } from './CloseFile';
import { Enclosure } from './Enclosure';
import { ConsultDialog } from './consult/ConsultDialog';
import en from './en.json';
import { ExtendDeadline } from './ExtendDeadline';
import hi from './hi.json';
import { WRITER } from './NoteWriter';
import { notesheetOf } from './notesheet';
import { OralOrder } from './orders/OralOrder';
import { PullUp } from './PullUp';
import { StopClock } from './StopClock';
import { type FileView, may } from './views';
import { WholeFile } from './whole/WholeFile';
import { WithReason } from './WithReason';

const t = words({ hi, en });
type Asked = 'forward' | 'pull_up' | 'consult' | 'enclosure' | 'close' | 'reopen' | 'park' | 'stop' | 'deadline' | 'oral_order' | 'whole' | 'package' | 'notesheet' | 'tl' | 'case' | 'follow_up' | 'classify' | 'retention';
// The TL section's alone.
const EnterDialog = lazy(() => import('../timelimits/EnterDialog'));
// Fetched when somebody asks for it.
const FollowUp = lazy(() => import('./FollowUp'));
const SetCase = lazy(() => import('./case/SetCase'));

/** What the server allows this desk to do with the file now. */
export function Actions({ file, onWrite }: { file: FileView; onWrite: () => void }) {
  const attempt = useAttempt();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [trouble, setTrouble] = useState<unknown>(null);
  const [, go] = useLocation();
  const can = (act: string) => may(file, act);

  async function atOnce(kind: 'pull_back_file' | 'unpark_file' | 'resume_clock', path: string, done: 'pulled_back' | 'taken_up' | 'clock_resumed'): Promise<void> {
    setTrouble(null);
    // Who pulls back does not have the file, so the act is held to no stay of it.
    const body = kind === 'pull_back_file' ? { custody_number: undefined } : {};
    const outcome = await attempt(onFile(file, { kind, path: `/files/${file.id}/${path}`, body }));
    if (outcome.state === 'refused') return setTrouble(outcome.trouble);
    tell(t(outcome.state === 'queued' ? 'act_waits' : done), outcome.state === 'queued' ? 'warn' : 'good');
  }
  const write = () => {
    onWrite();
    // At once where it is shown, so that the next key is heard by it; else when its side has been turned to.
    if (!toWriter()) requestAnimationFrame(toWriter);
  };
  const keys: Keymap = { P: { label: t('notesheet'), run: () => setAsked('notesheet') } };
  if (can('forward_file')) keys['F'] = { label: t('forward'), run: () => setAsked('forward') };
  if (can('add_note')) keys['N'] = { label: t('write_note'), run: write };
  if (can('record_oral_order')) keys['W'] = { label: t('oral_order'), run: () => setAsked('oral_order') };
  if (can('consult_desks')) keys['Q'] = { label: t('consult'), run: () => setAsked('consult') };
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
        {can('pull_up_file') && (
          <button type="button" onClick={() => setAsked('pull_up')}>
            {t('pull_up')}
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
        {can('consult_desks') && (
          <button type="button" aria-keyshortcuts="Q" onClick={() => setAsked('consult')}>
            {t('consult')}
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
        <button type="button" onClick={() => setAsked('whole')}>
          {t('whole_file')}
        </button>
        <button type="button" onClick={() => setAsked('package')}>
          {t('archive_package')}
        </button>
        {['record_oral_order', 'set_follow_up', 'unpark_file', 'park_file', 'stop_clock', 'resume_clock', 'extend_deadline', 'enter_tl_letter', 'close_file', 'set_case_type', 'classify_file', 'change_retention'].some(can) && (
          <More>
            {can('record_oral_order') && (
              <button type="button" aria-keyshortcuts="W" onClick={() => setAsked('oral_order')}>
                {t('oral_order')}
              </button>
            )}
            {can('set_follow_up') && (
              <button type="button" onClick={() => setAsked('follow_up')}>
                {t('follow_up')}
              </button>
            )}
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
            {can('stop_clock') && (
              <button type="button" onClick={() => setAsked('stop')}>
                {t('stop_clock')}
              </button>
            )}
            {can('resume_clock') && (
              <button type="button" onClick={() => void atOnce('resume_clock', 'clock/resume', 'clock_resumed')}>
                {t('resume_clock')}
              </button>
            )}
            {can('extend_deadline') && (
              <button type="button" onClick={() => setAsked('deadline')}>
                {t(file.deadline ? 'extend_deadline' : 'set_deadline')}
              </button>
            )}
            {can('enter_tl_letter') && (
              <button type="button" onClick={() => setAsked('tl')}>
                {t('enter_tl')}
              </button>
            )}
            {can('set_case_type') && (
              <button type="button" onClick={() => setAsked('case')}>
                {t('set_case_type')}
              </button>
            )}
            {can('classify_file') && (
              <button type="button" onClick={() => setAsked('classify')}>
                {t(file.subject_head ? 'classify_again' : 'classify')}
              </button>
            )}
            {can('change_retention') && (
              <button type="button" onClick={() => setAsked('retention')}>
                {t('change_retention')}
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
    case 'pull_up':
      return <PullUp file={file} onClose={onClose} />;
    case 'consult':
      return <ConsultDialog file={file} onClose={onClose} />;
    case 'enclosure':
      return <Enclosure file={file} onClose={onClose} />;
    case 'close':
      return <CloseFile file={file} onClose={onClose} />;
    case 'reopen':
    case 'park':
      return <WithReason file={file} act={asked} onClose={onClose} />;
    case 'deadline':
      return <ExtendDeadline file={file} onClose={onClose} />;
    case 'classify':
      return <Classify file={file} onClose={onClose} />;
    case 'retention':
      return <Retention file={file} onClose={onClose} />;
    case 'stop':
      return <StopClock file={file} onClose={onClose} />;
    case 'oral_order':
      return <OralOrder file={file} onClose={onClose} />;
    case 'whole':
      return <WholeFile file={file} kind="print" onClose={onClose} />;
    case 'package':
      return <WholeFile file={file} kind="package" onClose={onClose} />;
    case 'tl':
      return (
        <Suspense fallback={null}>
          <EnterDialog thing={{ kind: 'file', id, number, subject, grading: file.grading }} onClose={onClose} />
        </Suspense>
      );
    case 'follow_up':
      return (
        <Suspense fallback={null}>
          <FollowUp file={file} onClose={onClose} />
        </Suspense>
      );
    case 'case':
      return (
        <Suspense fallback={null}>
          <SetCase file={file} onClose={onClose} />
        </Suspense>
      );
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

/** Puts the caret where a note is written; false where that is not on the screen. */
function toWriter(): boolean {
  const field = document.querySelector<HTMLElement>(`#${WRITER} textarea`);
  field?.focus();
  return field !== null && document.activeElement === field;
}
