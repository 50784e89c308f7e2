import { useState } from 'preact/hooks';
import { onFile } from '../../../acts';
import { useAttempt } from '../../../acts/attempt';
import { day, either, moment, number as count, words } from '../../../i18n';
import { personName, postName } from '../../../parts/office/who';
import { ReasonDialog } from '../../../parts/ReasonDialog';
import { type Case as FileCase, type FileView, may } from '../views';
import en from './en.json';
import hi from './hi.json';
import { standingOf } from './standing';

const t = words({ hi, en });

/** The limits as they were counted when the case began, each with what it rests on; the one that holds comes first. */
export function Limits({ file, found }: { file: FileView; found: FileCase }) {
  const [asked, setAsked] = useState(false);
  const attempt = useAttempt();
  const lines = standingOf(found);
  const others = lines.filter(({ standing }) => standing === 'other');
  const nameOf = (code: string | null) => {
    const limit = found.limits.find((each) => each.code === code);
    return limit ? either(limit.name_hi, limit.name_en) : (code ?? '');
  };
  const send = (reason: string, _: string, limit: string) =>
    attempt(onFile(file, { kind: 'choose_case_limit', path: `/files/${file.id}/case/limit`, body: { case_limit: limit, reason } }));
  return (
    <>
      <h3>{t('limits')}</h3>
      {found.given_deadline && <p>{t('deadline_given', { day: moment(found.given_deadline) })}</p>}
      {lines.length === 0 ? (
        <p class="soft">{t('no_limits')}</p>
      ) : (
        <div class="scroll" tabIndex={0} role="region" aria-label={t('limits')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('limit')}</th>
                <th scope="col">{t('due')}</th>
                <th scope="col">{t('state')}</th>
                <th scope="col">{t('citation')}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map(({ limit, standing, isOver }) => (
                <tr key={limit.code}>
                  <th scope="row">
                    {either(limit.name_hi, limit.name_en)} <span class="soft">{t(`unit_${limit.unit}`, { count: count(limit.count) })}</span>
                    {limit.after && <span class="soft"> · {t('after', { limit: nameOf(limit.after) })}</span>}
                  </th>
                  <td>
                    {limit.unit === 'calendar_hours' || limit.unit === 'working_hours' ? moment(limit.due_at) : day(limit.due_at)}
                    {isOver && <span class="badge warn">{t('over')}</span>}
                    {limit.rolled_from && <div class="soft">{t('rolled', { day: day(limit.rolled_from) })}</div>}
                  </td>
                  <td>
                    <span class={standing === 'holds' ? 'badge' : 'soft'}>{t(standing)}</span>
                  </td>
                  <td>
                    {either(limit.citation.text_hi, limit.citation.text_en)}{' '}
                    {!limit.citation.confirmed && <span class="badge warn">{t('unconfirmed')}</span>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {others.length > 0 && may(file, 'choose_case_limit') && (
        <p class="actions no-print">
          <button type="button" onClick={() => setAsked(true)}>
            {t('choose_limit')}
          </button>
        </p>
      )}
      {found.choices.length > 1 && (
        <details>
          <summary>{t('history')}</summary>
          <ul>
            {found.choices.map((choice) => (
              <li key={choice.serial}>
                {nameOf(choice.limit)} · {personName(choice.by.person)}, {postName(choice.by.post)} · {moment(choice.at)}
                {choice.reason && ` · ${choice.reason}`}
              </li>
            ))}
          </ul>
        </details>
      )}
      {asked && (
        <ReasonDialog
          title={t('choose_heading')}
          about={`${file.number} · ${file.subject}`}
          doLabel={t('choose_limit')}
          done={t('choose_done')}
          choice={{
            label: t('limit'),
            open: t('choose_open'),
            required: true,
            options: others.map(({ limit }) => ({ code: limit.code, name: `${either(limit.name_hi, limit.name_en)} · ${day(limit.due_at)}` })),
          }}
          send={send}
          onClose={() => setAsked(false)}
        />
      )}
    </>
  );
}
