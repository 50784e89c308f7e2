import { Link } from 'wouter-preact';
import { day, number as count, words } from '../../i18n';
import { Due, Marks } from '../../parts/office/who';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import en from './en.json';
import hi from './hi.json';
import { type AwaitedReply, useAwaitedReplies } from './views';

const t = words({ hi, en });

/** Addressees who have not answered, the longest due first. */
export function Replies() {
  const replies = useAwaitedReplies();
  if (!replies.value) return replies.error ? <Trouble error={replies.error} again={() => void replies.reload()} /> : <Waiting />;
  return (
    <section>
      <h2 id="awaited-replies">
        {t('replies')} ({count(replies.value.length)})
      </h2>
      {replies.value.length === 0 ? <p class="soft">{t('none_replies')}</p> : <Table replies={replies.value} />}
    </section>
  );
}

function Table({ replies }: { replies: AwaitedReply[] }) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-labelledby="awaited-replies">
      <table>
        <thead>
          <tr>
            <th scope="col">{t('file')}</th>
            <th scope="col">{t('letter')}</th>
            <th scope="col">{t('addressee')}</th>
            <th scope="col">{t('due_by')}</th>
          </tr>
        </thead>
        <tbody>
          {replies.map((reply) => (
            <tr key={`${reply.letter_id}/${reply.addressee}`}>
              <td>
                <Link href={`/files/${reply.file_id}`}>{reply.file_number}</Link> <Marks of={{ grading: reply.grading, labels: [] }} />
              </td>
              <td>
                <Link href={`/letters/${reply.letter_id}`}>{reply.letter_number}</Link>
                <div class="soft">
                  {day(reply.issue_date)} · {reply.subject}
                </div>
              </td>
              <td>
                {reply.name}
                {reply.state === 'partial' && <div class="soft">{t('partial')}</div>}
                {reply.reminders > 0 && <div class="soft">{t('reminded', { count: count(reply.reminders) })}</div>}
              </td>
              <td>
                <Due on={reply.due_on} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
