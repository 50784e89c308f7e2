import { useRef } from 'preact/hooks';
import longest from '../../api/longest.json';
import { number as count, words } from '../../i18n';
import { HindiText } from '../../parts/editor/HindiText';
import { Field } from '../../parts/Field';
import en from './en.json';
import hi from './hi.json';
import { type Addressee, nobody } from './writing';

const t = words({ hi, en });
/** As many as a letter may have. */
const MOST = 50;

interface Props {
  of: Addressee[];
  language: 'hi' | 'en';
  onChange: (addressees: Addressee[]) => void;
  error: string | undefined;
}

/** To whom it goes; each gets the same letter and a line of the dispatch register. */
export function Addressees({ of, language, onChange, error }: Props) {
  const field = { language, bar: false } as const;
  const group = useRef<HTMLFieldSetElement>(null);
  const set = (at: number, change: Partial<Addressee>) =>
    onChange(of.map((each, other) => (other === at ? { ...each, ...change } : each)));

  function add(): void {
    onChange([...of, nobody()]);
    requestAnimationFrame(() => [...(group.current?.querySelectorAll<HTMLElement>('[data-name] input') ?? [])].at(-1)?.focus());
  }

  return (
    <fieldset class="addressees" ref={group}>
      <legend>{t('addressees')}</legend>
      {of.map((addressee, at) => (
        <div key={at} class="addressee" role="group" aria-label={t('addressee', { number: count(at + 1) })}>
          <div data-name>
            <HindiText
              {...field}
              label={t('name')}
              value={addressee.name}
              onInput={(name) => set(at, { name })}
              multiline={false}
              maxLength={longest.name}
              required
              error={isNameless(addressee, at) ? error : undefined}
            />
          </div>
          <HindiText
            {...field}
            label={t('address')}
            value={addressee.address}
            onInput={(address) => set(at, { address })}
            rows={2}
            maxLength={longest.address}
          />
          <Field label={t('email')}>
            {(attributes) => (
              <input
                {...attributes}
                type="email"
                maxLength={longest.email}
                value={addressee.email}
                onInput={(event) => set(at, { email: event.currentTarget.value })}
              />
            )}
          </Field>
          {of.length > 1 && (
            <button
              type="button"
              class="plain"
              aria-label={t('remove_addressee', { number: count(at + 1) })}
              onClick={() => onChange(of.filter((_, other) => other !== at))}
            >
              {t('remove')}
            </button>
          )}
        </div>
      ))}
      {of.length < MOST && (
        <button type="button" onClick={add}>
          {t('add_addressee')}
        </button>
      )}
    </fieldset>
  );
}

/** An empty row after the first is left out; what has an address has a name. */
function isNameless({ name, address, email }: Addressee, at: number): boolean {
  return !name.trim() && (at === 0 || `${address}${email}`.trim() !== '');
}
