import { useState } from 'preact/hooks';
import type { Attempt } from '../../../acts/attempt';
import { words } from '../../../i18n';
import { Dialog } from '../../../parts/Dialog';
import { tell } from '../../../parts/notices';
import { Trouble } from '../../../parts/Trouble';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });

interface Props {
  title: string;
  about: string;
  /** What it brings about, and that it is not undone. */
  note: string;
  send: () => Promise<Attempt<unknown>>;
  onClose: () => void;
}

/** For an act that needs no reason and cannot be taken back. */
export function Sure({ title, about, note, send, onClose }: Props) {
  const [trouble, setTrouble] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const outcome = await send();
    setBusy(false);
    if (outcome.state === 'refused') return setTrouble(outcome.trouble);
    if (outcome.state === 'queued') tell(t('act_waits'), 'warn');
    onClose();
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={submit}>
        <p>{about}</p>
        <p>{note}</p>
        <Trouble error={trouble} />
        <div class="actions">
          <button class="main" disabled={busy}>
            {title}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
