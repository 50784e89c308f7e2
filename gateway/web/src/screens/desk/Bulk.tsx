import { useState } from 'preact/hooks';
import { number, words } from '../../i18n';
import { useKeys } from '../../keys';
import { Dialog } from '../../parts/Dialog';
import { ForwardDialog } from '../../parts/ForwardDialog';
import { titleOf } from '../../parts/posts/desks';
import { Approve } from './Approve';
import { hold } from './sending';
import en from './en.json';
import hi from './hi.json';
import { type Decision, type Decisions, forwarding, kept, nextOpen } from './review';
import { Reviewed } from './Reviewed';
import type { Row } from './rows';

const t = words({ hi, en });

interface Props {
  act: 'forward' | 'approve';
  rows: Row[];
  onClose: () => void;
  /** The acts are held for the undo window. */
  onHeld: () => void;
}

/** Many at once, but each looked at: it is kept or dropped by hand, and only what was kept is sent. */
export default function Bulk({ act, rows, onClose, onHeld }: Props) {
  const [decisions, setDecisions] = useState<Decisions>(new Map());
  const [sending, setSending] = useState(false);
  const chosen = kept(rows, decisions);

  function held(): void {
    onHeld();
    onClose();
  }
  return (
    <Dialog title={t(act === 'forward' ? 'bulk_forward' : 'bulk_approve')} onClose={onClose} wide>
      <Review rows={rows} decisions={decisions} onDecide={setDecisions} approving={act === 'approve'} />
      <div class="actions review-end">
        <button type="button" class="main" disabled={chosen.length === 0} onClick={() => setSending(true)}>
          {t(act === 'forward' ? 'send_kept' : 'approve_kept', {
            kept: number(chosen.length),
            all: number(rows.length),
          })}
        </button>
        <span class="soft">{t('only_kept')}</span>
      </div>
      {sending && act === 'forward' && (
        <ForwardDialog
          items={chosen}
          onClose={() => setSending(false)}
          onMarked={(marking) => {
            const title = t('batch_forward', { count: number(chosen.length), to: titleOf(marking.to) });
            void hold(title, forwarding(chosen, marking));
            held();
          }}
        />
      )}
      {sending && act === 'approve' && <Approve rows={chosen} onClose={() => setSending(false)} onHeld={held} />}
    </Dialog>
  );
}

interface ReviewProps {
  rows: Row[];
  decisions: Decisions;
  onDecide: (decisions: Decisions) => void;
  approving: boolean;
}

/** The list of what was chosen, and the one that is being looked at. */
function Review({ rows, decisions, onDecide, approving }: ReviewProps) {
  const [at, setAt] = useState(0);
  const row = rows[at];
  function decide(decision: Decision): void {
    if (!row) return;
    const next = new Map(decisions).set(row.id, decision);
    onDecide(next);
    setAt(nextOpen(rows, next, at) ?? at);
  }
  useKeys({
    K: { label: t('keep'), run: () => decide('kept') },
    X: { label: t('drop'), run: () => decide('dropped') },
    ArrowDown: { label: t('key_down'), run: () => setAt(Math.min(at + 1, rows.length - 1)) },
    ArrowUp: { label: t('key_up'), run: () => setAt(Math.max(at - 1, 0)) },
  });
  return (
    <div class="review">
      <ol aria-label={t('reviewed_list')}>
        {rows.map((each, index) => (
          <li key={each.id}>
            <button
              type="button"
              class="plain"
              aria-current={index === at ? 'true' : undefined}
              onClick={() => setAt(index)}
            >
              <Sign decision={decisions.get(each.id)} />
              <span class="clip">
                <strong>{each.number}</strong> {each.subject}
              </span>
            </button>
          </li>
        ))}
      </ol>
      {row && (
        <section aria-live="polite">
          <Reviewed key={row.id} row={row} approving={approving} />
          <div class="actions">
            <button type="button" class="main" aria-keyshortcuts="K" onClick={() => decide('kept')}>
              {t('keep')} <kbd aria-hidden="true">K</kbd>
            </button>
            <button type="button" aria-keyshortcuts="X" onClick={() => decide('dropped')}>
              {t('drop')} <kbd aria-hidden="true">X</kbd>
            </button>
            <span class="soft">{t('position', { at: number(at + 1), all: number(rows.length) })}</span>
          </div>
        </section>
      )}
    </div>
  );
}

function Sign({ decision }: { decision: Decision | undefined }) {
  const sign = decision === 'kept' ? '✓' : decision === 'dropped' ? '✕' : '·';
  return (
    <>
      <span aria-hidden="true" class={`sign ${decision ?? ''}`}>
        {sign}
      </span>
      <span class="hidden-text">{t(decision ?? 'undecided')}: </span>
    </>
  );
}
