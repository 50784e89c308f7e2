import { useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { api, view } from '../../api/client';
import { actingPost } from '../../api/session';
import { words } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { HindiText } from '../../parts/editor/HindiText';
import { tell } from '../../parts/notices';
import { postName } from '../../parts/office/who';
import { Trouble } from '../../parts/Trouble';
import en from './en.json';
import hi from './hi.json';
import { Sign } from './Sign';
import { useCommand } from '../../api/useCommand';
import longest from '../../api/longest.json';
import { type LetterView, at, may, showLetter } from './views';

const t = words({ hi, en });
const headersOf = (key: string) => ({ 'Idempotency-Key': key });

/** What is next: printing, signing, issuing; or giving the letter up. */
export function Actions({ letter }: { letter: LetterView }) {
  const [asked, setAsked] = useState<'sign' | 'cancel' | null>(null);
  const render = useCommand(async (key) => {
    showLetter(await view(api.POST('/letters/{letter_id}/render', { params: at(letter.id), body: {}, headers: headersOf(key) })));
  });
  const issue = useCommand(async (key) => {
    const params = { ...at(letter.id), header: { 'If-Match': `"${letter.version}"` } };
    showLetter(await view(api.POST('/letters/{letter_id}/issue', { params, body: {}, headers: headersOf(key) })));
    tell(t('issued'));
  });
  const isPrinted = letter.state === 'rendered';
  return (
    <section aria-label={t('actions')}>
      <Hint letter={letter} />
      <Trouble error={render.trouble ?? issue.trouble} />
      <div class="actions">
        {may(letter, 'prepare_signature') && (
          <button type="button" class="main" onClick={() => setAsked('sign')}>
            {t('sign')}
          </button>
        )}
        {may(letter, 'render_letter') && (
          <button type="button" class={isPrinted ? '' : 'main'} disabled={render.busy} onClick={() => void render.run()}>
            {render.busy ? t('rendering') : t(isPrinted ? 'render_again' : 'render')}
          </button>
        )}
        {may(letter, 'issue_letter') && (
          <button type="button" class="main" disabled={issue.busy} onClick={() => void issue.run()}>
            {t('issue')}
          </button>
        )}
        {may(letter, 'dispatch_letter') && (
          <Link class="button" href={`/dispatch?letter=${letter.id}`}>
            {t('dispatch')}
          </Link>
        )}
        {may(letter, 'cancel_letter') && (
          <button type="button" class="danger" onClick={() => setAsked('cancel')}>
            {t('cancel')}
          </button>
        )}
      </div>
      {asked === 'sign' && <Sign letter={letter} onClose={() => setAsked(null)} />}
      {asked === 'cancel' && <Cancel letter={letter} onClose={() => setAsked(null)} />}
    </section>
  );
}

/** Why nothing more can be done here, or what the next act means. */
function Hint({ letter }: { letter: LetterView }) {
  const signs = letter.signer.post_id === actingPost.value?.id;
  if (letter.state === 'approved' && may(letter, 'render_letter')) return <p>{t('hint_approved')}</p>;
  if (letter.state === 'rendered' && !signs) return <p class="notice">{t('hint_others_sign', { post: postName(letter.signer) })}</p>;
  if (letter.state === 'rendered') return <p>{t('hint_rendered')}</p>;
  if (letter.state === 'signed') return <p>{t('hint_signed')}</p>;
  return null;
}

function Cancel({ letter, onClose }: { letter: LetterView; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const cancel = useCommand(async (key) => {
    const params = { ...at(letter.id), header: { 'If-Match': `"${letter.version}"` } };
    const body = { reason: reason.trim() };
    showLetter(await view(api.POST('/letters/{letter_id}/cancel', { params, body, headers: headersOf(key) })));
    tell(t('cancelled'));
    onClose();
  });
  return (
    <Dialog title={t('cancel_heading', { number: letter.number })} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (reason.trim()) void cancel.run();
        }}
      >
        <p>{t('cancel_means')}</p>
        <HindiText label={t('reason')} value={reason} onInput={setReason} multiline={false} maxLength={longest.reason} required autofocus />
        <Trouble error={cancel.trouble} />
        <div class="actions">
          <button class="danger" disabled={cancel.busy || !reason.trim()}>
            {t('cancel_now')}
          </button>
          <button type="button" onClick={onClose}>
            {t('cancel_not')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
