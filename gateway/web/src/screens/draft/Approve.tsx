import { useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { onFile } from '../../acts';
import { useAttempt } from '../../acts/attempt';
import { actingPost } from '../../api/session';
import { number as count, either, words } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { tell } from '../../parts/notices';
import { type Desk, PostPicker } from '../../parts/PostPicker';
import { Trouble } from '../../parts/Trouble';
import { reloadViews } from '../../store/views';
import en from './en.json';
import hi from './hi.json';
import type { FileView } from './views';
import type { DraftView } from './writing';

const t = words({ hi, en });

interface Props {
  draft: DraftView;
  file: FileView;
  onClose: () => void;
}

/** Approval, with what it means and under whose hand the letter goes out. */
export function Approve({ draft, file, onClose }: Props) {
  const attempt = useAttempt();
  const [own, setOwn] = useState(true);
  const [signer, setSigner] = useState<Desk | null>(null);
  const [trouble, setTrouble] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [, go] = useLocation();
  const post = actingPost.value;

  async function approve(event: Event): Promise<void> {
    event.preventDefault();
    if (busy || (!own && !signer)) return;
    setBusy(true);
    const body = { base_version: draft.version, ...(own ? {} : { signer_post: signer?.post_id }) };
    const outcome = await attempt<{ id: string }>(
      onFile(file, { kind: 'approve_draft', path: `/drafts/${draft.id}/approve`, body }),
    );
    setBusy(false);
    if (outcome.state === 'refused') return setTrouble(outcome.trouble);
    reloadViews(`draft:${draft.id}`);
    reloadViews(`file:${file.id}`);
    tell(t(outcome.state === 'done' ? 'approved' : 'waits_for_line'), outcome.state === 'done' ? 'good' : 'warn');
    go(outcome.state === 'done' ? `/letters/${outcome.view.id}` : `/files/${file.id}`);
  }

  return (
    <Dialog title={t('approve_heading')} onClose={onClose}>
      <form onSubmit={approve}>
        <p>
          <strong>{draft.subject}</strong> ({t('version', { version: count(draft.number) })})
        </p>
        <p>{t('approve_means')}</p>
        <ul>
          <li>{t('approve_number')}</li>
          <li>{t('approve_frozen')}</li>
          <li>{t('approve_undo')}</li>
        </ul>
        <fieldset>
          <legend>{t('signer')}</legend>
          <label class="check">
            <input type="radio" name="signer" checked={own} onChange={() => setOwn(true)} />
            {t('signer_own', { post: either(post?.designation_hi, post?.designation_en) })}
          </label>
          <br />
          <label class="check">
            <input type="radio" name="signer" checked={!own} onChange={() => setOwn(false)} />
            {t('signer_other')}
          </label>
          {!own && <PostPicker label={t('signer_post')} except={post ? [post.id] : []} onPick={setSigner} />}
        </fieldset>
        <Trouble error={trouble} />
        <div class="actions">
          <button class="main" disabled={busy || (!own && !signer)}>
            {t('approve_now')}
          </button>
          <button type="button" onClick={onClose}>
            {t('approve_not')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
