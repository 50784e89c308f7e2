import { useRef, useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { useAttempt } from '../../acts/attempt';
import { words } from '../../i18n';
import { useKeys } from '../../keys';
import { Field } from '../../parts/Field';
import { tell } from '../../parts/notices';
import { Trouble } from '../../parts/Trouble';
import en from './en.json';
import hi from './hi.json';
import { type Paper, byBarcode, changed, may, titleOf, withBarcode } from './views';

const t = words({ hi, en });
/** As many characters as the server takes; a label has ten digits. */
const LONGEST = 40;

/**
 * A scanner types the digits and presses Enter. What is on the way to this desk is received by that; anything else is
 * opened. The field is ready for the next one at once: a whole pile is received without a hand on the keyboard.
 */
export function Scan() {
  const attempt = useAttempt();
  const [, go] = useLocation();
  const field = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState('');
  const [trouble, setTrouble] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  useKeys({ B: { label: t('scan'), run: () => field.current?.focus() } });

  async function read(event: Event): Promise<void> {
    event.preventDefault();
    const barcode = said.trim();
    if (busy || barcode === '') return;
    setBusy(true);
    setTrouble(null);
    try {
      const paper = await withBarcode(barcode);
      if (may(paper, 'receive_paper_file')) await receive(paper);
      else go(`/paper-files/${paper.id}`);
    } catch (error) {
      setTrouble(error);
      field.current?.select();
    } finally {
      setBusy(false);
    }
  }

  async function receive(paper: Paper): Promise<void> {
    const outcome = await attempt<Paper>(byBarcode('receive_paper_file', 'receive', paper));
    if (outcome.state === 'refused') return setTrouble(outcome.trouble);
    setSaid('');
    field.current?.focus();
    if (outcome.state === 'queued') return tell(t('waits_for_line'), 'warn');
    tell(t('received', { number: titleOf(paper) }));
    changed();
  }

  return (
    <form class="scan-paper no-print" onSubmit={(event) => void read(event)}>
      <Field label={t('scan')} hint={t('scan_hint')}>
        {(attributes) => (
          <input
            {...attributes}
            ref={field}
            autofocus
            required
            inputMode="numeric"
            autocomplete="off"
            maxLength={LONGEST}
            value={said}
            onInput={(event) => setSaid(event.currentTarget.value)}
          />
        )}
      </Field>
      <button class="main" disabled={busy}>
        {t('scan_now')}
      </button>
      <Trouble error={trouble} />
    </form>
  );
}
