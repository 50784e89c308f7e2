import { useState } from 'preact/hooks';
import { Link, useLocation } from 'wouter-preact';
import { either, words } from '../../i18n';
import { Field } from '../../parts/Field';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import { useOffices } from '../../parts/office/places';
import { type Branch, narrowed, treeOf } from './directory';
import en from './en.json';
import hi from './hi.json';
import { OfficeForm } from './OfficeForm';
import { OfficePage } from './OfficePage';

const t = words({ hi, en });

/** All offices as a tree beside the one that was chosen. */
export function Offices({ id }: { id: string | undefined }) {
  const offices = useOffices();
  const [text, setText] = useState('');
  const [adding, setAdding] = useState(false);
  const [, go] = useLocation();
  if (!offices.value) return offices.error ? <Trouble error={offices.error} again={offices.reload} /> : <Waiting />;
  const all = offices.value;
  const tree = treeOf(all);
  const chosen = all.find((office) => office.id === id) ?? tree[0]?.office;
  return (
    <div class="offices">
      <section aria-label={t('offices')} class="tree">
        <Field label={t('find_office')}>
          {(attributes) => (
            <input {...attributes} type="search" value={text} onInput={(event) => setText(event.currentTarget.value)} />
          )}
        </Field>
        <Branches branches={narrowed(tree, text)} chosen={chosen?.id} />
        <button type="button" onClick={() => setAdding(true)}>
          {t('new_office')}
        </button>
      </section>
      {chosen && <OfficePage key={chosen.id} office={chosen} offices={all} />}
      {adding && (
        <OfficeForm
          office={null}
          above={chosen ?? null}
          offices={all}
          onClose={() => setAdding(false)}
          onSaved={(saved) => go(`/admin/offices/${saved.id}`)}
        />
      )}
    </div>
  );
}

function Branches({ branches, chosen }: { branches: Branch[]; chosen: string | undefined }) {
  return (
    <ul>
      {branches.map(({ office, below }) => (
        <li key={office.id}>
          <Link href={`/admin/offices/${office.id}`} aria-current={office.id === chosen ? 'true' : undefined}>
            {either(office.name_hi, office.name_en)}
          </Link>
          {below.length > 0 && <Branches branches={below} chosen={chosen} />}
        </li>
      ))}
    </ul>
  );
}
