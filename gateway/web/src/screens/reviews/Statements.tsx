import { useState } from 'preact/hooks';
import { useSearchParams } from 'wouter-preact';
import { day, moment, number, words } from '../../i18n';
import { DocumentDialog } from '../../parts/DocumentDialog';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import { useView } from '../../store/views';
import { Arrear } from './Arrear';
import { Chooser } from './Chooser';
import en from './en.json';
import hi from './hi.json';
import { Lines } from './Lines';
import { type Form, type Statement, type Wanted, printedOf, statementOf, wantedOf } from './statement';

const t = words({ hi, en });

/** The statements of the manuals, of any week or month, on screen and as documents. */
export function Statements() {
  const [parameters, setParameters] = useSearchParams();
  const wanted = wantedOf(parameters);
  const [form, setForm] = useState<Form | null>(null);
  const key = `statements/${wanted.kind}/${wanted.day}/${wanted.office}/${wanted.unit}`;
  const { value, error, reload } = useView(key, () => statementOf(wanted)).value;

  function choose(chosen: Wanted): void {
    const { kind, office, unit } = chosen;
    setParameters({ kind, day: chosen.day, ...(office && { office }), ...(office && unit && { unit }) });
  }

  return (
    <>
      <Chooser wanted={wanted} onChoose={choose} onPrint={setForm} />
      {!value && (error ? <Trouble error={error} again={() => void reload()} /> : <Waiting />)}
      {value && <Shown statement={value} />}
      {form && (
        <DocumentDialog
          title={`${t(wanted.kind)} · ${t(form)}`}
          fileName={`${t(wanted.kind)}-${wanted.day}.${form}`}
          load={() => printedOf(wanted, form)}
          onClose={() => setForm(null)}
        />
      )}
    </>
  );
}

function Shown({ statement }: { statement: Statement }) {
  const { kind, total, withheld, over_three_months: older, late } = statement;
  const listed = { arrear: total, monthly: statement.cases, vip: statement.vip, puc: statement.papers, call_book: statement.call_book }[kind];
  const count = Array.isArray(listed) ? listed.length : total;
  return (
    <section aria-label={t(kind)}>
      <p class="soft">
        {t('period', { since: day(statement.since), until: day(statement.until), moment: moment(statement.as_of) })}
      </p>
      {kind !== 'arrear' && (
        <p>
          {t('lines', { count: number(total) })} {older > 0 && t('older', { count: number(older) })}{' '}
          {late > 0 && <strong>{t('late', { count: number(late) })}</strong>}
        </p>
      )}
      {total === 0 ? <p>{t('nil')}</p> : kind === 'arrear' ? <Arrear statement={statement} /> : <Lines statement={statement} />}
      {withheld > 0 && <p class="soft">{t('withheld', { count: number(withheld) })}</p>}
      {count < total - withheld && <p class="notice">{t('cut', { count: number(count) })}</p>}
    </section>
  );
}
