import { useState } from 'preact/hooks';
import { useSearchParams } from 'wouter-preact';
import { day, either, moment, number as count, today, words } from '../../i18n';
import { DocumentDialog } from '../../parts/DocumentDialog';
import { Field } from '../../parts/Field';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import { useView } from '../../store/views';
import './adoption.css';
import { type Board, type Figures, type Form, type Wanted, boardOf, printedOf, returnOf, share, wantedOf } from './board';
import en from './en.json';
import hi from './hi.json';
import { Offices } from './Offices';
import { Savings } from './Savings';

const t = words({ hi, en });

/** How far the offices work electronically, and what it saves: the board that a State or division reviews. */
export default function Adoption() {
  const [parameters, setParameters] = useSearchParams();
  const wanted = wantedOf(parameters, today());
  const [form, setForm] = useState<Form | 'json' | null>(null);
  const { value, error, reload } = useView(`adoption/${wanted.since}/${wanted.until}/${wanted.office}`, () => boardOf(wanted)).value;
  const choose = ({ since, until, office }: Wanted) => setParameters({ since, until, ...(office && { office }) });
  return (
    <div class="adoption">
      <Chooser wanted={wanted} onChoose={choose} onPrint={setForm} mayReturn={value?.may_make_return ?? false} />
      {!value && (error ? <Trouble error={error} again={() => void reload()} /> : <Waiting />)}
      {value && <Shown board={value} wanted={wanted} onChoose={choose} again={() => void reload()} />}
      {form && (
        <DocumentDialog
          title={form === 'json' ? t('return') : `${t('heading')} · ${t(form)}`}
          fileName={`${form === 'json' ? 'adoption-return' : t('heading')}-${wanted.since}-${wanted.until}.${form}`}
          load={() => (form === 'json' ? returnOf(wanted) : printedOf(wanted, form))}
          onClose={() => setForm(null)}
        />
      )}
    </div>
  );
}

interface ChooserProps {
  wanted: Wanted;
  onChoose: (wanted: Wanted) => void;
  onPrint: (form: Form | 'json') => void;
  mayReturn: boolean;
}

function Chooser({ wanted, onChoose, onPrint, mayReturn }: ChooserProps) {
  return (
    <div class="actions no-print">
      {(['since', 'until'] as const).map((end) => (
        <Field key={end} label={t(end)}>
          {(attributes) => (
            <input
              {...attributes}
              type="date"
              required
              min={end === 'until' ? wanted.since : '2000-01-01'}
              max={end === 'since' ? wanted.until : today()}
              value={wanted[end]}
              onChange={({ currentTarget }) => currentTarget.validity.valid && onChoose({ ...wanted, [end]: currentTarget.value })}
            />
          )}
        </Field>
      ))}
      <button type="button" class="main" onClick={() => onPrint('pdf')}>
        {t('pdf')}
      </button>
      <button type="button" onClick={() => onPrint('xlsx')}>
        {t('xlsx')}
      </button>
      {mayReturn && (
        <button type="button" onClick={() => onPrint('json')}>
          {t('return')}
        </button>
      )}
    </div>
  );
}

interface ShownProps {
  board: Board;
  wanted: Wanted;
  onChoose: (wanted: Wanted) => void;
  again: () => void;
}

function Shown({ board, wanted, onChoose, again }: ShownProps) {
  const { total } = board;
  const top = board.offices.find((each) => each.office_id === board.office_id);
  return (
    <>
      <p class="soft">
        {top ? `${either(top.office_hi, top.office_en)} · ` : ''}
        {t('period', { since: day(board.since), until: day(board.until), moment: moment(board.as_of) })}{' '}
        {top && (
          <button type="button" class="link no-print" onClick={() => onChoose({ ...wanted, office: null })}>
            {t('all_offices')}
          </button>
        )}
      </p>
      <Totals total={total} />
      {total.users === null && <p class="notice">{t('users_unknown')}</p>}
      <Offices board={board} onChoose={(office) => onChoose({ ...wanted, office })} />
      <p class="soft">{t('ink')}</p>
      <Savings board={board} again={again} />
    </>
  );
}

/** The figures by which offices are compared. */
function Totals({ total }: { total: Figures }) {
  const percent = (part: number | null, of: number | null) => {
    const found = part === null || of === null ? null : share(part, of);
    return found === null ? '–' : `${count(found)} %`;
  };
  const shown = [
    ['onboarded_of', `${count(total.onboarded)} / ${count(total.offices)}`],
    ['active_share', percent(total.active_30, total.users)],
    ['electronic_share', percent(total.files_open, total.files_open + total.paper_pending)],
    ['scanned_share', percent(total.scanned, total.receipts)],
    ['signed_share', percent(total.letters_signed, total.letters_signed + total.letters_waiting)],
    ['holding', total.stays ? t('hours', { count: count(Math.round(total.stay_hours / total.stays)) }) : '–'],
  ] as const;
  return (
    <dl class="counts">
      {shown.map(([name, text]) => (
        <div key={name}>
          <dt>{t(name)}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
