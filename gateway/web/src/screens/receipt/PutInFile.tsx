import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { onReceipt } from '../../acts';
import { useAttempt } from '../../acts/attempt';
import { type Schemas, api, view } from '../../api/client';
import { moment, words } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { Field } from '../../parts/Field';
import { NewFileForm } from '../../parts/NewFile';
import { tell } from '../../parts/notices';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import { reloadViews, useView } from '../../store/views';
import en from './en.json';
import hi from './hi.json';
import { type ReceiptView, useScan } from './views';
import { type Awaited, type ReplyOf, WhoseReply, awaitedIn } from './WhoseReply';

const t = words({ hi, en });
/** Milliseconds without a keystroke before it is searched. */
const PAUSE = 250;

type Item = Schemas['DeskItemView'];

interface Chosen {
  id: string;
  number: string;
  custody_number: number;
}

interface Props {
  receipt: ReceiptView;
  onClose: () => void;
}

/** Into a file that lies on the same desk, or into a new one. */
export function PutInFile({ receipt, onClose }: Props) {
  const attempt = useAttempt();
  const [isNew, setIsNew] = useState(false);
  const [trouble, setTrouble] = useState<unknown>(null);
  const [asked, setAsked] = useState<{ file: Chosen; awaited: Awaited[] } | null>(null);
  const scan = useScan(receipt);
  const [, go] = useLocation();

  /** Where replies are awaited in the file it is asked first whether this is one of them. */
  async function pick(file: Chosen): Promise<void> {
    const awaited = await awaitedIn(file.id);
    if (awaited.length > 0) setAsked({ file, awaited });
    else await put(file);
  }

  async function put(file: Chosen, reply_of?: ReplyOf): Promise<void> {
    setTrouble(null);
    const pages = scan.value?.pages ?? 1;
    const body = { file_id: file.id, file_custody_number: file.custody_number, pages, ...(reply_of ? { reply_of } : {}) };
    const path = `/receipts/${receipt.id}/put-in-file`;
    const outcome = await attempt(onReceipt(receipt, { kind: 'put_receipt_in_file', path, body }));
    if (outcome.state === 'refused') return setTrouble(outcome.trouble);
    const told = { number: file.number };
    if (outcome.state === 'queued') tell(t('put_waits', told), 'warn');
    else tell(t('put', told));
    reloadViews(`file:${file.id}`);
    if (reply_of) reloadViews('awaited:');
    onClose();
    go(`/files/${file.id}`);
  }

  if (asked) {
    return (
      <Dialog title={t('put_in_file')} onClose={onClose}>
        <WhoseReply number={asked.file.number} awaited={asked.awaited} onSaid={(reply) => put(asked.file, reply)} />
        <Trouble error={trouble} />
      </Dialog>
    );
  }
  return (
    <Dialog title={t('put_in_file')} onClose={onClose}>
      <div class="actions" role="group" aria-label={t('which_file')}>
        <button type="button" aria-pressed={!isNew} class={isNew ? '' : 'main'} onClick={() => setIsNew(false)}>
          {t('file_on_desk')}
        </button>
        <button type="button" aria-pressed={isNew} class={isNew ? 'main' : ''} onClick={() => setIsNew(true)}>
          {t('new_file')}
        </button>
      </div>
      <Trouble error={trouble} />
      {isNew ? (
        <NewFileForm
          subject={receipt.subject}
          subjectHead={receipt.subject_head?.code}
          receivedOn={receipt.received_on}
          onCreated={(file) => (file ? void put(file) : onClose())}
        />
      ) : (
        <FilesOnDesk onPick={(file) => void pick(file)} />
      )}
    </Dialog>
  );
}

function FilesOnDesk({ onPick }: { onPick: (file: Chosen) => void }) {
  const [typed, setTyped] = useState('');
  const wanted = useRested(typed.trim());
  const files = useFiles(wanted);
  return (
    <>
      <Field label={t('find_file')}>
        {(attributes) => (
          <input {...attributes} type="search" autofocus value={typed} onInput={(event) => setTyped(event.currentTarget.value)} />
        )}
      </Field>
      <Trouble error={files.trouble} />
      {!files.found && !files.trouble && <Waiting />}
      {files.found?.length === 0 && <p role="status">{t('no_file')}</p>}
      <ul class="choices">
        {files.found?.map((file) => (
          <li key={file.id}>
            <button type="button" onClick={() => onPick(file)}>
              <span>
                <strong>{file.number}</strong> {file.subject} <span class="soft">{moment(file.arrived_at)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The newest on the desk are kept for want of a line; what is searched for is asked for each time. */
function useFiles(wanted: string) {
  const newest = useView('desk-files', () => loadFiles('')).value;
  const [found, setFound] = useState<Item[] | null>(null);
  const [trouble, setTrouble] = useState<unknown>(null);
  useEffect(() => {
    let isWanted = true;
    setFound(null);
    setTrouble(null);
    if (wanted) {
      loadFiles(wanted).then(
        (items) => isWanted && setFound(items),
        (error: unknown) => isWanted && setTrouble(error),
      );
    }
    return () => {
      isWanted = false;
    };
  }, [wanted]);
  return wanted ? { found, trouble } : { found: newest.value, trouble: newest.value ? null : newest.error };
}

async function loadFiles(search: string): Promise<Item[]> {
  const query = { box: 'inbox', kind: 'file', limit: 50, ...(search ? { search } : {}) } as const;
  return (await view(api.GET('/desk', { params: { query } }))).items;
}

/** The value once it has not changed for a moment. */
function useRested(value: string): string {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => setRested(value), PAUSE);
    return () => window.clearTimeout(timer);
  }, [value]);
  return rested;
}
