import { useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { day, moment, number as count, words } from '../../i18n';
import { PrintedBy } from '../../parts/office/PrintedBy';
import { Due, Marks, personName, postName } from '../../parts/office/who';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import { ExtendDialog, SendBackDialog, StrikeOffDialog } from './Dialogs';
import en from './en.json';
import hi from './hi.json';
import { ReportWriter } from './ReportWriter';
import { Standing, officeOf } from './Rows';
import './timelimits.css';
import { type Concern, type Entry, type TlLetter, may, useEntries, useLetter } from './views';

const t = words({ hi, en });
type Asked = { act: 'extend' | 'strike' } | { act: 'back'; concern: Concern } | null;

/** One TL letter: what is wanted by when, how each office stands, and all that was reported. */
export default function Letter({ id }: { id: string }) {
  const letter = useLetter(id);
  const [asked, setAsked] = useState<Asked>(null);
  if (!letter.value) return letter.error ? <Trouble error={letter.error} again={() => void letter.reload()} /> : <Waiting />;
  const one = letter.value;
  const close = () => setAsked(null);
  return (
    <article class="time-limit">
      <p class="tl-number">{t('tl_letter', { number: one.number })}</p>
      <h1>{one.matter}</h1>
      <Particulars one={one} />
      <div class="actions no-print">
        {may(one, 'strike_off_tl_letter') && (
          <button type="button" class="main" onClick={() => setAsked({ act: 'strike' })}>
            {t('strike_off')}
          </button>
        )}
        {may(one, 'extend_tl_letter') && (
          <button type="button" onClick={() => setAsked({ act: 'extend' })}>
            {t('extend')}
          </button>
        )}
        <button type="button" onClick={() => window.print()}>
          {t('print')}
        </button>
      </div>
      <PrintedBy />
      {may(one, 'file_tl_report') && <ReportWriter letter={one} />}
      <Concerns one={one} onBack={(concern) => setAsked({ act: 'back', concern })} />
      <Entries id={one.id} />
      {asked?.act === 'extend' && <ExtendDialog letter={one} onClose={close} />}
      {asked?.act === 'strike' && <StrikeOffDialog letter={one} onClose={close} />}
      {asked?.act === 'back' && <SendBackDialog letter={one} concern={asked.concern} onClose={close} />}
    </article>
  );
}

function Particulars({ one }: { one: TlLetter }) {
  return (
    <>
      <p class="tl-state">
        <Marks of={{ grading: one.grading, labels: [] }} />
        {one.state === 'open' ? <Due on={one.due_on} /> : <span class="badge good">{t('struck_off_on', { day: day(one.struck_off_at) })}</span>}
        <span class="soft">{t('age', { days: count(one.age_days) })}</span>
        <span class="soft">{t('complete_of', { complete: count(one.complete), of: count(one.concerned) })}</span>
        {one.item_id && (
          <Link href={`/${one.item_kind === 'file' ? 'files' : 'receipts'}/${one.item_id}`}>
            {t(`see_${one.item_kind}`, { number: one.item_number })}
          </Link>
        )}
      </p>
      <p class="soft">
        {one.sender && `${t('sender', { name: one.sender })} · `}
        {t('entered_by', { name: personName(one.entered_by.person), post: postName(one.entered_by.post), day: day(one.entered_on) })}
        {one.struck_off_by && ` · ${t('struck_off_by', { name: personName(one.struck_off_by.person), at: moment(one.struck_off_at) })}`}
      </p>
    </>
  );
}

function Concerns({ one, onBack }: { one: TlLetter; onBack: (concern: Concern) => void }) {
  return (
    <section aria-labelledby="tl-offices">
      <h2 id="tl-offices">{t('offices')}</h2>
      <div class="scroll" tabIndex={0} role="group" aria-labelledby="tl-offices">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('office')}</th>
              <th scope="col">{t('desk')}</th>
              <th scope="col">{t('reports')}</th>
              <th scope="col">{t('last_report')}</th>
              <th scope="col">{t('state')}</th>
            </tr>
          </thead>
          <tbody>
            {one.concerns.map((concern) => (
              <tr key={concern.post.post_id}>
                <th scope="row">{officeOf(concern)}</th>
                <td>{postName(concern.post)}</td>
                <td>{count(concern.reports)}</td>
                <td>{day(concern.last_report_on)}</td>
                <td>
                  <Standing concern={concern} open={one.state === 'open'} />
                  {concern.weeks_missed > 0 && <div class="late">{t('weeks_missed', { count: count(concern.weeks_missed) })}</div>}
                  {concern.is_complete && may(one, 'send_back_tl_report') && (
                    <button type="button" class="link no-print" onClick={() => onBack(concern)}>
                      {t('send_back')}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Entries({ id }: { id: string }) {
  const entries = useEntries(id);
  if (!entries.value) return entries.error ? <Trouble error={entries.error} again={() => void entries.reload()} /> : <Waiting />;
  return (
    <section aria-labelledby="tl-entries">
      <h2 id="tl-entries">{t('entries')}</h2>
      {entries.value.length === 0 && <p class="soft">{t('no_entries')}</p>}
      <ol class="tl-entries">
        {entries.value.map((entry) => (
          <li key={entry.serial} class="card">
            <p>
              <span class={entry.kind === 'full_report' || entry.kind === 'struck_off' ? 'badge good' : 'badge'}>{kindName(entry)}</span>{' '}
              <span class="soft">
                {personName(entry.by.person)}, {postName(entry.by.post)} · {moment(entry.at)}
              </span>
            </p>
            {entry.text && <p class="tl-text">{entry.text}</p>}
            {entry.reference && entry.kind !== 'decided' && <p class="soft">{t('reference_of', { reference: entry.reference })}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}

function kindName(entry: Entry): string {
  switch (entry.kind) {
    case 'report':
    case 'full_report':
      return t(`kind_${entry.kind}`, { day: day(entry.week_ends_on) });
    case 'sent_back':
      return t('kind_sent_back', { post: entry.post ? postName(entry.post) : '' });
    case 'extended':
      return t('kind_extended', { day: day(entry.due_on) });
    case 'decided':
      return t('kind_decided', { number: entry.reference });
    default:
      return t('kind_struck_off');
  }
}
