import type { ComponentChildren } from 'preact';
import { Link } from 'wouter-preact';
import type { Schemas } from '../../api/client';
import { day, either, number, words } from '../../i18n';
import en from './en.json';
import hi from './hi.json';
import type { Held, Statement } from './statement';

const t = words({ hi, en });
type Word = Parameters<typeof t>[0];

interface Row {
  key: string;
  cells: ComponentChildren[];
  late?: boolean;
}

/** The lines of a statement that lists files or letters. */
export function Lines({ statement }: { statement: Statement }) {
  const { headings, rows } = TABLES[statement.kind as keyof typeof TABLES](statement);
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={t(statement.kind)}>
      <table>
        <thead>
          <tr>
            {headings.map((heading) => (
              <th key={heading} scope="col">
                {t(heading)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} class={row.late ? 'late' : undefined}>
              {row.cells.map((cell, at) => (at === 0 ? <th key={at} scope="row">{cell}</th> : <td key={at}>{cell}</td>))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const TABLES = {
  monthly: (statement: Statement): { headings: Word[]; rows: Row[] } => ({
    headings: ['number', 'subject', 'opened', 'age', 'level', 'since', 'deadline', 'waits'],
    rows: statement.cases.map((one) => ({
      key: one.file_id,
      late: one.over_three_months,
      cells: [
        <Link href={`/files/${one.file_id}`}>{one.number}</Link>,
        one.subject,
        day(one.opened_at),
        number(one.days),
        <Level held={one.held} />,
        day(one.held.since),
        day(one.deadline),
        <Waits line={one} />,
      ],
    })),
  }),
  vip: (statement: Statement): { headings: Word[]; rows: Row[] } => ({
    headings: ['diary', 'sender', 'subject', 'received_on', 'acknowledge_by', 'acknowledged_on', 'reply_by', 'replied_on', 'reply_number', 'state', 'level'],
    rows: statement.vip.map((one) => ({
      key: one.receipt_id,
      late: one.state === 'acknowledge_late' || one.state === 'reply_late',
      cells: [
        <Link href={`/receipts/${one.receipt_id}`}>{one.diary_number}</Link>,
        <>
          {one.sender} <small class="soft">{marks(one)}</small>
        </>,
        one.subject,
        day(one.received_on),
        day(one.acknowledge_by),
        day(one.acknowledged_on),
        day(one.reply_by),
        day(one.replied_on),
        one.reply_number,
        t(one.state === 'closed' ? 'closed_without' : one.state),
        <Level held={one.held} />,
      ],
    })),
  }),
  puc: (statement: Statement): { headings: Word[]; rows: Row[] } => ({
    headings: ['diary', 'letter', 'sender', 'subject', 'received_on', 'age', 'number', 'level', 'since'],
    rows: statement.papers.map((one) => ({
      key: one.receipt_id,
      cells: [
        <Link href={`/receipts/${one.receipt_id}`}>{one.diary_number}</Link>,
        one.letter_number,
        one.sender,
        one.subject,
        day(one.received_on),
        number(one.days),
        one.file_id ? <Link href={`/files/${one.file_id}`}>{one.file_number}</Link> : '',
        <Level held={one.held} />,
        day(one.held.since),
      ],
    })),
  }),
  call_book: (statement: Statement): { headings: Word[]; rows: Row[] } => ({
    headings: ['number', 'subject', 'level', 'since', 'until', 'reason'],
    rows: statement.call_book.map((one) => ({
      key: one.file_id,
      cells: [
        <Link href={`/files/${one.file_id}`}>{one.number}</Link>,
        one.subject,
        <Level held={one.held} />,
        day(one.parked_since),
        day(one.parked_until),
        one.reason,
      ],
    })),
  }),
};

/** The level that holds it, with who held the post. */
export function Level({ held }: { held: Held }) {
  const { post, holder } = held;
  const level = either(held.level_hi, held.level_en);
  const place = [either(post.unit_hi, post.unit_en), either(post.office_hi, post.office_en)].filter(Boolean).join(', ');
  return (
    <>
      {level && `${level}: `}
      {either(post.designation_hi, post.designation_en)},{' '}
      {holder ? either(holder.name_hi, holder.name_en) : t('vacant')} <small class="soft">{place}</small>
    </>
  );
}

function Waits({ line }: { line: Schemas['CaseLineView'] }) {
  const found = line.consulted.map((one) =>
    t('opinion', { desk: either(one.post.designation_hi, one.post.designation_en), since: day(one.asked_at) }),
  );
  if (line.waiting_for) found.push(t('stopped', { whom: t(line.waiting_for), since: day(line.waiting_since) }));
  if (line.parked_until) found.push(t('parked', { until: day(line.parked_until) }));
  return <>{found.join('; ')}</>;
}

function marks(line: Schemas['VipLineView']): string {
  const named: Word[] = [];
  for (const mark of ['lok_sabha', 'rajya_sabha', 'vip'] as const) if (line.labels.includes(mark)) named.push(mark);
  const { category } = line;
  if (category === 'mp' || category === 'mla' || (category === 'vip' && !named.includes('vip'))) named.push(category);
  return named.map((mark) => t(mark)).join(', ');
}
