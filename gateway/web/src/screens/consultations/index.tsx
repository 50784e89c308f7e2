import { useEffect } from 'preact/hooks';
import { Link, useLocation } from 'wouter-preact';
import { type Schemas, api, every, view } from '../../api/client';
import { moment, number as count, words } from '../../i18n';
import { useKeys } from '../../keys';
import { onMessage } from '../../live';
import { Due, Marks, postName } from '../../parts/office/who';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import { useView } from '../../store/views';
import './consultations.css';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });
type Item = Schemas['ConsultationItemView'];
const BOXES = ['to_answer', 'asked', 'answered'] as const;
type Box = (typeof BOXES)[number];
const PART = 200;
/** What is over is shown as far as one looks back. */
const NEWEST = 50;

/** Questions that this desk has to answer, those that it waits for, and what it has answered. */
export default function Consultations() {
  const boxes = useView('desk:consultations', async () => {
    const [to_answer, asked, answered] = await Promise.all(BOXES.map(load));
    return { to_answer, asked, answered };
  }).value;
  const { reload } = boxes;
  useEffect(() => onMessage(() => void reload()), [reload]);
  const [, go] = useLocation();
  const next = boxes.value?.to_answer?.[0];
  useKeys(next ? { O: { label: t('next'), run: () => go(`/files/${next.file_id}`) } } : {});
  if (!boxes.value) return boxes.error ? <Trouble error={boxes.error} again={() => void boxes.reload()} /> : <Waiting />;
  const shown = boxes.value;
  return (
    <div class="consultations-screen">
      <h1>{t('heading')}</h1>
      {BOXES.map((box) => (
        <Part key={box} box={box} items={shown[box] ?? []} />
      ))}
    </div>
  );
}

function load(box: Box): Promise<Item[]> {
  const part = (limit: number, cursor?: string) =>
    view(api.GET('/desk/consultations', { params: { query: { box, limit, ...(cursor ? { cursor } : {}) } } }));
  return box === 'to_answer' ? every((cursor) => part(PART, cursor)) : part(NEWEST).then(({ items }) => items);
}

function Part({ box, items }: { box: Box; items: Item[] }) {
  const heading = `part-${box}`;
  const more = box !== 'to_answer' && items.length === NEWEST;
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}>
        {t(box)} ({more ? t('newest', { count: count(NEWEST) }) : count(items.length)})
      </h2>
      {items.length === 0 && <p class="soft">{t(`none_${box}`)}</p>}
      {items.length > 0 && (
        <div class="scroll" tabIndex={0} role="group" aria-labelledby={heading}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('number')}</th>
                <th scope="col">{t('question')}</th>
                <th scope="col">{t(box === 'asked' ? 'of' : 'from')}</th>
                <th scope="col">{t(box === 'answered' ? 'state' : 'due')}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((item) => (
                <Line key={item.id} box={box} item={item} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Line({ box, item }: { box: Box; item: Item }) {
  return (
    <tr class={item.unread ? 'unread' : ''}>
      <td>
        <Link href={`/files/${item.file_id}`}>{item.file_number}</Link>
        {box === 'answered' && (
          <div>
            <Link href={`/consultations/${item.id}`}>{t('own_opinion')}</Link>
          </div>
        )}
      </td>
      <td>
        <strong>{item.subject}</strong> <Marks of={{ grading: item.grading, urgency: item.urgency, labels: [] }} />
        <div class="question">{item.question}</div>
      </td>
      <td>
        {postName(box === 'asked' ? item.holder : item.asked_by)}
        <div class="soft">{moment(box === 'to_answer' ? item.arrived_at : item.asked_at)}</div>
      </td>
      <td>
        {item.state === 'open' ? <Due on={item.due_on} /> : <>{t(`state_${item.state}`)} {moment(item.ended_at)}</>}
        {box === 'to_answer' && item.unread && <div class="badge warn">{t('unread')}</div>}
      </td>
    </tr>
  );
}
