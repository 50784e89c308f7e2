import { useEffect, useId, useState } from 'preact/hooks';
import { api, view } from '../../api/client';
import { either, words } from '../../i18n';
import { Field } from '../../parts/Field';
import { Trouble } from '../../parts/Trouble';
import type { Person, PersonEntry } from './directory';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });
const PAUSE = 250;

/** Looks a person up by name or post; the found ones are radio buttons, so that it works as any form does. */
export function PersonPicker({ onPick }: { onPick: (person: Person | null) => void }) {
  const name = useId();
  const [text, setText] = useState('');
  const [found, setFound] = useState<PersonEntry[]>([]);
  const [trouble, setTrouble] = useState<unknown>(null);

  useEffect(() => {
    onPick(null);
    setFound([]);
    if (!text.trim()) return;
    let gone = false;
    const timer = setTimeout(() => {
      const query = { text: text.trim(), active: true, limit: 8 };
      view(api.GET('/admin/people', { params: { query } })).then(
        (page) => !gone && setFound(page.items),
        (error: unknown) => !gone && setTrouble(error),
      );
    }, PAUSE);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [text]);

  return (
    <>
      <Field label={t('person')} hint={t('person_hint')}>
        {(attributes) => (
          <input {...attributes} type="search" value={text} onInput={(event) => setText(event.currentTarget.value)} />
        )}
      </Field>
      <Trouble error={trouble} />
      <fieldset class="found" hidden={found.length === 0}>
        <legend class="hidden-text">{t('person')}</legend>
        {found.map(({ person, posts }) => (
          <label key={person.id} class="check">
            <input type="radio" name={name} onChange={() => onPick(person)} />
            <span>
              {either(person.name_hi, person.name_en)} <span class="soft">{person.user_name}</span>
              <br />
              <span class="soft">
                {posts.map((post) => either(post.designation_hi, post.designation_en)).join(', ') || t('no_charge')}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
    </>
  );
}
