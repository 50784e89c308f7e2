import { either, number, words } from '../../i18n';
import en from './en.json';
import hi from './hi.json';
import type { Flow, Statement } from './statement';

const t = words({ hi, en });
const FIGURES = ['opening', 'received', 'disposed', 'closed', 'closing'] as const;
const BUCKETS = ['days_0_3', 'days_4_7', 'days_8_15', 'days_16_30', 'days_31_90', 'days_over_90'] as const;
const THINGS = ['files', 'receipts'] as const;

/** Opening balance, received, disposed, closing balance by age: by desk and section, of files and of receipts. */
export function Arrear({ statement }: { statement: Statement }) {
  return (
    <>
      {THINGS.map((things) => (
        <div key={things} class="scroll" tabIndex={0} role="region" aria-label={t(things)}>
          <table class="arrear">
            <caption>{t(things)}</caption>
            <thead>
              <tr>
                <th scope="col">{t('desk')}</th>
                {[...FIGURES, ...BUCKETS].map((name) => (
                  <th key={name} scope="col" class="count">
                    {t(name)}
                  </th>
                ))}
              </tr>
            </thead>
            {statement.sections.map((section) => (
              <tbody key={`${section.office_id}/${section.unit_id}`}>
                <Line
                  name={either(section.unit_hi, section.unit_en) || t('no_section')}
                  below={either(section.office_hi, section.office_en)}
                  flow={section[things]}
                  strong
                />
                {section.desks.map((desk) => (
                  <Line
                    key={desk.post.post_id}
                    name={either(desk.post.designation_hi, desk.post.designation_en)}
                    below={desk.holder ? either(desk.holder.name_hi, desk.holder.name_en) : t('vacant')}
                    flow={desk[things]}
                  />
                ))}
              </tbody>
            ))}
            <tfoot>{statement[things] && <Line name={t('sum')} below="" flow={statement[things]} strong />}</tfoot>
          </table>
        </div>
      ))}
      <p class="soft">{t('inside')}</p>
    </>
  );
}

function Line({ name, below, flow, strong }: { name: string; below: string; flow: Flow; strong?: boolean }) {
  return (
    <tr class={strong ? 'strong' : undefined}>
      <th scope="row">
        {name} {below && <small class="soft">{below}</small>}
      </th>
      {FIGURES.map((figure) => (
        <td key={figure} class="count">
          {number(flow[figure])}
        </td>
      ))}
      {BUCKETS.map((bucket) => (
        <td key={bucket} class="count">
          {flow.buckets[bucket] ? number(flow.buckets[bucket]) : '–'}
        </td>
      ))}
    </tr>
  );
}
