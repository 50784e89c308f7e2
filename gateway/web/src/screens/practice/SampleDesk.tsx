import { useState } from 'preact/hooks';
import { words } from '../../i18n';
import { useKeys } from '../../keys';
import { Field } from '../../parts/Field';
import { Diarise } from './Diarise';
import en from './en.json';
import hi from './hi.json';
import { SampleItem } from './SampleItem';
import { senderOf, subjectOf } from './sample';
import { type Item, type World, onDesk, open, pullBack, sent } from './world';

const t = words({ hi, en });

interface Props {
  world: World;
  onAct: (world: World) => void;
}

/** A small desk: search, list, and the thing that is open. */
export function SampleDesk({ world, onAct }: Props) {
  const [text, setText] = useState('');
  const [shown, setShown] = useState<string | null>(null);
  const search = text.trim().toLowerCase();
  const rows = onDesk(world).filter((item) =>
    `${item.number} ${subjectOf(item)} ${senderOf(item)}`.toLowerCase().includes(search),
  );
  const item = world.items.find((each) => each.id === shown && each.holder === 'me' && each.inFile === null);
  useKeys({ Escape: { label: t('back'), run: () => setShown(null) } });

  function show(chosen: Item): void {
    setShown(chosen.id);
    onAct(open(world, chosen.id, search !== ''));
  }

  if (item) return <SampleItem world={world} item={item} onAct={onAct} onBack={() => setShown(null)} />;
  return (
    <section class="card" aria-labelledby="sample-desk">
      <h2 id="sample-desk">{t('desk')}</h2>
      {world.role === 'reception' && <Diarise world={world} onAct={onAct} />}
      <Field label={t('search')} hint={t('search_hint')}>
        {(attributes) => (
          <input {...attributes} type="search" value={text} onInput={(event) => setText(event.currentTarget.value)} />
        )}
      </Field>
      <ul class="rows" aria-label={t('desk')}>
        {rows.map((row) => (
          <li key={row.id}>
            <button type="button" class="plain" onClick={() => show(row)}>
              <strong>{row.number}</strong> <span class="badge">{t(row.kind)}</span>
              <br />
              {subjectOf(row)} <span class="soft">· {senderOf(row)}</span>
            </button>
          </li>
        ))}
      </ul>
      {rows.length === 0 && <p class="soft">{t('nothing')}</p>}
      <Sent world={world} onAct={onAct} />
    </section>
  );
}

function Sent({ world, onAct }: Props) {
  const gone = sent(world);
  if (gone.length === 0) return null;
  return (
    <>
      <h3>{t('sent')}</h3>
      <ul class="rows">
        {gone.map((item) => (
          <li key={item.id} class="gone">
            <span>
              <strong>{item.number}</strong> {subjectOf(item)}
              <br />
              <span class="soft">{t('lies_at', { desk: t(`desk_${item.holder === 'me' ? 'clerk' : item.holder}`) })}</span>
            </span>
            <button type="button" aria-label={`${t('pull_back')}: ${item.number}`} onClick={() => onAct(pullBack(world, item.id))}>
              {t('pull_back')}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
