import { useState } from 'preact/hooks';
import { day, number as count, words } from '../../i18n';
import { personName, postName } from '../../parts/office/who';
import type { Board, Saving } from './board';
import en from './en.json';
import { FactorDialog } from './FactorDialog';
import hi from './hi.json';

const t = words({ hi, en });
const SUMS: readonly string[] = ['sheets', 'rupees'];
const amount = (text: string) => count(Number(text));

interface Props {
  board: Board;
  again: () => void;
}

/** What was saved, each figure with its formula and what it rests on. */
export function Savings({ board, again }: Props) {
  const [states, setStates] = useState(false);
  return (
    <section aria-labelledby="adoption-savings">
      <h2 id="adoption-savings">{t('savings')}</h2>
      <p>
        {t('savings_hint')}{' '}
        {board.may_set_factors && (
          <button type="button" class="no-print" onClick={() => setStates(true)}>
            {t('state_factor')}
          </button>
        )}
      </p>
      <div class="scroll" tabIndex={0} role="group" aria-labelledby="adoption-savings">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('saving')}</th>
              <th scope="col">{t('formula')}</th>
              <th scope="col" class="count">
                {t('base')}
              </th>
              <th scope="col" class="count">
                {t('unvalued')}
              </th>
              <th scope="col" class="count">
                {t('result')}
              </th>
            </tr>
          </thead>
          <tbody>
            {board.savings.map((each) => (
              <Row key={each.code} saving={each} />
            ))}
          </tbody>
        </table>
      </div>
      <Factors board={board} />
      {states && <FactorDialog onClose={() => setStates(false)} onStated={again} />}
    </section>
  );
}

function Row({ saving }: { saving: Saving }) {
  const summed = SUMS.includes(saving.code);
  return (
    <tr class={summed ? 'strong' : ''}>
      <th scope="row">{t(`saving_${saving.code}`)}</th>
      <td>
        {t(`formula_${saving.code}`)} {saving.taken && saving.result !== null && t('days_taken', { count: amount(saving.taken) })}
      </td>
      <td class="count">{summed ? '' : amount(saving.base)}</td>
      <td class="count">{summed ? '' : amount(saving.unvalued)}</td>
      <td class="count">{saving.result === null ? t('no_factor') : amount(saving.result)}</td>
    </tr>
  );
}

function Factors({ board }: { board: Board }) {
  if (board.factors.length === 0) return null;
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={t('factors')}>
      <table>
        <caption>{t('factors')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('factor')}</th>
            <th scope="col" class="count">
              {t('value')}
            </th>
            <th scope="col">{t('valid_from')}</th>
            <th scope="col">{t('basis')}</th>
            <th scope="col">{t('set_by')}</th>
          </tr>
        </thead>
        <tbody>
          {board.factors.map((each) => (
            <tr key={each.id}>
              <th scope="row">{t(`factor_${each.code}`)}</th>
              <td class="count">{each.value && amount(each.value)}</td>
              <td>{day(each.valid_from)}</td>
              <td>{each.basis}</td>
              <td>
                {personName(each.by.person)}, {postName(each.by.post)} ({day(each.at)})
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
