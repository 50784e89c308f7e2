import { useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { day, moment, today, words } from '../../i18n';
import { Field } from '../../parts/Field';
import { PrintedBy } from '../../parts/office/PrintedBy';
import { personName } from '../../parts/office/who';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import en from './en.json';
import hi from './hi.json';
import { dayOf, type Line, useRegister } from './views';

const t = words({ hi, en });
const DAY = 86_400_000;
const MONTH = 30 * DAY;

/** The dispatch register between two days, oldest first, as it is printed and bound. */
export function Register() {
  const [since, setSince] = useState(() => today(Date.now() - MONTH));
  const [until, setUntil] = useState(() => today());
  const register = useRegister(since);
  const shown = (register.value ?? []).filter((line) => dayOf(line) <= until).reverse();
  return (
    <>
      <div class="actions no-print">
        <DayField label={t('since')} value={since} max={until} onPick={setSince} />
        <DayField label={t('until')} value={until} max={today()} onPick={setUntil} />
        <button type="button" disabled={shown.length === 0} onClick={() => window.print()}>
          {t('print')}
        </button>
      </div>
      <Trouble error={register.error} again={() => void register.reload()} />
      {!register.value && !register.error && <Waiting />}
      {register.value && shown.length === 0 && <p>{t('register_empty')}</p>}
      {shown.length > 0 && <Lines lines={shown} since={since} until={until} />}
    </>
  );
}

interface DayFieldProps {
  label: string;
  value: string;
  max: string;
  onPick: (day: string) => void;
}

function DayField({ label, value, max, onPick }: DayFieldProps) {
  return (
    <Field label={label}>
      {(attributes) => (
        <input
          {...attributes}
          type="date"
          max={max}
          value={value}
          onInput={(event) => event.currentTarget.value && onPick(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

function Lines({ lines, since, until }: { lines: Line[]; since: string; until: string }) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={t('register')}>
      <table class="register">
        <caption>
          {t('register_of', { since: day(since), until: day(until) })}
          <PrintedBy />
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('serial')}</th>
            <th scope="col">{t('when')}</th>
            <th scope="col">{t('letter_number')}</th>
            <th scope="col">{t('addressee')}</th>
            <th scope="col">{t('mode')}</th>
            <th scope="col">{t('tracking')}</th>
            <th scope="col">{t('remarks')}</th>
            <th scope="col">{t('by')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id}>
              <th scope="row">
                {line.serial}/{line.year}
              </th>
              <td>{moment(line.dispatched_at)}</td>
              <td>
                <Link href={`/letters/${line.letter_id}`}>{line.letter_number}</Link>
              </td>
              <td>{line.addressee}</td>
              <td>{t(`mode_${line.mode}`)}</td>
              <td>{line.tracking_number}</td>
              <td>{line.remarks}</td>
              <td>{personName(line.dispatched_by.person)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
