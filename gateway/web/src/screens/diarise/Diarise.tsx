import { useRef, useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { perform, retract } from '../../acts';
import { type Schemas, Refusal, api, newId, view } from '../../api/client';
import { words } from '../../i18n';
import { useKeys } from '../../keys';
import { type Desk, PostPicker } from '../../parts/PostPicker';
import { noteChoice } from '../../parts/posts/shelf';
import { Trouble } from '../../parts/Trouble';
import { online } from '../../shell/line';
import { useKeptText } from '../../store/texts';
import { type Given, forget, give, notUsed } from './block';
import { Diarised } from './Diarised';
import { LetterForm } from './LetterForm';
import { Scan, useScan } from './Scan';
import './diarise.css';
import en from './en.json';
import hi from './hi.json';
import { type DiariseReceipt, FIELD_OF, type Letter, asReceipt, blank, following } from './letter';
import { Numbers } from './Numbers';
import { Resembling } from './Resembling';
import type { Slipped } from './Slip';

const t = words({ hi, en });
const KEPT = 'diarise';
/** The numbers that this PC has are of no use any more. */
const USELESS = ['diary_block.over', 'diary_block.elsewhere', 'diary_block.not_found'];

/** A letter that came in, entered from the keyboard with its scan beside it. */
export default function Diarise() {
  const letter = useKeptText<Letter>(KEPT, blank());
  const scan = useScan();
  const [desk, setDesk] = useState<Desk | null>(null);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<unknown>(null);
  const [done, setDone] = useState<(Slipped & { id?: string }) | null>(null);
  const form = useRef<HTMLFormElement>(null);
  // One id for one letter: pressed twice, or sent again after a lost answer, it is diarised once.
  const command = useRef(newId());
  // Sent, and no answer came: it may be in the diary, so it gets no other number.
  const unsure = useRef(false);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setTrouble(null);
    let isOnItsWay = false;
    let isOut = false;
    const takeOut = () => {
      isOut = true;
      letter.write(following(letter.value));
    };
    try {
      const body = { ...asReceipt(letter.value, scan.documentId ?? (await scan.upload())), mark_to: desk?.post_id ?? null };
      const given = unsure.current ? null : await give();
      isOnItsWay = !given;
      setDone(given ? await numbered(given, body, takeOut) : await diarise(body, command.current));
      if (desk) void noteChoice(desk);
      command.current = newId();
      unsure.current = false;
      letter.write(following(letter.value));
      scan.clear();
    } catch (error) {
      // A refused body was not done; the mended one is another command.
      const isRefused = error instanceof Refusal && error.status < 500;
      if (isRefused) command.current = newId();
      unsure.current = !isRefused && (isOnItsWay || unsure.current);
      if (isOut) letter.write(letter.value);
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
          <Numbers />
          {scan.file && !scan.documentId && !online.value && <p class="notice">{t('scan_needs_line')}</p>}
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
function diarise(body: DiariseReceipt, id: string): Promise<Schemas['ReceiptView']> {
  return view(api.POST('/receipts', { body, headers: { 'Idempotency-Key': id } }));
}

/**
 * With a number that this PC has: entered at once or told later, under that number in either case. Once the act is kept the
 * letter leaves the form, so that nobody enters it again after a reload. Throws Refusal.
 */
async function numbered(given: Given, body: DiariseReceipt, onKept: () => void): Promise<Slipped & { id?: string }> {
  const { number, reserved, block } = given;
  const act = { kind: 'diarise_receipt', method: 'POST', path: '/receipts', about: `${number} · ${body.subject}` } as const;
  const outcome = await perform<Schemas['ReceiptView']>({ ...act, body: { ...body, reserved } }, onKept);
  if (outcome.state === 'done') return outcome.view;
  if (outcome.state === 'queued') {
    const { subject, grading = 'normal', received_on, sender } = body;
    return { diary_number: number, office_id: block.office_id, subject, grading, received_on, sender, diarised_by: { post: block.post } };
  }
  await retract(outcome.id);
  if (USELESS.includes(outcome.refusal.code)) await forget(block);
  else await notUsed(given);
  const { status, code, title, detail, fields } = outcome.refusal;
  throw new Refusal(status, code, title, detail, fields, []);
}

function errorsOf(trouble: unknown): Partial<Record<keyof Letter, string>> {
  if (!(trouble instanceof Refusal)) return {};
  const told = trouble.errors.map((each) => [FIELD_OF[each.field], each.message] as const);
  return Object.fromEntries(told.filter(([field]) => field));
}
