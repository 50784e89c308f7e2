import { useState } from 'preact/hooks';
import { type Schemas, api, view } from '../../api/client';
import { day, words } from '../../i18n';
import { Field } from '../../parts/Field';
import { online } from '../../shell/line';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });
const MOST = 200;

/** An addressee whose reply is awaited in a file. */
export interface Awaited {
  letter_id: string;
  letter_number: string;
  issue_date: string;
  addressee: number;
  name: string;
}

export type ReplyOf = Pick<Schemas['ReplyOf'], 'letter_id' | 'addressee' | 'partial'>;

/** Whose replies are awaited in the file; none without a line: the receipt can be named in the file later. */
export async function awaitedIn(fileId: string): Promise<Awaited[]> {
  if (!online.peek()) return [];
  const query = { limit: MOST } as const;
  const found = await view(api.GET('/files/{file_id}/replies', { params: { path: { file_id: fileId }, query } })).catch(() => null);
  return (found?.items ?? []).flatMap(({ letter_id, letter_number, issue_date, rows }) =>
    rows
      .filter(({ state }) => state === 'awaited' || state === 'partial')
      .map(({ addressee, name }) => ({ letter_id, letter_number, issue_date, addressee, name })),
  );
}

interface Props {
  number: string;
  awaited: readonly Awaited[];
  /** Nothing where it is nobody's reply. */
  onSaid: (reply?: ReplyOf) => Promise<void>;
}

/** Whether the receipt that goes into the file is one of the replies that are awaited there. */
export function WhoseReply({ number, awaited, onSaid }: Props) {
  const [chosen, setChosen] = useState('');
  const [partial, setPartial] = useState(false);
  const [busy, setBusy] = useState(false);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const line = awaited[Number(chosen)];
    await onSaid(chosen === '' || !line ? undefined : { letter_id: line.letter_id, addressee: line.addressee, partial });
    setBusy(false);
  }
  return (
    <form onSubmit={submit}>
      <p>{t('replies_awaited', { number })}</p>
      <Field label={t('whose_reply')}>
        {(attributes) => (
          <select {...attributes} autofocus value={chosen} onChange={(event) => setChosen(event.currentTarget.value)}>
            <option value="">{t('no_reply')}</option>
            {awaited.map((line, place) => (
              <option key={`${line.letter_id}/${line.addressee}`} value={String(place)}>
                {`${line.name} · ${line.letter_number}, ${day(line.issue_date)}`}
              </option>
            ))}
          </select>
        )}
      </Field>
      {chosen !== '' && (
        <label class="check">
          <input type="checkbox" checked={partial} onChange={(event) => setPartial(event.currentTarget.checked)} />
          {t('reply_in_part')}
        </label>
      )}
      <div class="actions">
        <button class="main" disabled={busy}>
          {t('put_in_file')}
        </button>
      </div>
    </form>
  );
}
