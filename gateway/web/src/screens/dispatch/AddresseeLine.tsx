import { useState } from 'preact/hooks';
import { type Schemas, api, view } from '../../api/client';
import { useCommand } from '../../api/useCommand';
import longest from '../../api/longest.json';
import { moment, words } from '../../i18n';
import { HindiText } from '../../parts/editor/HindiText';
import { Field } from '../../parts/Field';
import { tell } from '../../parts/notices';
import { Trouble } from '../../parts/Trouble';
import en from './en.json';
import hi from './hi.json';
import { type LetterView, type Line, MODES, type Mode, reloadDispatch } from './views';

const t = words({ hi, en });

interface Props {
  letter: LetterView;
  addressee: Schemas['AddresseeView'];
  /** From 1. */
  number: number;
  /** Its line of the register, once it was sent. */
  line: Line | null;
  mode: Mode;
  onMode: (mode: Mode) => void;
}

/** One addressee: where it goes, and how it went or is going. */
export function AddresseeLine(props: Props) {
  const { addressee, line } = props;
  return (
    <li>
      <p class="to">{[addressee.name, addressee.address, addressee.email].filter(Boolean).join('\n')}</p>
      {line ? (
        <p>
          <span class="badge good">{t('sent')}</span>{' '}
          {t('sent_line', { serial: line.serial, year: line.year, mode: t(`mode_${line.mode}`), at: moment(line.dispatched_at) })}{' '}
          {line.tracking_number && <code>{line.tracking_number}</code>}
        </p>
      ) : (
        <Entry {...props} />
      )}
    </li>
  );
}

function Entry({ letter, addressee, number, mode, onMode }: Props) {
  const [tracking, setTracking] = useState('');
  const [remarks, setRemarks] = useState('');
  const enter = useCommand(async (key) => {
    const body = { addressee: number, mode, tracking_number: tracking.trim(), remarks: remarks.trim() };
    const params = { path: { letter_id: letter.id } };
    const line = await view(api.POST('/letters/{letter_id}/dispatches', { params, body, headers: { 'Idempotency-Key': key } }));
    tell(t('entered', { serial: line.serial, year: line.year }));
    reloadDispatch(letter.id);
  });
  return (
    <form
      aria-label={t('entry_for', { name: addressee.name })}
      onSubmit={(event) => {
        event.preventDefault();
        void enter.run();
      }}
    >
      <div class="entry">
        <Field label={t('mode')} hint={mode === 'email' ? emailHint(addressee) : undefined}>
          {(attributes) => (
            <select {...attributes} value={mode} onChange={(event) => onMode(event.currentTarget.value as Mode)}>
              {MODES.map((each) => (
                <option key={each} value={each}>
                  {t(`mode_${each}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('tracking')} hint={t(`tracking_hint_${mode === 'by_hand' ? 'by_hand' : 'other'}`)}>
          {(attributes) => (
            <input {...attributes} maxLength={longest.tracking} autocomplete="off" value={tracking} onInput={(event) => setTracking(event.currentTarget.value)} />
          )}
        </Field>
        <HindiText label={t('remarks')} value={remarks} onInput={setRemarks} multiline={false} maxLength={longest.remarks} bar={false} />
      </div>
      <Trouble error={enter.trouble} />
      <div class="actions">
        <button class="main" disabled={enter.busy}>
          {t('enter')}
        </button>
      </div>
    </form>
  );
}

/** The register notes that it went; the letter itself is mailed by hand. */
function emailHint({ email }: Schemas['AddresseeView']): string {
  return email ? t('email_hint', { email }) : t('email_missing');
}
