import { useRef, useState } from 'preact/hooks';
import { type NewAct, type Outcome, perform } from '../acts';
import type { Schemas } from '../api/client';
import { actingPost } from '../api/session';
import longest from '../api/longest.json';
import { number, today, words } from '../i18n';
import { useKeys } from '../keys';
import { Dialog } from './Dialog';
import { Field } from './Field';
import { tell } from './notices';
import { UrgencyField } from './office/UrgencyField';
import { type Desk, PostPicker } from './PostPicker';
import { titleOf } from './posts/desks';
import en from './posts/en.json';
import hi from './posts/hi.json';
import { Jumped, isBarred, useRoute } from './posts/Jumped';
import { noteChoice } from './posts/shelf';

const t = words({ hi, en });

/** A file or a receipt as a list or a screen knows it. */
export interface Forwarded {
  kind: 'file' | 'receipt';
  id: string;
  number: string;
  subject: string;
  /** The stay for which the act is made, where it is known. */
  custodyNumber?: number | undefined;
}

export interface Marking {
  to: Desk;
  remarks: string;
  /** Empty: it stays what it is. */
  urgency: Schemas['FileView']['urgency'] | '';
  dueOn: string;
  /** Past the levels through which it would have to come back. */
  straight: boolean;
  /** The day on which the sending desk is reminded of a file, and of what; none where it is empty. */
  followOn: string;
  followWord: string;
}

type Words = Omit<Marking, 'to'>;
/** Sent on without a word. */
export const UNMARKED: Words = { remarks: '', urgency: '', dueOn: '', straight: false, followOn: '', followWord: '' };

/** The act that sends one thing to a desk. */
export function forwardAct(item: Forwarded, { to, remarks, urgency, dueOn, straight, followOn, followWord }: Marking): NewAct {
  const isFile = item.kind === 'file';
  return {
    queue: item.id,
    kind: isFile ? 'forward_file' : 'mark_receipt',
    method: 'POST',
    path: isFile ? `/files/${item.id}/forward` : `/receipts/${item.id}/mark`,
    body: {
      to_post: to.post_id,
      remarks: remarks.trim(),
      ...(isFile && urgency ? { urgency } : {}),
      ...(isFile && dueOn ? { due_on: dueOn } : {}),
      ...(isFile && straight ? { straight } : {}),
      ...(isFile && followOn ? { follow_up: { due_on: followOn, word: followWord.trim() } } : {}),
      ...(item.custodyNumber === undefined ? {} : { custody_number: item.custodyNumber }),
    },
    headers: {},
    textKey: null,
    about: `${item.number} · ${item.subject}`,
  };
}

interface Props {
  items: Forwarded[];
  onClose: () => void;
  /** It is on its way; what becomes of it is told in passing, and a refusal stays with the thing. */
  onSent?: (to: Desk, outcome: Promise<Outcome>) => void;
  /** Several things, or a screen that sends by itself: takes the marking instead of sending. */
  onMarked?: (marking: Marking) => void;
}

/** Send to another desk: the likely one is marked already, so that Enter is enough. */
export function ForwardDialog(props: Props) {
  return (
    <Dialog title={t('forward_heading')} onClose={props.onClose}>
      <ForwardForm {...props} />
    </Dialog>
  );
}

function ForwardForm({ items, onClose, onSent, onMarked }: Props) {
  const [to, setTo] = useState<Desk | null>(null);
  const [marking, setMarking] = useState<Words>(UNMARKED);
  const sent = useRef(false);
  const item = items[0];
  const only = items.length === 1 ? item : undefined;
  const own = actingPost.value?.id;
  const route = useRoute(item?.kind === 'file' ? item.id : undefined, to?.post_id);
  // Of many, each is told what became of it.
  const barred = Boolean(only) && isBarred(route, marking.straight);

  function submit(event?: Event) {
    event?.preventDefault();
    if (!to || !item || barred || sent.current) return;
    void noteChoice(to);
    if (onMarked) return onMarked({ to, ...marking });
    sent.current = true;
    // It looks sent only when a tab closed at this moment would not lose it.
    const outcome = perform(forwardAct(item, { to, ...marking }), () => {
      onClose();
      onSent?.(to, outcome);
    });
    void outcome.then((known) => tellOutcome(known, item, to));
  }
  useKeys({ 'Ctrl+Enter': { label: t('forward'), run: () => submit() } });

  return (
    <form onSubmit={submit}>
      <p>
        {only ? (
          <>
            <strong>{only.number}</strong> {only.subject}
          </>
        ) : (
          t('forward_many', { count: number(items.length) })
        )}
      </p>
      <PostPicker
        label={t('to')}
        // The likely desks of the first stand for those of all.
        fileId={item?.kind === 'file' ? item.id : undefined}
        receiptId={item?.kind === 'receipt' ? item.id : undefined}
        except={own ? [own] : []}
        preselect
        autofocus
        onPick={(desk) => {
          setTo(desk);
          setMarking((before) => ({ ...before, straight: false }));
        }}
      />
      <Jumped
        route={route}
        straight={marking.straight}
        {...(only ? { onStraight: (straight: boolean) => setMarking({ ...marking, straight }) } : {})}
      />
      <Field label={t(marking.straight ? 'remarks_why' : 'remarks')}>
        {(attributes) => (
          <textarea
            {...attributes}
            rows={2}
            required={marking.straight}
            maxLength={longest.remarks}
            value={marking.remarks}
            onInput={(event) => setMarking({ ...marking, remarks: event.currentTarget.value })}
          />
        )}
      </Field>
      {items.some((each) => each.kind === 'file') && <Terms marking={marking} onChange={setMarking} />}
      <div class="actions">
        <button class="main" disabled={!to || barred}>
          {to ? t('forward_to', { to: titleOf(to) }) : t('forward')}
        </button>
      </div>
    </form>
  );
}


/** What files can be given on their way, receipts not. */
function Terms({ marking, onChange }: { marking: Words; onChange: (marking: Words) => void }) {
  return (
    <>
      <div class="actions">
        <UrgencyField
          label={t('urgency')}
          value={marking.urgency}
          onPick={(urgency) => onChange({ ...marking, urgency })}
          same={t('urgency_same')}
        />
        <Field label={t('due_on')}>
          {(attributes) => (
            <input
              {...attributes}
              type="date"
              value={marking.dueOn}
              onInput={(event) => onChange({ ...marking, dueOn: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field label={t('follow_on')}>
          {(attributes) => (
            <input
              {...attributes}
              type="date"
              min={today()}
              value={marking.followOn}
              onInput={(event) => onChange({ ...marking, followOn: event.currentTarget.value })}
            />
          )}
        </Field>
      </div>
      {marking.followOn && (
        <Field label={t('follow_word')}>
          {(attributes) => (
            <input
              {...attributes}
              maxLength={longest.reason}
              value={marking.followWord}
              onInput={(event) => onChange({ ...marking, followWord: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
    </>
  );
}

function tellOutcome(outcome: Outcome, item: Forwarded, to: Desk): void {
  const values = { number: item.number, to: titleOf(to) };
  if (outcome.state === 'done') tell(t('forwarded', values));
  else if (outcome.state === 'queued') tell(t('forward_queued', values), 'warn');
  else tell(`${item.number}: ${outcome.refusal.detail || outcome.refusal.title}`, 'danger');
}
