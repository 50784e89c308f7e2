import { useState } from 'preact/hooks';
import longest from '../../api/longest.json';
import { day, number as count, today, words } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { HindiText } from '../../parts/editor/HindiText';
import { Field } from '../../parts/Field';
import { tell } from '../../parts/notices';
import { personName } from '../../parts/office/who';
import { Trouble } from '../../parts/Trouble';
import { useView } from '../../store/views';
import { CODES, type Code, type Factor, factorsOf, state } from './board';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });

interface Props {
  onClose: () => void;
  onStated: () => void;
}

/** A factor from a day on, with what it rests on; and everything that was stated before. */
export function FactorDialog({ onClose, onStated }: Props) {
  const [code, setCode] = useState<Code>(CODES[0] as Code);
  const [value, setValue] = useState('');
  const [from, setFrom] = useState(today());
  const [basis, setBasis] = useState('');
  const [trouble, setTrouble] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const before = useView('savings-factors', factorsOf).value.value ?? [];
  const fits = value === '' || /^\d{1,6}(\.\d{1,3})?$/.test(value);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (busy || !fits || !from || !basis.trim()) return;
    setBusy(true);
    setTrouble(null);
    try {
      await state(code, value || null, from, basis.trim());
    } catch (refused) {
      setBusy(false);
      return setTrouble(refused);
    }
    tell(t('stated'));
    onStated();
    onClose();
  }

  return (
    <Dialog title={t('state_factor')} onClose={onClose} wide>
      <form onSubmit={(event) => void submit(event)}>
        <Field label={t('factor')}>
          {(attributes) => (
            <select {...attributes} value={code} onChange={({ currentTarget }) => setCode(currentTarget.value as Code)}>
              {CODES.map((each) => (
                <option key={each} value={each}>
                  {t(`factor_${each}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('value')} hint={t('value_hint')} error={fits ? undefined : t('value_wrong')}>
          {(attributes) => (
            <input {...attributes} inputMode="decimal" maxLength={10} value={value} onInput={({ currentTarget }) => setValue(currentTarget.value.trim())} />
          )}
        </Field>
        <Field label={t('valid_from')}>
          {(attributes) => <input {...attributes} type="date" required value={from} onInput={({ currentTarget }) => setFrom(currentTarget.value)} />}
        </Field>
        <HindiText label={t('basis')} hint={t('basis_hint')} value={basis} onInput={setBasis} multiline={false} maxLength={longest.reason} />
        <Trouble error={trouble} />
        <div class="actions">
          <button type="submit" class="main" disabled={busy || !fits || !from || !basis.trim()}>
            {t('state_now')}
          </button>
        </div>
      </form>
      <Before factors={before.filter((each) => each.code === code)} />
    </Dialog>
  );
}

function Before({ factors }: { factors: Factor[] }) {
  if (factors.length === 0) return null;
  return (
    <>
      <h3>{t('before')}</h3>
      <ul>
        {factors.map((each) => (
          <li key={each.id}>
            {day(each.valid_from)}: {each.value ? count(Number(each.value)) : t('none')} · {each.basis} · {personName(each.by.person)} ({day(each.at)})
          </li>
        ))}
      </ul>
    </>
  );
}
