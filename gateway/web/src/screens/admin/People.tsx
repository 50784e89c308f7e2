import { useEffect, useState } from 'preact/hooks';
import { api, view } from '../../api/client';
import { either, moment, words } from '../../i18n';
import { Choice, Text } from './Controls';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import { useView } from '../../store/views';
import type { PersonEntry } from './directory';
import en from './en.json';
import hi from './hi.json';
import { PersonCard } from './PersonCard';
import { PersonForm } from './PersonForm';

const t = words({ hi, en });
const PAUSE = 250;
const SHOWN = 100;
const WHICH = ['active', 'without_charge', 'inactive'] as const;
type Which = (typeof WHICH)[number];

function queryOf(text: string, which: Which) {
  const narrowing = which === 'inactive' ? { active: false } : { active: true, without_charge: which === 'without_charge' };
  return { text, limit: SHOWN, ...narrowing };
}

/** People by name or post; one at a time is opened. */
export function People() {
  const [typed, setTyped] = useState('');
  const [text, setText] = useState('');
  const [which, setWhich] = useState<Which>('active');
  const [open, setOpen] = useState<string | 'new' | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setText(typed.trim()), PAUSE);
    return () => clearTimeout(timer);
  }, [typed]);
  const people = useView(`admin:people:${which}:${text}`, () =>
    view(api.GET('/admin/people', { params: { query: queryOf(text, which) } })),
  ).value;
  const items = people.value?.items ?? [];
  const opened = items.find((entry) => entry.person.id === open);
  return (
    <>
      <div class="actions">
        <Text label={t('find_person')} type="search" value={typed} onInput={setTyped} />
        <Choice label={t('which')} value={which} options={WHICH.map((each) => [each, t(`which_${each}`)])} onPick={(each) => setWhich(each as Which)} />
        <button type="button" onClick={() => setOpen('new')}>
          {t('new_person')}
        </button>
      </div>
      <Trouble error={people.error} again={() => void people.reload()} />
      {!people.value && !people.error && <Waiting />}
      {people.value && <List items={items} onOpen={setOpen} />}
      {people.value?.next && <p class="notice">{t('more_people', { count: SHOWN })}</p>}
      {open === 'new' && <PersonForm person={null} onClose={() => setOpen(null)} />}
      {opened && <PersonCard entry={opened} onClose={() => setOpen(null)} />}
    </>
  );
}

function List({ items, onOpen }: { items: PersonEntry[]; onOpen: (id: string) => void }) {
  if (items.length === 0) return <p role="status">{t('nobody')}</p>;
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={t('people')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('name')}</th>
            <th scope="col">{t('posts_held')}</th>
            <th scope="col">{t('sign_in')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((entry) => (
            <tr key={entry.person.id}>
              <th scope="row">
                <button type="button" class="plain" onClick={() => onOpen(entry.person.id)}>
                  {either(entry.person.name_hi, entry.person.name_en)}
                </button>
                <span class="soft"> {entry.person.user_name}</span>
              </th>
              <td>
                {entry.posts.map((post) => either(post.designation_hi, post.designation_en)).join(', ') || (
                  <span class="badge warn">{t('no_charge')}</span>
                )}
              </td>
              <td>
                <SignInState entry={entry} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** How it stands with signing in, the most pressing first. */
export function SignInState({ entry }: { entry: PersonEntry }) {
  if (!entry.person.active) return <span class="badge">{t('which_inactive')}</span>;
  if (entry.locked_until) return <span class="badge urgent">{t('locked', { until: moment(entry.locked_until) })}</span>;
  if (!entry.has_password) return <span class="badge warn">{t('no_password')}</span>;
  if (entry.must_change_password) return <span class="badge warn">{t('one_time')}</span>;
  return <span class="soft">{entry.last_signed_in_at ? t('last_in', { at: moment(entry.last_signed_in_at) }) : t('never_in')}</span>;
}
