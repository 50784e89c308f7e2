import { Link } from 'wouter-preact';
import { day, words } from '../../i18n';
import { postName } from '../../parts/office/who';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import { fileOf, useLoaded } from '../file/views';
import { Actions } from './Actions';
import en from './en.json';
import hi from './hi.json';
import './letter.css';
import { Preview } from './Preview';
import { Sent } from './Sent';
import { Steps } from './Steps';
import { Verification } from './Verification';
import { type LetterView, may, useLetter } from './views';

const t = words({ hi, en });

/** A letter on its way out: what was done with it, what is next, and the very PDF. */
export default function Letter({ id }: { id: string }) {
  const letter = useLetter(id);
  if (!letter.value) return letter.error ? <Trouble error={letter.error} again={() => void letter.reload()} /> : <Waiting />;
  return <Shown key={id} letter={letter.value} />;
}

function Shown({ letter }: { letter: LetterView }) {
  return (
    <article class="letter-screen">
      <header>
        <WhereFrom fileId={letter.file_id} />
        <h1>
          {t('letter_of', { number: letter.number })} <span class="badge">{t(`state_${letter.state}`)}</span>
        </h1>
        <p class="subject">{letter.subject}</p>
      </header>
      {letter.state === 'cancelled' && (
        <p class="notice">
          <strong>{t('was_cancelled')}</strong> {letter.cancel_reason}
        </p>
      )}
      <div class="halves">
        <div>
          <Facts letter={letter} />
          <Steps letter={letter} />
          <Actions letter={letter} />
          {may(letter, 'verify_letter') && <Verification key={letter.signed_sha256} letterId={letter.id} />}
          {['issued', 'dispatched'].includes(letter.state) && <Sent letter={letter} />}
        </div>
        {letter.document_id && letter.document_version && (
          <Preview
            key={letter.document_version}
            letter={letter}
            documentId={letter.document_id}
            version={letter.document_version}
          />
        )}
      </div>
    </article>
  );
}

/** Who dispatches or signs it need not see the file. */
function WhereFrom({ fileId }: { fileId: string }) {
  const file = useLoaded(fileOf(fileId));
  if (!file.value) return null;
  return (
    <p>
      <Link href={`/files/${fileId}`}>{file.value.number}</Link> <span class="soft">{file.value.subject}</span>
    </p>
  );
}

function Facts({ letter }: { letter: LetterView }) {
  return (
    <dl class="facts">
      <dt>{t('issue_date')}</dt>
      <dd>{day(letter.issue_date)}</dd>
      <dt>{t('signer')}</dt>
      <dd>{postName(letter.signer)}</dd>
      <dt>{t('addressees')}</dt>
      <dd>
        {letter.addressees.map(({ name, address, email }, at) => (
          <p key={at} class="to">
            {[name, address, email].filter(Boolean).join('\n')}
          </p>
        ))}
      </dd>
    </dl>
  );
}
