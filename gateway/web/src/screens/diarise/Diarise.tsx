import { useRef, useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { type Schemas, Refusal, api, newId, view } from '../../api/client';
import { words } from '../../i18n';
import { useKeys } from '../../keys';
import { type Desk, PostPicker } from '../../parts/PostPicker';
import { noteChoice } from '../../parts/posts/shelf';
import { Trouble } from '../../parts/Trouble';
import { useKeptText } from '../../store/texts';
import { Diarised } from './Diarised';
import { LetterForm } from './LetterForm';
import { Scan, useScan } from './Scan';
import './diarise.css';
import en from './en.json';
import hi from './hi.json';
import { FIELD_OF, type Letter, asReceipt, blank, following } from './letter';
import { Resembling } from './Resembling';

const t = words({ hi, en });
const KEPT = 'diarise';

/** A letter that came in, entered from the keyboard with its scan beside it. */
export default function Diarise() {
  const letter = useKeptText<Letter>(KEPT, blank());
  const scan = useScan();
  const [desk, setDesk] = useState<Desk | null>(null);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<unknown>(null);
  const [done, setDone] = useState<Schemas['ReceiptView'] | null>(null);
  const form = useRef<HTMLFormElement>(null);
  // One id for one letter: pressed twice, or sent again after a lost answer, it is diarised once.
  const command = useRef(newId());

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setTrouble(null);
    try {
      const receipt = await diarise(letter.value, scan.documentId ?? (await scan.upload()), desk, command.current);
      if (desk) void noteChoice(desk);
      setDone(receipt);
      command.current = newId();
      letter.write(following(letter.value));
      scan.clear();
    } catch (error) {
      // A refused body was not done; the mended one is another command.
      if (error instanceof Refusal) command.current = newId();
      setTrouble(error);
    }
    setBusy(false);
  }

  useKeys({
    'Ctrl+Enter': { label: t('diarise'), run: () => form.current?.requestSubmit() },
    'Alt+M': { label: t('mark_to'), run: () => form.current?.querySelector<HTMLElement>('.post-picker input')?.focus() },
  });
  if (done) return <Diarised receipt={done} marked={desk} onNext={() => setDone(null)} />;
  return (
    <>
      <h1>{t('heading')}</h1>
      <p class="soft no-print">
        <Link href="/diarise/batch">{t('batch')}</Link> · <Link href="/diary">{t('register')}</Link>
      </p>
      <form ref={form} class="diarise" onSubmit={submit}>
        <Scan scan={scan} />
        <div class="card">
          <LetterForm letter={letter.value} onChange={letter.write} errors={errorsOf(trouble)} />
          <Resembling senderName={letter.value.senderName} letterNumber={letter.value.letterNumber} />
          <PostPicker label={t('mark_to')} category={letter.value.category} onPick={setDesk} />
          <Trouble error={trouble} />
          <button class="main" disabled={busy} aria-keyshortcuts="Control+Enter">
            {busy ? t('busy') : t('diarise')}
          </button>
        </div>
      </form>
    </>
  );
}

/** Entered and marked in one step: a desk that cannot be marked to refuses both. */
function diarise(letter: Letter, documentId: string | null, desk: Desk | null, id: string): Promise<Schemas['ReceiptView']> {
  const body = { ...asReceipt(letter, documentId), mark_to: desk?.post_id ?? null };
  return view(api.POST('/receipts', { body, headers: { 'Idempotency-Key': id } }));
}

function errorsOf(trouble: unknown): Partial<Record<keyof Letter, string>> {
  if (!(trouble instanceof Refusal)) return {};
  const told = trouble.errors.map((each) => [FIELD_OF[each.field], each.message] as const);
  return Object.fromEntries(told.filter(([field]) => field));
}
