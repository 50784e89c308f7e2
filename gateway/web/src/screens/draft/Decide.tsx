import { useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { onFile } from '../../acts';
import { useAttempt } from '../../acts/attempt';
import { words } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { tell } from '../../parts/notices';
import { Trouble } from '../../parts/Trouble';
import { reloadViews } from '../../store/views';
import { may } from '../file/views';
import { Approve } from './Approve';
import en from './en.json';
import hi from './hi.json';
import type { FileView } from './views';
import type { DraftView } from './writing';

const t = words({ hi, en });

interface Props {
  draft: DraftView;
  file: FileView;
  /** There is text that no version has yet. */
  unsaved: boolean;
  reload: () => void;
}

/** Approving it or giving it up. */
export function Decide({ draft, file, unsaved, reload }: Props) {
  const [asked, setAsked] = useState<'approve' | 'discard' | null>(null);
  const [, go] = useLocation();
  const close = () => setAsked(null);
  return (
    <div class="actions decide">
      {may(draft, 'approve_draft') && (
        <button type="button" disabled={unsaved} aria-describedby={unsaved ? 'unsaved-hint' : undefined} onClick={() => setAsked('approve')}>
          {t('approve')}
        </button>
      )}
      {may(draft, 'discard_draft') && (
        <button type="button" class="danger" onClick={() => setAsked('discard')}>
          {t('discard')}
        </button>
      )}
      {unsaved && may(draft, 'approve_draft') && (
        <span id="unsaved-hint" class="soft">
          {t('save_before_approval')}
        </span>
      )}
      {asked === 'approve' && <Approve draft={draft} file={file} onClose={close} />}
      {asked === 'discard' && (
        <Discard
          draft={draft}
          file={file}
          onClose={close}
          onDone={() => {
            reload();
            go(`/files/${file.id}`);
          }}
        />
      )}
    </div>
  );
}

interface DiscardProps {
  draft: DraftView;
  file: FileView;
  onClose: () => void;
  onDone: () => void;
}

function Discard({ draft, file, onClose, onDone }: DiscardProps) {
  const attempt = useAttempt();
  const [trouble, setTrouble] = useState<unknown>(null);

  async function discard(): Promise<void> {
    const body = { base_version: draft.version };
    const outcome = await attempt(onFile(file, { kind: 'discard_draft', path: `/drafts/${draft.id}/discard`, body }));
    if (outcome.state === 'refused') return setTrouble(outcome.trouble);
    tell(t(outcome.state === 'done' ? 'discarded' : 'waits_for_line'), outcome.state === 'done' ? 'good' : 'warn');
    reloadViews(`file:${file.id}`);
    onDone();
  }

  return (
    <Dialog title={t('discard_heading')} onClose={onClose}>
      <p>
        <strong>{draft.subject}</strong>
      </p>
      <p>{t('discard_means')}</p>
      <Trouble error={trouble} />
      <div class="actions">
        <button type="button" class="main" onClick={onClose}>
          {t('discard_not')}
        </button>
        <button type="button" class="danger" onClick={() => void discard()}>
          {t('discard_now')}
        </button>
      </div>
    </Dialog>
  );
}
